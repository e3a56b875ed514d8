import {
  checkDisclosure,
  checkParty,
  mspOf,
  participantOf,
  required,
  type FileDisclosure,
  type Member,
  type Participant,
  type State,
  type TermsRecord,
} from '../domain/index.js';
import { filedAnswer, loadCaller, loadTermsInForce, putDocuments } from './file-documents.js';
import { keys } from './keys.js';
import type { Answer, Call, LedgerState } from './ledger-state.js';
import { DOCUMENTS_FIELD, parseDocuments } from './transient-documents.js';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Writes private documents to the collections of whoever shows them and of whom they are shown to,
 * so that both endorse; nothing public.
 * @throws DomainError DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE, RULES_VERSION_UNKNOWN, those of the
 *   caller, AGREEMENT_NOT_FOUND, TERMS_VERSION_NOT_FOUND, and those of `checkDisclosure`
 */
export async function fileDisclosure(
  ledger: LedgerState,
  work: UnitOfWork,
  command: FileDisclosure,
  call: Call,
): Promise<Answer> {
  const documents = parseDocuments(call.transient.get(DOCUMENTS_FIELD));
  const caller = await loadCaller(work, call, command.type);
  const { agreementId, kind, termsVersion: version, to } = command;
  const { terms: inForce } = await loadTermsInForce(work, agreementId);
  checkParty({ parties: inForce.terms.parties }, call.actor, command.type);
  const terms = await work.load<TermsRecord>(keys.terms(agreementId, version));
  const record = required(terms, 'TERMS_VERSION_NOT_FOUND', { version });
  const discloser = participantOf(call.actor);
  const state = await loadRecipient(work, caller, to);
  const refs = checkDisclosure({ state, record, kind, discloser, to, documents });
  const places = refs.map((ref, index) => ({ ref, document: documents[index]?.document }));
  await putDocuments(ledger, { agreementId, to: [call.actor.msp, mspOf(to)], places });
  return filedAnswer(call, agreementId);
}

async function loadRecipient(
  work: UnitOfWork,
  caller: State,
  to: FileDisclosure['to'],
): Promise<Pick<State, 'members' | 'participants'>> {
  const participant = await work.load<Participant>(keys.participant(to));
  const member = await work.load<Member>(keys.member(mspOf(to)));
  const { members, participants } = caller;
  return {
    participants: participant === undefined ? participants : new Map([[to, participant]]),
    members: member === undefined ? members : new Map([[member.msp, member]]),
  };
}
