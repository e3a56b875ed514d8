import {
  hostedId,
  limits,
  registeredId,
  voteIdFor,
  type ActingUser,
  type Command,
  type CommandOf,
  type Member,
  type Motion,
  type ParametersRecord,
  type Participant,
  type ParticipantId,
  type Proposal,
  type State,
  type Vote,
} from '../domain/index.js';
import { hashOf } from './codec.js';
import { keys } from './keys.js';
import { loadAll, mapOf } from './load-parts.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A command on the registry, and who sends it. */
interface Sent {
  readonly command: Command;
  readonly actor: ActingUser;
}

/** The records of the registry that a command reads, beside those of its caller. */
export async function loadRegistry(work: UnitOfWork, caller: State, sent: Sent): Promise<State> {
  const { command, actor } = sent;
  switch (command.type) {
    case 'registerParticipant': {
      const key = keys.participant(registeredId(actor, command.localId));
      const found = await work.load<Participant>(key);
      return { ...caller, participants: mapOf([found], ({ id }) => id) };
    }
    case 'updateParticipant':
    case 'deactivateParticipant':
      return loadParticipants(work, caller, [registeredId(actor, command.localId)]);
    case 'pinKeys':
    case 'proposeRehost':
      return loadParticipants(work, caller, []);
    case 'acceptRehost': {
      const ids = [command.participant, registeredId(actor, command.localId)];
      return loadParticipants(work, caller, ids);
    }
    case 'proposeVote':
      return loadVote(work, caller, {
        key: keys.proposal(voteIdFor(actor, command, hashOf)),
        command,
      });
    case 'castVote':
    case 'withdrawVote':
    case 'advanceConsortium':
      return loadVote(work, caller, { key: keys.proposal(command.voteId) });
    default:
      return loadFounding(work, caller, command as CommandOf<'confirmBootstrap'>);
  }
}

async function loadFounding(
  work: UnitOfWork,
  caller: State,
  command: CommandOf<'proposeBootstrap' | 'confirmBootstrap'>,
): Promise<State> {
  const id = command.type === 'confirmBootstrap' ? command.proposalId : command.commandId;
  const proposal = await work.load<Proposal>(keys.proposal(id));
  await work.load(keys.parameters());
  for (const { msp } of proposal?.members ?? []) await work.load(keys.member(msp));
  return { ...caller, proposals: mapOf([proposal], (each) => each.id) };
}

async function loadParticipants(
  work: UnitOfWork,
  caller: State,
  ids: readonly ParticipantId[],
): Promise<State> {
  const parameters = await work.load<ParametersRecord>(keys.parameters());
  const found = await loadAll<ParticipantId, Participant>(work, ids, keys.participant);
  return {
    ...caller,
    ...(parameters === undefined ? {} : { parameters }),
    participants: new Map([...caller.participants, ...found]),
  };
}

/** A vote with every member, whose votes are counted, and what its motion is about. */
async function loadVote(
  work: UnitOfWork,
  caller: State,
  of: { readonly key: string; readonly command?: CommandOf<'proposeVote'> },
): Promise<State> {
  const found = await work.load<Vote | Proposal>(of.key);
  const vote = found !== undefined && 'motion' in found ? found : undefined;
  const members = await work.loadAll<Member>('member', limits.members);
  const motion = vote?.motion ?? of.command?.motion;
  const state = await loadParticipants(work, caller, subjectsOf(motion));
  if (motion?.kind === 'admitMember') await work.load(keys.member(motion.msp));
  return {
    ...state,
    members: mapOf(members, ({ msp }) => msp),
    votes: mapOf([vote], ({ id }) => id),
  };
}

function subjectsOf(motion: Motion | undefined): readonly ParticipantId[] {
  if (motion?.kind !== 'rehostParticipant') return [];
  return [motion.participant, hostedId(motion.to, motion.localId)];
}
