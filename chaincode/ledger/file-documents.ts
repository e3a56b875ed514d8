import {
  checkCaller,
  checkFiling,
  checkParty,
  checkRules,
  emptyState,
  IN_FORCE,
  participantOf,
  present,
  required,
  type Agreement,
  type AgreementId,
  type AmendedFiling,
  type DocumentRef,
  type FileDocument,
  type FiledDocument,
  type Member,
  type Msp,
  type Participant,
  type Rules,
  type State,
  type SubmissionType,
  type TermsRecord,
} from '../domain/index.js';
import { canonicalize } from './codec.js';
import { keys } from './keys.js';
import type { Answer, Call, LedgerState } from './ledger-state.js';
import { DOCUMENTS_FIELD, parseDocuments } from './transient-documents.js';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Writes private documents to the collections of the named holders, and nothing public: no record,
 * no event. The same documents again change nothing, so a filing can be repeated for each holder as
 * it becomes reachable.
 * @throws DomainError DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE, RULES_VERSION_UNKNOWN, those of the
 *   caller, AGREEMENT_NOT_FOUND, TERMS_VERSION_NOT_FOUND, and those of `checkFiling`
 */
export async function fileDocuments(
  ledger: LedgerState,
  work: UnitOfWork,
  command: FileDocument,
  call: Call,
): Promise<Answer> {
  const filed = parseDocuments(call.transient.get(DOCUMENTS_FIELD));
  await loadCaller(work, call, command.type);
  const { agreementId } = command;
  const { agreement } = await loadTermsInForce(work, agreementId);
  const version = command.termsVersion ?? agreement.termsVersion;
  const terms = await work.load<TermsRecord>(keys.terms(agreementId, version));
  const record = required(terms, 'TERMS_VERSION_NOT_FOUND', { version });
  checkParty({ parties: record.terms.parties }, call.actor, command.type);
  const author = participantOf(call.actor);
  const amended = await loadAmended(work, record, filed);
  const isShown = ({ part }: FiledDocument): boolean =>
    amended.inForce !== undefined && part.startsWith(IN_FORCE);
  const documents = filed.filter((each) => !isShown(each));
  const refs = checkFiling({ record, command, author, documents, ...amended });
  const places = refs.map((ref, index) => ({ ref, document: documents[index]?.document }));
  await putDocuments(ledger, { agreementId, to: command.to, places });
  return filedAnswer(call, agreementId);
}

/** What the terms amend, with what a filing shows of it. */
async function loadAmended(
  work: UnitOfWork,
  { agreementId, amends }: TermsRecord,
  filed: readonly FiledDocument[],
): Promise<{ readonly inForce?: AmendedFiling }> {
  if (amends === undefined) return {};
  const terms = await work.load<TermsRecord>(keys.terms(agreementId, amends.version));
  const record = present(terms, 'what is amended is on record');
  const documents = filed
    .filter(({ part }) => part.startsWith(IN_FORCE))
    .map((each) => ({ ...each, part: each.part.slice(IN_FORCE.length) }));
  return { inForce: { record, documents } };
}

/**
 * The agreement with the terms in force.
 * @throws DomainError AGREEMENT_NOT_FOUND
 */
export async function loadTermsInForce(
  work: UnitOfWork,
  id: AgreementId,
): Promise<{ readonly agreement: Agreement; readonly terms: TermsRecord }> {
  const found = await work.load<Agreement>(keys.agreement(id));
  const agreement = required(found, 'AGREEMENT_NOT_FOUND', { id });
  const terms = await work.load<TermsRecord>(keys.terms(id, agreement.termsVersion));
  return { agreement, terms: required(terms, 'AGREEMENT_NOT_FOUND', { id }) };
}

/** A private document and where it is kept. */
export interface Place {
  readonly ref: DocumentRef;
  readonly document: unknown;
}

/** Writes documents to the collections of members, in the order of these. */
export async function putDocuments(
  ledger: LedgerState,
  of: {
    readonly agreementId: AgreementId;
    readonly to: readonly Msp[];
    readonly places: readonly Place[];
  },
): Promise<void> {
  const { agreementId, to, places } = of;
  for (const msp of [...new Set(to)].sort((one, other) => (one < other ? -1 : 1))) {
    for (const { ref, document } of places) {
      const text = canonicalize(document);
      await ledger.putPrivate(msp, keys.document(agreementId, ref), Buffer.from(text, 'utf8'));
    }
  }
}

/** What a filing answers: nothing of it is public. */
export function filedAnswer({ txId, at }: Call, agreementId: AgreementId): Answer {
  return { response: canonicalize({ replayed: false, txId, at, agreementId, events: [] }) };
}

/**
 * The records of the caller.
 * @throws DomainError RULES_VERSION_UNKNOWN and those of the caller
 */
export async function loadCaller(
  work: UnitOfWork,
  call: Call,
  type: SubmissionType,
): Promise<State> {
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
  checkCaller(state, actor, type);
  return state;
}
