import {
  checkFiling,
  committedDocuments,
  DomainError,
  fileDocumentSchema,
  privateDocumentSchema,
  publicTermsSchema,
  termsHashOf,
  type AgreementId,
  type AmendedFiling,
  type FiledDocument,
  type FilingKind,
  type Submission,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { z } from 'zod';
import { ProblemError } from '../api/index.js';
import { shaped } from './answers.js';
import { ask } from './evaluate-query.js';
import type { SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';

const viewSchema = z.looseObject({
  agreement: z.looseObject({ status: z.string(), termsHash: z.string() }),
  terms: z.looseObject({ terms: publicTermsSchema }),
});

const termsViewSchema = z.looseObject({ terms: z.looseObject({ terms: publicTermsSchema }) });

const documentViewSchema = z.looseObject({ document: privateDocumentSchema });

/**
 * Before a signature: reads from the own peer every private document that the terms commit to and
 * that this member holds, and checks hash and amounts, so that nobody signs what it was not shown.
 * @throws ProblemError TERMS_HASH_MISMATCH, DOCUMENT_NOT_FILED, DOCUMENT_NOT_COMMITTED,
 *   AMOUNTS_NOT_NOMINAL, AMOUNTS_NOT_TOTAL, AMOUNT_TOO_LARGE, and of an amendment AMOUNT_NOT_KEPT,
 *   AMOUNT_NOT_RAISED, CURRENCY_NOT_KEPT
 */
export async function checkSigning(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  command: Submission,
): Promise<void> {
  if (command.type === 'consentToAmendment') return checkConsent(services, as, command);
  if (command.type !== 'acceptAgreement') return;
  const { agreementId } = command;
  const view = await ask(services, as, { question: 'agreement', input: { agreementId } });
  const { agreement, terms } = shaped(viewSchema, view);
  if (agreement.status !== 'proposed') return;
  const record: TermsRecord = terms as unknown as TermsRecord;
  const isAsCommitted = hashOf(record) === command.termsHash;
  if (!isAsCommitted || agreement.termsHash !== command.termsHash) {
    throw new ProblemError('TERMS_HASH_MISMATCH');
  }
  const documents = await readCommitted(services, as, record);
  for (const [kind, filed] of documents) checkKind({ services, record, kind, filed });
}

/** The same before a consent, and what the amendment says of amounts, where the old are held. */
async function checkConsent(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  command: Extract<Submission, { type: 'consentToAmendment' }>,
): Promise<void> {
  const { agreementId, number, termsHash } = command;
  const record = await readTerms(services, as, { agreementId, termsVersion: number });
  if (record?.amends === undefined) return;
  if (termsHashOf(record, hashOf) !== termsHash) throw new ProblemError('TERMS_HASH_MISMATCH');
  const termsVersion = record.amends.version;
  const amended = await readTerms(services, as, { agreementId, termsVersion });
  const former = amended && (await readHeld(services, as, amended));
  const inForce =
    amended === undefined || former === undefined
      ? {}
      : { inForce: { record: amended, documents: former.get('commercial') ?? [] } };
  const documents = await readCommitted(services, as, record);
  for (const [kind, filed] of documents) checkKind({ services, record, kind, filed, ...inForce });
}

/** A version of the terms; nothing where there is none, which the ledger refuses by itself. */
async function readTerms(
  services: Pick<BaseServices, 'ledger'>,
  as: SigningIdentity,
  input: { readonly agreementId: AgreementId; readonly termsVersion: number },
): Promise<TermsRecord | undefined> {
  try {
    const view = await ask(services, as, { question: 'terms', input });
    return shaped(termsViewSchema, view).terms as unknown as TermsRecord;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'TERMS_VERSION_NOT_FOUND') return undefined;
    throw error;
  }
}

/** All documents of terms that the member should hold; nothing where it does not hold them all. */
async function readHeld(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  record: TermsRecord,
): Promise<ByKind | undefined> {
  try {
    return await readCommitted(services, as, record);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'DOCUMENT_NOT_FILED') return undefined;
    throw error;
  }
}

type ByKind = ReadonlyMap<FilingKind, readonly FiledDocument[]>;

async function readCommitted(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  record: TermsRecord,
): Promise<ByKind> {
  const { agreementId } = record;
  const byKind = new Map<FilingKind, FiledDocument[]>();
  for (const { ref } of committedDocuments(record, services.member)) {
    const answer = await askFiled(services, as, { agreementId, ...ref });
    const parsed = documentViewSchema.safeParse(answer);
    if (!parsed.success) throw new ProblemError('DOCUMENT_NOT_COMMITTED', { part: ref.part });
    const { document } = parsed.data;
    const filed = { part: ref.part, document, hash: hashOf(document) };
    byKind.set(ref.kind, [...(byKind.get(ref.kind) ?? []), filed]);
  }
  return byKind;
}

async function askFiled(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  input: { readonly kind: string; readonly part: string } & Readonly<Record<string, unknown>>,
): Promise<unknown> {
  try {
    return await ask(services, as, { question: 'document', input });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'DOCUMENT_NOT_FOUND') throw error;
    const params = { part: `${input.kind}/${input.part}`, msp: services.member };
    throw new ProblemError('DOCUMENT_NOT_FILED', params, { cause: error });
  }
}

/** The rules of filing, applied to what lies in the own collection. */
function checkKind(of: {
  readonly services: Pick<BaseServices, 'member'>;
  readonly record: TermsRecord;
  readonly kind: FilingKind;
  readonly filed: readonly FiledDocument[];
  readonly inForce?: AmendedFiling;
}): void {
  const { services, record, kind, filed, inForce } = of;
  const command = fileDocumentSchema.parse({
    type: 'fileDocument',
    commandId: 'check',
    agreementId: record.agreementId,
    kind,
    to: [services.member],
  });
  const author = record.terms.parties.exporter;
  try {
    const amended = inForce === undefined ? {} : { inForce };
    checkFiling({ record, command, author, documents: filed, ...amended });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new ProblemError(error.code, error.params, { cause: error });
  }
}
