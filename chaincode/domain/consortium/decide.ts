import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { productionParameters, type Parameters } from '../terms.js';
import type { ConsortiumCommand } from './commands.js';
import { participantDeciders } from './participant.js';
import type { Proposal } from './state.js';
import { voteDeciders } from './vote.js';

/**
 * Founding: proposed by one listed member's administrator, effective when every one has confirmed
 * the same hash. Then participants, and what the members vote on.
 */
export const consortiumDeciders: DecidersOf<ConsortiumCommand['type']> = {
  proposeBootstrap: (state, command, facts) => {
    requireThat(state.rules === undefined, 'CONSORTIUM_ALREADY_BOOTSTRAPPED');
    const { members, parameters, commandId } = command;
    requireThat(!state.proposals.has(commandId), 'COMMAND_ID_REUSED', { commandId });
    const listed = members.map(({ msp }) => msp);
    const twice = listed.find((msp, index) => listed.indexOf(msp) !== index);
    requireThat(twice === undefined, 'MEMBER_LISTED_TWICE', { msp: twice ?? '' });
    const { msp } = facts.actor;
    requireThat(listed.includes(msp), 'MEMBER_NOT_LISTED', { msp });
    checkParameters(parameters);
    const hash = facts.hashOf({ id: commandId, members, parameters });
    const proposal = { v: 1 as const, id: commandId, hash, members, parameters, confirmedBy: [] };
    return [{ type: 'BootstrapProposed', proposal }];
  },

  confirmBootstrap: (state, command, facts) => {
    const { proposalId, hash } = command;
    const proposal = required(state.proposals.get(proposalId), 'PROPOSAL_NOT_FOUND', {
      id: proposalId,
    });
    requireThat(state.rules === undefined, 'CONSORTIUM_ALREADY_BOOTSTRAPPED');
    const { msp } = facts.actor;
    const listed = proposal.members.some((member) => member.msp === msp);
    requireThat(listed, 'MEMBER_NOT_LISTED', { msp });
    requireThat(!proposal.confirmedBy.includes(msp), 'PROPOSAL_ALREADY_CONFIRMED', { msp });
    requireThat(proposal.hash === hash, 'PROPOSAL_HASH_MISMATCH');
    const confirmed = { type: 'BootstrapConfirmed' as const, proposalId, msp };
    return isLast(proposal)
      ? [confirmed, { type: 'ConsortiumBootstrapped', proposalId }]
      : [confirmed];
  },

  ...participantDeciders,
  ...voteDeciders,
};

function isLast(proposal: Proposal): boolean {
  return proposal.confirmedBy.length + 1 === proposal.members.length;
}

function checkParameters(parameters: Parameters): void {
  if (parameters.profile === 'test') return;
  for (const parameter of ['dayMillis', 'toleranceMillis'] as const) {
    const isStandard = parameters[parameter] === productionParameters[parameter];
    requireThat(isStandard, 'PARAMETERS_NOT_ALLOWED', { parameter });
  }
}
