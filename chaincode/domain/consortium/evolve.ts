import type { EvolversOf } from '../decider.js';
import { present } from '../invariant.js';
import type { State } from '../state.js';
import type { ConsortiumEvent } from './events.js';
import { motionEvolvers } from './evolve-motions.js';
import { participantEvolvers } from './evolve-participants.js';
import { voteEvolvers } from './evolve-votes.js';
import type { Proposal } from './state.js';

/** The first version of the rules. */
const FIRST_VERSION = 1;

/** What each event of the consortium changes on record. */
export const consortiumEvolvers: EvolversOf<ConsortiumEvent['type']> = {
  BootstrapProposed: (state, event) => withProposal(state, { ...event.proposal, commands: [] }),

  BootstrapConfirmed: (state, event) => {
    const proposal = proposalOf(state, event.proposalId);
    return withProposal(state, { ...proposal, confirmedBy: [...proposal.confirmedBy, event.msp] });
  },

  ConsortiumBootstrapped: (state, event, cause) => {
    const { members, parameters } = proposalOf(state, event.proposalId);
    const records = members.map(
      (member) => [member.msp, { v: 1, ...member, status: 'active', since: cause.at }] as const,
    );
    return {
      ...state,
      members: new Map(records),
      parameters: { v: 1, ...parameters },
      rules: { v: 1, version: FIRST_VERSION, since: cause.at },
    };
  },

  ...participantEvolvers,
  ...voteEvolvers,
  ...motionEvolvers,
};

function proposalOf(state: State, id: string): Proposal {
  return present(state.proposals.get(id), 'an event changes only a proposal that is loaded');
}

function withProposal(state: State, proposal: Proposal): State {
  return { ...state, proposals: new Map(state.proposals).set(proposal.id, proposal) };
}
