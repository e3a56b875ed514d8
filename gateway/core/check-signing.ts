import {
  checkFiling,
  committedDocuments,
  DomainError,
  fileDocumentSchema,
  privateDocumentSchema,
  publicTermsSchema,
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

const documentViewSchema = z.looseObject({ document: privateDocumentSchema });

/**
 * Before a signature: reads from the own peer every private document that the terms commit to and
 * that this member holds, and checks hash and amounts, so that nobody signs what it was not shown.
 * @throws ProblemError TERMS_HASH_MISMATCH, DOCUMENT_NOT_FILED, DOCUMENT_NOT_COMMITTED,
 *   AMOUNTS_NOT_NOMINAL, AMOUNTS_NOT_TOTAL, AMOUNT_TOO_LARGE
 */
export async function checkSigning(
  services: Pick<BaseServices, 'ledger' | 'member'>,
  as: SigningIdentity,
  command: Submission,
): Promise<void> {
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
}): void {
  const { services, record, kind, filed } = of;
  const command = fileDocumentSchema.parse({
    type: 'fileDocument',
    commandId: 'check',
    agreementId: record.agreementId,
    kind,
    to: [services.member],
  });
  const author = record.terms.parties.exporter;
  try {
    checkFiling({ record, command, author, documents: filed });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new ProblemError(error.code, error.params, { cause: error });
  }
}
