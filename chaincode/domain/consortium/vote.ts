import { isOver, requireInTime } from '../deadline.js';
import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import type { VoteId } from '../ids.js';
import { plus } from '../instant.js';
import { present } from '../invariant.js';
import { rulesVersions } from '../rules-versions.js';
import { activeMembers } from '../standing.js';
import type { State } from '../state.js';
import type { ConsortiumEvent } from './events.js';
import { checksOf, requireAll } from './motion-checks.js';
import { effectOf } from './motion-events.js';
import type { Ballot, ParametersRecord, Vote } from './state.js';
import { voteIdFor } from './vote-id.js';

/** Days that a vote stays open unless the members voted otherwise. */
const VOTE_DAYS = 14;

type VoteCommand = 'proposeVote' | 'castVote' | 'withdrawVote' | 'advanceConsortium';

/** What each command on a vote makes true. */
export const voteDeciders: DecidersOf<VoteCommand> = {
  proposeVote: (state, command, facts) => {
    const { motion } = command;
    requireAll(checksOf(motion, state));
    const voteId = voteIdFor(facts.actor, command, facts.hashOf);
    const { voteDays = VOTE_DAYS, dayMillis } = parametersOf(state);
    const vote = {
      hash: facts.hashOf({ id: voteId, motion }),
      motion,
      proposer: facts.actor.msp,
      openUntil: plus(facts.at, voteDays * dayMillis),
    };
    return [{ type: 'VoteProposed', voteId, vote }];
  },

  castVote: (state, command, facts) => {
    const open = openVote(state, command.voteId);
    const { msp } = facts.actor;
    const isFirst = open.ballots.every((ballot) => ballot.msp !== msp);
    requireThat(isFirst, 'VOTE_ALREADY_CAST', { msp });
    requireInTime(open.openUntil, facts, { code: 'VOTE_CLOSED', param: 'openUntil' });
    requireThat(command.hash === open.hash, 'VOTE_HASH_MISMATCH');
    const { voteId, vote } = command;
    const ballots = [...open.ballots, { msp, vote }];
    return [{ type: 'VoteCast', voteId, msp, vote }, ...decided(state, { ...open, ballots })];
  },

  withdrawVote: (state, { voteId }, facts) => {
    const { proposer } = openVote(state, voteId);
    requireThat(proposer === facts.actor.msp, 'VOTE_NOT_OWN', { msp: proposer });
    return [{ type: 'VoteWithdrawn', voteId }];
  },

  advanceConsortium: (state, { voteId }, facts) => {
    const vote = voteOf(state, voteId);
    if (vote.status !== 'open') return [];
    const isExpired = isOver(vote.openUntil, facts, parametersOf(state));
    return isExpired ? [{ type: 'VoteExpired', voteId }] : decided(state, vote);
  },
};

function parametersOf({ parameters }: State): ParametersRecord {
  return present(parameters, 'the parameters of a founded consortium are loaded with its votes');
}

function voteOf({ votes }: State, id: VoteId): Vote {
  return required(votes.get(id), 'VOTE_NOT_FOUND', { id });
}

function openVote(state: State, id: VoteId): Vote {
  const vote = voteOf(state, id);
  const { status } = vote;
  requireThat(status === 'open', 'VOTE_ENDED', { status });
  return vote;
}

/** How many active members are for and against, and how many there are. */
export function tallyOf(
  ballots: readonly Pick<Ballot, 'msp' | 'vote'>[],
  members: State['members'],
): { readonly active: number; readonly for: number; readonly against: number } {
  const active = activeMembers(members.values()).map(({ msp }) => msp);
  const count = (side: Ballot['vote']): number =>
    ballots.filter(({ msp, vote }) => vote === side && active.includes(msp)).length;
  return { active: active.length, for: count('for'), against: count('against') };
}

/**
 * What the ballots make true: nothing yet, the motion with its effects once a majority of the
 * active members is for it, or its failure once no majority can be reached. What stands in the way
 * of the motion by then ends the vote without effect.
 * @throws DomainError RULES_VERSION_UNKNOWN on a node that could not follow the new version
 */
function decided(
  state: State,
  {
    id: voteId,
    motion,
    ballots,
  }: Pick<Vote, 'id' | 'motion'> & {
    readonly ballots: readonly Pick<Ballot, 'msp' | 'vote'>[];
  },
): readonly ConsortiumEvent[] {
  const tally = tallyOf(ballots, state.members);
  if (2 * tally.against >= tally.active) return [{ type: 'VoteFailed', voteId }];
  if (2 * tally.for <= tally.active) return [];
  if (!checksOf(motion, state).every(({ holds }) => holds)) {
    return [{ type: 'VoteOvertaken', voteId }];
  }
  if (motion.kind === 'changeRulesVersion') requireKnownVersion(motion.version);
  return [{ type: 'VotePassed', voteId }, effectOf(motion)];
}

/** A version takes effect in the block of the deciding vote: who cannot apply it endorses none. */
function requireKnownVersion(version: number): void {
  requireThat(rulesVersions.includes(version), 'RULES_VERSION_UNKNOWN', { version });
}
