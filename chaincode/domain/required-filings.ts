import { payeeOf } from './assignees.js';
import type { Assignment } from './assignment/state.js';
import { requireThat } from './errors.js';
import { filedKey, type DocumentRef } from './filing.js';
import { mspOf, type Msp, type ParticipantId, type Sha256 } from './ids.js';
import type { Order } from './payment/state.js';
import type { Facts, Milestone } from './state.js';

/** A private document that a member has to hold, with the hash that it must have. */
export interface RequiredFiling {
  readonly msp: Msp;
  readonly ref: DocumentRef;
  readonly hash: Sha256;
}

/** What bank and financier must hold before the bank takes note of an assignment. */
export function assignmentFilings(
  { slice, termsVersion }: Milestone,
  { financier, document }: Assignment,
): readonly RequiredFiling[] {
  const ref = { kind: 'assignment', part: document, termsVersion } as const;
  return [slice.parties.bank, financier].map((id) => ({ msp: mspOf(id), ref, hash: document }));
}

/** What payee and bank must hold of a new account. */
export function payToFilings(
  { slice, termsVersion }: Milestone,
  payee: ParticipantId,
  document: Sha256,
): readonly RequiredFiling[] {
  const ref = { kind: 'pay-to-change', part: document, termsVersion } as const;
  return [payee, slice.parties.bank].map((id) => ({ msp: mspOf(id), ref, hash: document }));
}

/** What payee and bank must hold of a rate. */
export function rateFilings(
  milestone: Milestone,
  order: Order,
  document: Sha256,
): readonly RequiredFiling[] {
  const { slice, termsVersion } = milestone;
  const ref = { kind: 'rate', part: document, termsVersion } as const;
  const holders = [payeeOf(milestone, order), slice.parties.bank];
  return holders.map((id) => ({ msp: mspOf(id), ref, hash: document }));
}

/**
 * Refuses what rests on private documents that are not where they have to be.
 * @throws DomainError DOCUMENT_NOT_FILED
 */
export function requireFiled(filings: readonly RequiredFiling[], facts: Facts): void {
  for (const { msp, ref, hash } of filings) {
    const isFiled = facts.filed.get(filedKey(msp, ref)) === hash;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: `${ref.kind}/${ref.part}`, msp });
  }
}
