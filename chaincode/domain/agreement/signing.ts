import { requireThat } from '../errors.js';
import { signerOf } from '../facts.js';
import { committedDocuments, filedKey } from '../filing.js';
import type { Msp, Sha256 } from '../ids.js';
import type { Facts } from '../state.js';
import type { TermsRecord } from './state.js';

/** The hash of terms that their parties sign. */
export function termsHashOf(record: TermsRecord, hashOf: Facts['hashOf']): Sha256 {
  const { commands: _commands, ...signed } = record;
  return hashOf(signed);
}

/**
 * Checks that nobody confirms what they entered.
 * @throws DomainError APPROVER_NOT_SEPARATE
 */
export function checkSeparate({ proposedBy }: TermsRecord, { actor }: Facts): void {
  const { participant, user } = signerOf(actor);
  const isProposer = proposedBy.participant === participant && proposedBy.user === user;
  const reason = 'this user proposed the terms';
  requireThat(!isProposer, 'APPROVER_NOT_SEPARATE', { reason });
}

/**
 * Checks that a member's own collection holds every document that the terms commit to and that it
 * may hold.
 * @throws DomainError DOCUMENT_NOT_FILED
 */
export function checkFiled(record: TermsRecord, msp: Msp, { filed }: Facts): void {
  for (const { ref, hash } of committedDocuments(record, msp)) {
    const isFiled = filed.get(filedKey(msp, ref)) === hash;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: `${ref.kind}/${ref.part}`, msp });
  }
}
