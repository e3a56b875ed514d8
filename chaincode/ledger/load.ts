import {
  agreementIdFor,
  commandCatalogue,
  emptyState,
  filedKey,
  filingsNeeded,
  mspOf,
  namedIn,
  needsTerms,
  participantOf,
  present,
  type ActingUser,
  type Agreement,
  type AgreementId,
  type Command,
  type CommandOf,
  type Facts,
  type Financing,
  type Member,
  type Milestone,
  type MilestoneId,
  type Msp,
  type ParametersRecord,
  type Participant,
  type Parties,
  type ParticipantId,
  type Rules,
  type Sha256,
  type State,
  type TermsRecord,
} from '../domain/index.js';
import { hashOf } from './codec.js';
import { keys } from './keys.js';
import { loadAll, mapOf } from './load-parts.js';
import { loadRegistry } from './load-registry.js';
import type { LedgerState } from './ledger-state.js';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Loads the records that a command reads, and no more, so that milestones do not conflict with each
 * other.
 */
export async function loadState(
  work: UnitOfWork,
  command: Command,
  actor: ActingUser,
): Promise<State> {
  const state = await loadCaller(work, actor);
  switch (commandCatalogue[command.type].scope) {
    case 'registry':
      return loadRegistry(work, state, { command, actor });
    case 'proposal':
      return loadProposal(work, state, command as CommandOf<'proposeAgreement'>, actor);
    case 'amendment':
      return loadAmendment(work, state, command as CommandOf<AmendmentType>);
    case 'disclosure':
      return loadDisclosure(work, state, command as CommandOf<'discloseDocuments'>);
    case 'agreement-alone':
      return loadTerms(work, state, command as CommandOf<'attestBalance'>);
    case 'financing':
      return loadFinancing(work, state, command as CommandOf<'recordFinancing'>, actor);
    case 'assignment':
      return loadAssignment(work, state, command as CommandOf<'proposeAssignment'>, actor);
    case 'agreement':
    case 'milestones':
      return loadAgreement(work, state, command as CommandOf<'secureFunds'>);
    default:
      return loadMilestone(work, state, command as CommandOf<'advanceMilestone'>);
  }
}

async function loadCaller(work: UnitOfWork, actor: ActingUser): Promise<State> {
  const rules = await work.load<Rules>(keys.rules());
  const member = await work.load<Member>(keys.member(actor.msp));
  const participant =
    actor.participant === undefined
      ? undefined
      : await work.load<Participant>(keys.participant(actor.participant));
  return {
    ...emptyState,
    ...(rules === undefined ? {} : { rules }),
    members: mapOf([member], ({ msp }) => msp),
    participants: mapOf([participant], ({ id }) => id),
  };
}

async function loadProposal(
  work: UnitOfWork,
  caller: State,
  command: CommandOf<'proposeAgreement'>,
  actor: ActingUser,
): Promise<State> {
  const { parties, milestones } = command.terms;
  const id = agreementIdFor(participantOf(actor), command.commandId, hashOf);
  const agreement = await work.load<Agreement>(keys.agreement(id));
  const terms = await work.load<TermsRecord>(keys.terms(id, 1));
  for (const milestone of milestones) await work.load(keys.milestone(id, milestone.id));
  const parameters = await work.load<ParametersRecord>(keys.parameters());
  return {
    ...(await loadParties(work, caller, parties)),
    ...(agreement === undefined ? {} : { agreement }),
    ...(terms === undefined ? {} : { terms }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** What the registry knows of everybody that terms name. */
async function loadParties(work: UnitOfWork, caller: State, parties: Parties): Promise<State> {
  const named = namedIn(parties);
  const hosts = new Set<Msp>([...named.map(mspOf), ...parties.coEndorsers]);
  return loadNamed(work, caller, { participants: named, members: [...hosts] });
}

async function loadNamed(
  work: UnitOfWork,
  caller: State,
  of: { readonly participants: readonly ParticipantId[]; readonly members: readonly Msp[] },
): Promise<State> {
  const participants = await loadAll<ParticipantId, Participant>(
    work,
    of.participants,
    keys.participant,
  );
  const members = await loadAll<Msp, Member>(work, of.members, keys.member);
  return {
    ...caller,
    participants: new Map([...caller.participants, ...participants]),
    members: new Map([...caller.members, ...members]),
  };
}

type AmendmentType =
  'proposeAmendment' | 'consentToAmendment' | 'refuseAmendment' | 'withdrawAmendment';

/** A running agreement with all its milestones, and what an amendment would make of it. */
async function loadAmendment(
  work: UnitOfWork,
  caller: State,
  command: CommandOf<AmendmentType>,
): Promise<State> {
  const { agreementId, number } = command;
  const state = await loadAgreement(work, caller, { type: command.type, agreementId });
  if (state.agreement === undefined) return state;
  const namedTerms = await work.load<TermsRecord>(keys.terms(agreementId, number));
  const terms = command.type === 'proposeAmendment' ? command.terms : namedTerms?.terms;
  if (terms === undefined) return state;
  const ids = terms.milestones.map(({ id }) => id);
  const added = await loadAll<MilestoneId, Milestone>(work, ids, (id) =>
    keys.milestone(agreementId, id),
  );
  return {
    ...(await loadParties(work, state, terms.parties)),
    ...(namedTerms === undefined ? {} : { namedTerms }),
    milestones: new Map([...state.milestones, ...added]),
  };
}

/** The agreement with the terms that commit to documents, and whom they are shown to. */
async function loadDisclosure(
  work: UnitOfWork,
  caller: State,
  { agreementId, termsVersion, to }: CommandOf<'discloseDocuments'>,
): Promise<State> {
  const state = await loadTerms(work, caller, { agreementId });
  if (state.agreement === undefined) return state;
  const namedTerms = await work.load<TermsRecord>(keys.terms(agreementId, termsVersion));
  return {
    ...(await loadNamed(work, state, { participants: [to], members: [mspOf(to)] })),
    ...(namedTerms === undefined ? {} : { namedTerms }),
  };
}

/** The agreement with its terms, and nothing of its milestones. */
async function loadTerms(
  work: UnitOfWork,
  caller: State,
  { agreementId }: { readonly agreementId: AgreementId },
): Promise<State> {
  const agreement = await work.load<Agreement>(keys.agreement(agreementId));
  if (agreement === undefined) return caller;
  const terms = await work.load<TermsRecord>(keys.terms(agreementId, agreement.termsVersion));
  return { ...caller, agreement, ...(terms === undefined ? {} : { terms }) };
}

type OnAgreement = Pick<Command, 'type'> & { readonly agreementId: AgreementId };

/** The agreement with its terms; its milestones by id from the terms, never by range. */
async function loadAgreement(
  work: UnitOfWork,
  caller: State,
  command: OnAgreement & { readonly milestoneId?: MilestoneId },
): Promise<State> {
  const { agreementId, milestoneId } = command;
  if (milestoneId !== undefined) return loadMilestone(work, caller, { ...command, milestoneId });
  const state = await loadTerms(work, caller, { agreementId });
  const ids = state.terms?.terms.milestones.map(({ id }) => id) ?? [];
  const milestones = await loadAll<MilestoneId, Milestone>(work, ids, (id) =>
    keys.milestone(agreementId, id),
  );
  return { ...state, milestones };
}

/** One milestone; its agreement only to tell which of the two does not exist. */
async function loadMilestone(
  work: UnitOfWork,
  caller: State,
  command: OnAgreement & { readonly milestoneId: MilestoneId },
): Promise<State> {
  const { agreementId, milestoneId } = command;
  const milestone = await work.load<Milestone>(keys.milestone(agreementId, milestoneId));
  if (milestone !== undefined) {
    const state = { ...caller, milestones: new Map([[milestone.id, milestone]]) };
    if (!needsTerms(command, milestone)) return state;
    const terms = await work.load<TermsRecord>(keys.terms(agreementId, milestone.termsVersion));
    return { ...state, terms: present(terms, 'a milestone is written with its terms') };
  }
  const agreement = await work.load<Agreement>(keys.agreement(agreementId));
  return agreement === undefined ? caller : { ...caller, agreement };
}

/** The caller's record of an invoice, with the agreement that it is to be financed by. */
async function loadFinancing(
  work: UnitOfWork,
  caller: State,
  command: CommandOf<'recordFinancing'>,
  actor: ActingUser,
): Promise<State> {
  return withFinancing(work, await loadTerms(work, caller, command), command, actor);
}

/** A milestone with the caller's record of the invoice to be financed. */
async function loadAssignment(
  work: UnitOfWork,
  caller: State,
  command: CommandOf<'proposeAssignment'>,
  actor: ActingUser,
): Promise<State> {
  const state = await loadMilestone(work, caller, command);
  return withFinancing(work, state, command, actor);
}

async function withFinancing(
  work: UnitOfWork,
  state: State,
  { invoice }: { readonly invoice: Sha256 },
  { participant }: ActingUser,
): Promise<State> {
  if (participant === undefined) return state;
  const found = await work.load<Financing>(keys.financing(participant, invoice));
  return { ...state, financings: mapOf([found], (each) => each.invoice) };
}

/** The state with more milestones of the same agreement. */
export async function loadMore(
  work: UnitOfWork,
  state: State,
  ids: readonly MilestoneId[],
): Promise<State> {
  const [any] = state.milestones.values();
  const { agreementId } = present(any, 'a milestone is loaded before those that depend on it');
  const more = await loadAll<MilestoneId, Milestone>(work, ids, (id) =>
    keys.milestone(agreementId, id),
  );
  return { ...state, milestones: new Map([...state.milestones, ...more]) };
}

/** Hashes of the private documents that decide a command. */
export async function loadFiled(
  ledger: LedgerState,
  state: State,
  command: Command,
  actor: ActingUser,
): Promise<Facts['filed']> {
  const filed = new Map<string, Sha256>();
  if (!('agreementId' in command)) return filed;
  for (const { msp, ref } of filingsNeeded(state, command, actor)) {
    const hash = await ledger.privateHash(msp, keys.document(command.agreementId, ref));
    if (hash !== undefined) filed.set(filedKey(msp, ref), hash);
  }
  return filed;
}
