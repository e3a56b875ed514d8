import {
  checkCaller,
  checkFiling,
  checkParty,
  checkRules,
  documentQuerySchema,
  DomainError,
  emptyState,
  maxBytesOf,
  participantOf,
  present,
  privateDocumentSchema,
  required,
  requireThat,
  type Agreement,
  type FileDocument,
  type FiledDocument,
  type Member,
  type Participant,
  type Rules,
  type TermsRecord,
} from '../domain/index.js';
import { canonicalize, hashOf, parseBounded, sha256 } from './codec.js';
import { keys } from './keys.js';
import type { Answer, Call, LedgerState } from './ledger-state.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Name of the transient field that carries the documents: a JSON object, part -> document. */
export const DOCUMENTS_FIELD = 'documents';

/** Names of parts: a refusal repeats them, so that none may hold anything else. */
const { part: partSchema } = documentQuerySchema.shape;

/** Bytes of all documents of one filing together. */
const MAX_FILING_BYTES = 512 * 1024;

/**
 * Writes private documents to the collections of the named holders, and nothing public: no record,
 * no event. The same documents again change nothing, so a filing can be repeated for each holder as
 * it becomes reachable.
 * @throws DomainError DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE, RULES_VERSION_UNKNOWN, those of the
 *   caller, AGREEMENT_NOT_FOUND, and those of `checkFiling`
 */
export async function fileDocuments(
  ledger: LedgerState,
  work: UnitOfWork,
  command: FileDocument,
  call: Call,
): Promise<Answer> {
  const documents = parseDocuments(call.transient.get(DOCUMENTS_FIELD));
  await checkAuthor(work, call);
  const { agreementId } = command;
  const agreement = await work.load<Agreement>(keys.agreement(agreementId));
  const { termsVersion } = required(agreement, 'AGREEMENT_NOT_FOUND', { id: agreementId });
  const terms = await work.load<TermsRecord>(keys.terms(agreementId, termsVersion));
  const record = required(terms, 'AGREEMENT_NOT_FOUND', { id: agreementId });
  checkParty({ parties: record.terms.parties }, call.actor, command.type);
  const author = participantOf(call.actor);
  const refs = checkFiling({ record, command, author, documents });
  for (const msp of [...new Set(command.to)].sort((one, other) => (one < other ? -1 : 1))) {
    for (const [index, ref] of refs.entries()) {
      const text = canonicalize(documents[index]?.document);
      await ledger.putPrivate(msp, keys.document(agreementId, ref), Buffer.from(text, 'utf8'));
    }
  }
  return {
    response: canonicalize({
      replayed: false,
      txId: call.txId,
      at: call.at,
      agreementId,
      events: [],
    }),
  };
}

async function checkAuthor(work: UnitOfWork, call: Call): Promise<void> {
  const { actor } = call;
  const rules = await work.load<Rules>(keys.rules());
  const member = await work.load<Member>(keys.member(actor.msp));
  const id = actor.participant;
  const participant = id && (await work.load<Participant>(keys.participant(id)));
  const state = {
    ...emptyState,
    ...(rules === undefined ? {} : { rules }),
    members: new Map(member === undefined ? [] : [[member.msp, member]]),
    participants: new Map(participant === undefined ? [] : [[participant.id, participant]]),
  };
  checkRules(state);
  checkCaller(state, actor, 'fileDocument');
}

/** Problems name the part and the field, never the value. */
function parseDocuments(bytes: Uint8Array | undefined): readonly FiledDocument[] {
  const path = DOCUMENTS_FIELD;
  const given = required(bytes, 'DOCUMENT_MALFORMED', { path, problem: 'is missing' });
  requireThat(given.byteLength <= MAX_FILING_BYTES, 'DOCUMENT_TOO_LARGE', {
    max: MAX_FILING_BYTES,
  });
  const parsed = parseTransient(given);
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  requireThat(isObject, 'DOCUMENT_MALFORMED', { path, problem: 'is no object' });
  const entries = Object.entries(parsed).sort(([one], [other]) => (one < other ? -1 : 1));
  requireThat(entries.length > 0, 'DOCUMENT_MALFORMED', { path, problem: 'is empty' });
  return entries.map(([part, value]) => parseDocument(part, value));
}

function parseTransient(bytes: Uint8Array): unknown {
  try {
    return parseBounded(Buffer.from(bytes).toString('utf8'), MAX_FILING_BYTES);
  } catch {
    throw new DomainError('DOCUMENT_MALFORMED', { path: DOCUMENTS_FIELD, problem: 'is no JSON' });
  }
}

function parseDocument(part: string, value: unknown): FiledDocument {
  requireThat(partSchema.safeParse(part).success, 'DOCUMENT_MALFORMED', {
    path: DOCUMENTS_FIELD,
    problem: 'has a name that no part has',
  });
  const parsed = privateDocumentSchema.safeParse(value);
  if (!parsed.success) {
    const { path: inside } = present(parsed.error.issues[0], 'a schema says what it refuses');
    const path = [part, ...inside].map(String).join('.');
    throw new DomainError('DOCUMENT_MALFORMED', { path, problem: 'is not as the schema says' });
  }
  const document = parsed.data;
  const text = canonicalize(document);
  const max = maxBytesOf(document);
  requireThat(Buffer.byteLength(text) <= max, 'DOCUMENT_TOO_LARGE', { max });
  const filed = { part, document, hash: sha256(text) };
  return document.kind === 'assignment' ? { ...filed, shown: hashOf(document.commercial) } : filed;
}
