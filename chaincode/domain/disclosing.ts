import { z } from 'zod';
import type { TermsRecord } from './agreement/state.js';
import { requireThat } from './errors.js';
import type { FiledDocument } from './filed-document.js';
import { filingKindSchema, type FilingKind } from './filing-kind.js';
import {
  committedDocuments,
  holdersOf,
  isKindOf,
  isUncommitted,
  type DocumentRef,
} from './filing.js';
import {
  agreementIdSchema,
  commandIdSchema,
  mspOf,
  numberSchema,
  participantIdSchema,
  sha256Schema,
  type ParticipantId,
  type Sha256,
} from './ids.js';
import { isInBusiness } from './standing.js';
import type { State } from './state.js';

/** Writes private documents to the collection of somebody that the terms do not show them to. */
export const fileDisclosureSchema = z.strictObject({
  type: z.literal('fileDisclosure'),
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  kind: filingKindSchema,
  termsVersion: numberSchema,
  to: participantIdSchema,
});
export type FileDisclosure = z.infer<typeof fileDisclosureSchema>;

/** Kinds of documents that say where somebody is paid. */
const accountKinds: readonly FilingKind[] = ['pay-to', 'pay-to-change'];

/** Who shows documents of a kind under one version of the terms, and to whom. */
export interface Disclosing {
  readonly state: Pick<State, 'members' | 'participants'>;
  readonly record: TermsRecord;
  readonly kind: FilingKind;
  readonly discloser: ParticipantId;
  readonly to: ParticipantId;
}

/**
 * Checks that a party may show documents of a kind to a participant of the consortium.
 * @throws DomainError DOCUMENT_KIND_NOT_ALLOWED, PARTICIPANT_NOT_ACTIVE, DISCLOSURE_NOT_NEEDED
 */
export function checkDisclosable({ state, record, kind, discloser, to }: Disclosing): void {
  const { parties } = record.terms;
  const holders = holdersOf(parties, kind);
  const isOwn = !accountKinds.includes(kind) || discloser === parties.exporter;
  const isHolder = holders.includes(mspOf(discloser));
  requireThat(isOwn && isHolder, 'DOCUMENT_KIND_NOT_ALLOWED', { kind });
  const msp = mspOf(to);
  const recipient = state.participants.get(to);
  const isActive = recipient !== undefined && isInBusiness(recipient, state.members.get(msp));
  requireThat(isActive, 'PARTICIPANT_NOT_ACTIVE', { participant: to });
  requireThat(!holders.includes(msp), 'DISCLOSURE_NOT_NEEDED', { msp });
}

/** What a private document must hash to; nothing where no terms have such a part. */
export function commitmentOf(
  record: TermsRecord,
  kind: FilingKind,
  part: string,
): Sha256 | undefined {
  if (isUncommitted(kind)) return sha256Schema.safeParse(part).data;
  const committed = committedDocuments(record, mspOf(record.terms.parties.exporter));
  return committed.find(({ ref }) => ref.kind === kind && ref.part === part)?.hash;
}

/**
 * Checks the documents of a disclosure, any number of a kind.
 * @returns the places to write, in the order of the documents
 * @throws DomainError those of `checkDisclosable`, DOCUMENT_NOT_COMMITTED
 */
export function checkDisclosure(
  of: Disclosing & { readonly documents: readonly FiledDocument[] },
): readonly DocumentRef[] {
  checkDisclosable(of);
  const { record, kind, documents } = of;
  return documents.map((filed) => {
    const { part, hash } = filed;
    const isCommitted = commitmentOf(record, kind, part) === hash && isKindOf(filed, kind);
    requireThat(isCommitted, 'DOCUMENT_NOT_COMMITTED', { part });
    return { kind, part, termsVersion: record.version };
  });
}
