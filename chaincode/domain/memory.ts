import type { ActingUser } from './actor.js';
import type { Agreement, TermsRecord } from './agreement/state.js';
import type { Financing } from './assignment/state.js';
import type { Command } from './catalogue.js';
import type { Participant, Proposal, Vote } from './consortium/state.js';
import { voteIdFor } from './consortium/vote-id.js';
import { hostedId, type TxId } from './ids.js';
import { requireThat } from './errors.js';
import { latest } from './instant.js';
import { limits } from './limits.js';
import { participantOf } from './policy.js';
import type { RememberedCommand } from './remembered.js';
import type { Facts, Milestone, State } from './state.js';

/** A record that remembers the commands that changed it. */
export type RememberingRecord =
  Agreement | Milestone | Proposal | Participant | Vote | TermsRecord | Financing;

/** Under whom a command is remembered: the participant, or the member for its administrators. */
export function actorKey(actor: ActingUser): string {
  return actor.participant ?? actor.msp;
}

/** The records that a command is about, which remember it. */
export function recordsOf(
  state: State,
  command: Command,
  { actor, hashOf }: Pick<Facts, 'actor' | 'hashOf'>,
): readonly RememberingRecord[] {
  switch (command.type) {
    case 'proposeBootstrap':
      return existing([state.proposals.get(command.commandId)]);
    case 'confirmBootstrap':
      return existing([state.proposals.get(command.proposalId)]);
    case 'registerParticipant':
    case 'updateParticipant':
    case 'deactivateParticipant':
      return existing([state.participants.get(registeredId(actor, command.localId))]);
    case 'recordFinancing':
      return existing([state.financings.get(command.invoice)]);
    case 'pinKeys':
    case 'proposeRehost':
      return existing([state.participants.get(participantOf(actor))]);
    case 'acceptRehost':
      return existing([state.participants.get(command.participant)]);
    case 'proposeVote':
      return existing([state.votes.get(voteIdFor(actor, command, hashOf))]);
    case 'castVote':
    case 'withdrawVote':
    case 'advanceConsortium':
      return existing([state.votes.get(command.voteId)]);
    case 'proposeAgreement':
    case 'acceptAgreement':
    case 'declineAgreement':
    case 'withdrawAgreement':
    case 'advanceAgreement':
    case 'closeAgreement':
    case 'proposeTermination':
    case 'acceptTermination':
    case 'withdrawTermination':
    case 'attestBalance':
    case 'consentToAmendment':
    case 'refuseAmendment':
    case 'withdrawAmendment':
    case 'discloseDocuments':
      return existing([state.agreement]);
    case 'proposeAmendment':
      return existing([state.namedTerms]);
    case 'secureFunds':
    case 'confirmSecurity':
    case 'acceptShortSecurity':
    case 'extendSecurity':
    case 'increaseSecurity':
      return command.milestoneId === undefined
        ? [...state.milestones.values()]
        : existing([state.milestones.get(command.milestoneId)]);
    default:
      return existing([state.milestones.get(command.milestoneId)]);
  }
}

function existing<T>(records: readonly (T | undefined)[]): readonly T[] {
  return records.filter((record) => record !== undefined);
}

/**
 * The transaction in which this very command happened before, if one of its records remembers it.
 * @throws DomainError COMMAND_ID_REUSED when the id was used for another command
 */
export function isRepeat(state: State, command: Command, facts: Facts): TxId | undefined {
  const participant = actorKey(facts.actor);
  const { commandId } = command;
  for (const { commands = [] } of recordsOf(state, command, facts)) {
    const same = commands.find(
      (each) => each.participant === participant && each.commandId === commandId,
    );
    if (same === undefined) continue;
    requireThat(same.inputHash === facts.inputHash, 'COMMAND_ID_REUSED', { commandId });
    return same.txId;
  }
  return undefined;
}

/**
 * Writes the command into every record that it is about, and the time into every record that it
 * changed.
 */
export function remember(before: State, after: State, command: Command, facts: Facts): State {
  const entry: RememberedCommand = {
    participant: actorKey(facts.actor),
    commandId: command.commandId,
    inputHash: facts.inputHash,
    txId: facts.txId,
    at: facts.at,
    isAct: command.type !== 'advanceMilestone',
  };
  const about = new Set<RememberingRecord>(recordsOf(after, command, facts));
  const note = <R extends RememberingRecord>(record: R): R =>
    about.has(record) ? { ...record, commands: appended(record.commands ?? [], entry) } : record;
  const milestones = [...after.milestones.values()].map((milestone) => {
    const isChanged = before.milestones.get(milestone.id) !== milestone;
    if (!isChanged && !about.has(milestone)) return milestone;
    const noted = { ...note(milestone), lastTime: latest(milestone.lastTime, facts.at) };
    return entry.isAct && about.has(milestone) ? counted(noted, entry.participant) : noted;
  });
  return {
    ...after,
    ...(after.agreement === undefined || after.agreement === before.agreement
      ? {}
      : { agreement: { ...note(after.agreement), lastTime: facts.at } }),
    ...(after.namedTerms === undefined ? {} : { namedTerms: note(after.namedTerms) }),
    milestones: new Map(milestones.map((milestone) => [milestone.id, milestone])),
    proposals: new Map([...after.proposals].map(([id, proposal]) => [id, note(proposal)])),
    participants: new Map([...after.participants].map(([id, record]) => [id, note(record)])),
    financings: new Map([...after.financings].map(([id, record]) => [id, note(record)])),
    votes: new Map([...after.votes].map(([id, vote]) => [id, dated(note(vote), facts.at)])),
  };
}

/** The one vote that a command loads is the one that it changes. */
function dated(vote: Vote, at: Facts['at']): Vote {
  return { ...vote, lastTime: latest(vote.lastTime, at) };
}

/**
 * The last 32 commands of each participant are kept, and 128 in all: beyond that whoever has most
 * loses its oldest, so that nobody pushes out the commands of others.
 */
function appended(
  commands: readonly RememberedCommand[],
  entry: RememberedCommand,
): readonly RememberedCommand[] {
  const all = [...commands, entry];
  const own = all.filter(({ participant }) => participant === entry.participant);
  if (own.length > limits.commandsRemembered) return without(all, own[0]);
  return all.length > limits.commandsRememberedInAll ? without(all, oldestOfMost(all)) : all;
}

function without(
  commands: readonly RememberedCommand[],
  left: RememberedCommand | undefined,
): readonly RememberedCommand[] {
  return commands.filter((each) => each !== left);
}

function oldestOfMost(commands: readonly RememberedCommand[]): RememberedCommand | undefined {
  const counts = new Map<string, number>();
  for (const { participant } of commands) {
    counts.set(participant, (counts.get(participant) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return commands.find(({ participant }) => counts.get(participant) === most);
}

function counted(milestone: Milestone, participant: string): Milestone {
  const count = milestone.acts.find((entry) => entry.participant === participant)?.count ?? 0;
  const others = milestone.acts.filter((entry) => entry.participant !== participant);
  return { ...milestone, acts: [...others, { participant, count: count + 1 }] };
}

/** Id of the participant that a registration creates. */
export function registeredId(actor: ActingUser, localId: string): Participant['id'] {
  return hostedId(actor.msp, localId);
}
