import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { present } from '../invariant.js';
import { isValidLei } from '../lei.js';
import { registeredId } from '../memory.js';
import { productionParameters, type Parameters } from '../terms.js';
import type { ConsortiumCommand } from './commands.js';
import type { Proposal } from './state.js';

/**
 * Founding: proposed by one listed member's administrator, effective when every one has confirmed
 * the same hash.
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

  registerParticipant: (state, command, facts) => {
    const { msp } = facts.actor;
    const id = registeredId(facts.actor, command.localId);
    const isNew = !state.participants.has(id);
    requireThat(isNew, 'PARTICIPANT_ALREADY_REGISTERED', { id });
    requireThat(isValidLei(command.lei), 'LEI_INVALID');
    const member = present(state.members.get(msp), 'the member of an administrator is checked');
    for (const role of command.roles) {
      requireThat(member.roles.includes(role), 'ROLE_NOT_HELD_BY_MEMBER', { role });
    }
    const { lei, name, roles } = command;
    return [{ type: 'ParticipantRegistered', participant: { v: 1, id, lei, name, roles } }];
  },
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
