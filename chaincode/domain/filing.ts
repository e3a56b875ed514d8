import { z } from 'zod';
import type { TermsRecord } from './agreement/state.js';
import { checkAmendedAmounts, type AmendedFiling } from './amended-amounts.js';
import { convertedMinor } from './conversion.js';
import { requireThat } from './errors.js';
import {
  agreementIdSchema,
  commandIdSchema,
  mspOf,
  mspSchema,
  numberSchema,
  type Msp,
  type ParticipantId,
  type Sha256,
} from './ids.js';
import { limits } from './limits.js';
import { financiersIn, technicalReaders } from './parties.js';
import { filingKindSchema, type FilingKind } from './filing-kind.js';
import { documentOf, type FiledDocument } from './filed-document.js';
import type { PrivateDocument } from './private-terms.js';
import { isNominal, SHARE_WHOLE } from './shares.js';
import type { Milestone } from './state.js';
import type { Parties } from './terms.js';

/** Kinds of documents that come after the terms and are kept by their hash. */
const uncommittedKinds = [
  'security',
  'settlement',
  'balance',
  'assignment',
  'pay-to-change',
  'rate',
] as const;
/** Kinds of document that the terms commit to. */
const committedKinds = ['commercial', 'technical', 'pay-to'] as const;
/** A kind of document that the terms do not commit to. */
export type UncommittedKind = (typeof uncommittedKinds)[number];

/** Whether documents of a kind are kept by their hash. */
export function isUncommitted(kind: FilingKind): kind is UncommittedKind {
  return uncommittedKinds.some((each) => each === kind);
}

/** Writes private documents, which travel as transient data, to their holders' own collections. */
export const fileDocumentSchema = z.strictObject({
  type: z.literal('fileDocument'),
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  kind: filingKindSchema,
  /** The version of the terms that commit to them; the one in force when absent. */
  termsVersion: numberSchema.exactOptional(),
  /** Members whose collections are written; their peers must endorse. */
  to: z.array(mspSchema).min(1).max(limits.membersAtBootstrap),
});
export type FileDocument = z.infer<typeof fileDocumentSchema>;

/**
 * Where a private document is kept: `part` is `header`, a milestone id, `payee`, or, for documents
 * that the terms do not commit to, the document's own hash.
 */
export interface DocumentRef {
  readonly kind: FilingKind;
  readonly part: string;
  readonly termsVersion: number;
}

/** Key under which `Facts.filed` holds the hash of a document in a member's collection. */
export function filedKey(msp: Msp, ref: DocumentRef): string {
  return `${msp}/${ref.kind}/${ref.part}/${String(ref.termsVersion)}`;
}

/** Where the specification of a milestone is kept. */
export function technicalOf(milestone: Pick<Milestone, 'id' | 'termsVersion'>): DocumentRef {
  return { kind: 'technical', part: milestone.id, termsVersion: milestone.termsVersion };
}

/** The members that may hold documents of a kind. */
export function holdersOf(parties: Parties, kind: FilingKind): readonly Msp[] {
  const money: readonly ParticipantId[] = [
    parties.exporter,
    parties.buyer,
    parties.bank,
    ...parties.auditors,
  ];
  const paid = [...money, ...financiersIn(parties)];
  const holders: Readonly<Record<FilingKind, readonly ParticipantId[]>> = {
    commercial: money,
    technical: technicalReaders(parties),
    'pay-to': [parties.exporter, parties.bank],
    security: paid,
    settlement: paid,
    balance: [parties.bank, ...parties.auditors],
    assignment: [parties.exporter, parties.bank, ...financiersIn(parties)],
    'pay-to-change': [parties.exporter, parties.bank, ...financiersIn(parties)],
    rate: paid,
  };
  return [...new Set(holders[kind].map(mspOf))];
}

/** Members that may hold documents of a kind under new terms alone. */
export function newHolders({ terms }: TermsRecord, record: TermsRecord): readonly Msp[] {
  const found = committedKinds.flatMap((kind) => {
    const before = holdersOf(terms.parties, kind);
    return holdersOf(record.terms.parties, kind).filter((msp) => !before.includes(msp));
  });
  return [...new Set(found)];
}

function authorsOf(parties: Parties, kind: FilingKind): readonly ParticipantId[] {
  if (kind === 'pay-to-change') return [parties.exporter, ...financiersIn(parties)];
  if (kind === 'pay-to' || kind === 'assignment') return [parties.exporter];
  if (isUncommitted(kind)) return [parties.bank];
  return [parties.exporter, parties.buyer];
}

/** The documents that a member must hold before it signs, as the terms commit to them. */
export function committedDocuments(
  record: TermsRecord,
  msp: Msp,
): readonly { readonly ref: DocumentRef; readonly hash: Sha256 }[] {
  const { parties, milestones, commitments } = record.terms;
  const termsVersion = record.version;
  const holds = (kind: FilingKind): boolean => holdersOf(parties, kind).includes(msp);
  const place = (
    kind: FilingKind,
    part: string,
    hash: Sha256,
  ): { ref: DocumentRef; hash: Sha256 } => ({
    ref: { kind, part, termsVersion },
    hash,
  });
  return [
    ...(holds('commercial') ? [place('commercial', 'header', commitments.header)] : []),
    ...milestones.flatMap((milestone) => [
      ...(holds('commercial')
        ? [place('commercial', milestone.id, milestone.commitments.commercial)]
        : []),
      ...(holds('technical')
        ? [place('technical', milestone.id, milestone.commitments.technical)]
        : []),
    ]),
    ...(holds('pay-to') ? [place('pay-to', 'payee', commitments.payTo)] : []),
  ];
}

/**
 * Checks a filing against the terms: author, holders, commitments and amounts.
 * @returns the places to write, in the order of the documents
 * @throws DomainError DOCUMENT_KIND_NOT_ALLOWED, DOCUMENT_HOLDER_NOT_ALLOWED,
 *   DOCUMENT_PARTS_INCOMPLETE, DOCUMENT_NOT_COMMITTED, BALANCE_NOT_COVERED,
 *   AMOUNT_NOT_CONVERTED, AMOUNT_TOO_LARGE, AMOUNTS_NOT_NOMINAL, AMOUNTS_NOT_TOTAL, and those of
 *   `checkAmendedAmounts`
 */
export function checkFiling(filing: {
  readonly record: TermsRecord;
  readonly command: FileDocument;
  readonly author: ParticipantId;
  readonly documents: readonly FiledDocument[];
  /** What the terms amend, with the documents that are other ones by it. */
  readonly inForce?: AmendedFiling;
}): readonly DocumentRef[] {
  const { record, command, author, documents, inForce } = filing;
  const { parties } = record.terms;
  const { kind } = command;
  requireThat(authorsOf(parties, kind).includes(author), 'DOCUMENT_KIND_NOT_ALLOWED', { kind });
  const isAccount = kind === 'pay-to-change';
  const holders = isAccount ? [author, parties.bank].map(mspOf) : holdersOf(parties, kind);
  for (const msp of command.to) {
    requireThat(holders.includes(msp), 'DOCUMENT_HOLDER_NOT_ALLOWED', { msp });
  }
  if (isUncommitted(kind)) {
    const refs = documents.map((filed) => uncommittedRef(filed, kind, record.version));
    for (const filed of documents) {
      checkCovered(filed.document);
      checkShown(record, filed);
      checkConverted(filed.document);
    }
    return refs;
  }
  checkCommitments(record, kind, documents);
  if (kind === 'commercial') {
    checkAmounts(record, documents);
    if (inForce !== undefined) checkAmendedAmounts({ record, documents, inForce });
  }
  return documents.map(({ part }) => ({ kind, part, termsVersion: record.version }));
}

function uncommittedRef(
  filed: FiledDocument,
  kind: UncommittedKind,
  termsVersion: number,
): DocumentRef {
  const { part, document, hash } = filed;
  requireThat(document.kind === kind && part === hash, 'DOCUMENT_NOT_COMMITTED', { part });
  return { kind, part, termsVersion };
}

function checkCovered(document: PrivateDocument): void {
  if (document.kind !== 'balance') return;
  const isCovered = BigInt(document.bookedMinor) >= BigInt(document.coveredMinor);
  requireThat(isCovered, 'BALANCE_NOT_COVERED');
}

/** What was paid in another currency follows from the rate, to the minor unit. */
function checkConverted(document: PrivateDocument): void {
  if (document.kind !== 'settlement' || document.converted === undefined) return;
  const { amountMinor, converted } = document;
  const minor = convertedMinor(BigInt(amountMinor), converted);
  requireThat(minor === BigInt(converted.amountMinor), 'AMOUNT_NOT_CONVERTED');
}

/** What an assignment document shows of the terms is what they commit to. */
function checkShown({ terms }: TermsRecord, { document, part, shown }: FiledDocument): void {
  if (document.kind !== 'assignment') return;
  const { milestoneId } = document.commercial;
  const milestone = terms.milestones.find(({ id }) => id === milestoneId);
  const isCommitted = milestone?.commitments.commercial === shown;
  requireThat(isCommitted, 'DOCUMENT_NOT_COMMITTED', { part });
}

function checkCommitments(
  record: TermsRecord,
  kind: FilingKind,
  documents: readonly FiledDocument[],
): void {
  const { exporter } = record.terms.parties;
  const wanted = committedDocuments(record, mspOf(exporter)).filter(({ ref }) => ref.kind === kind);
  for (const { ref } of wanted) {
    requireThat(
      documents.some(({ part }) => part === ref.part),
      'DOCUMENT_PARTS_INCOMPLETE',
      { part: ref.part },
    );
  }
  for (const filed of documents) {
    const { part, hash } = filed;
    const commitment = wanted.find(({ ref }) => ref.part === part);
    const isCommitted = commitment?.hash === hash && isKindOf(filed, kind);
    requireThat(isCommitted, 'DOCUMENT_NOT_COMMITTED', { part });
  }
}

/** Whether a document is of a kind, and about the part that it is filed as. */
export function isKindOf({ part, document }: FiledDocument, kind: FilingKind): boolean {
  const isPart = !('milestoneId' in document) || document.milestoneId === part;
  return document.kind === documentKind(kind, part) && isPart;
}

function documentKind(kind: FilingKind, part: string): PrivateDocument['kind'] {
  if (kind !== 'commercial') return kind;
  return part === 'header' ? 'commercial-header' : 'commercial-milestone';
}

/** Every part is there and of its kind: `checkCommitments` comes first. */
function checkAmounts(record: TermsRecord, documents: readonly FiledDocument[]): void {
  const totalMinor = BigInt(documentOf(documents, 'header', 'commercial-header').totalMinor);
  let sum = 0n;
  for (const { id: part, shareBps } of record.terms.milestones) {
    const document = documentOf(documents, part, 'commercial-milestone');
    const amountMinor = BigInt(document.amountMinor);
    requireThat(amountMinor <= BigInt(SHARE_WHOLE), 'AMOUNT_TOO_LARGE', { part });
    requireThat(isNominal({ amountMinor, totalMinor, shareBps }), 'AMOUNTS_NOT_NOMINAL', { part });
    sum += amountMinor;
  }
  requireThat(sum === totalMinor, 'AMOUNTS_NOT_TOTAL');
}
