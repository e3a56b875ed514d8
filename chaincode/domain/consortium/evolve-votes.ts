import type { Cause } from '../actor.js';
import type { EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { VoteId } from '../ids.js';
import { present } from '../invariant.js';
import type { State } from '../state.js';
import type { VoteEvent } from './events.js';
import type { Vote } from './state.js';
import type { VoteStatus } from './vote-status.js';

/** What each event of a vote changes on record. */
export const voteEvolvers: EvolversOf<VoteEvent['type']> = {
  VoteProposed: (state, { voteId, vote }, cause) =>
    withVote(state, {
      v: 1,
      id: voteId,
      ...vote,
      status: 'open',
      proposed: stampOf(cause),
      ballots: [],
      lastTime: cause.at,
      commands: [],
    }),

  VoteCast: (state, { voteId, msp, vote }, cause) => {
    const open = voteOf(state, voteId);
    return withVote(state, {
      ...open,
      ballots: [...open.ballots, { msp, vote, ...stampOf(cause) }],
    });
  },

  VotePassed: ended('passed'),
  VoteFailed: ended('failed'),
  VoteOvertaken: ended('overtaken'),
  VoteWithdrawn: ended('withdrawn'),
  VoteExpired: ended('expired'),
};

/** The end of a vote, with when and by whom it came. */
function ended(
  status: VoteStatus,
): (state: State, event: { readonly voteId: VoteId }, cause: Cause) => State {
  return (state, { voteId }, cause) =>
    withVote(state, { ...voteOf(state, voteId), status, ended: stampOf(cause) });
}

function voteOf(state: State, id: VoteId): Vote {
  return present(state.votes.get(id), 'an event changes only a vote that is loaded');
}

function withVote(state: State, vote: Vote): State {
  return { ...state, votes: new Map(state.votes).set(vote.id, vote) };
}
