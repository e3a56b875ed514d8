import { checkConsented } from '../assignees.js';
import { agreementOf, type DecidersOf } from '../decider.js';
import { endingParts, endOfMilestones } from '../ending.js';
import { DomainError, required, requireThat } from '../errors.js';
import { participantOf } from '../policy.js';
import type { AgreementCommand } from './commands.js';
import type { Agreement, Termination } from './state.js';

type TerminationCommand = Extract<
  AgreementCommand['type'],
  'proposeTermination' | 'acceptTermination' | 'withdrawTermination'
>;

/** The end of an agreement by the consent of exporter and buyer. */
export const terminationDeciders: DecidersOf<TerminationCommand> = {
  proposeTermination: (state, command, facts) => {
    const { agreement } = agreementOf(state);
    checkActive(agreement);
    const { agreementId, splits } = command;
    const { termination: open, terminations = 0 } = agreement;
    if (open) throw new DomainError('TERMINATION_ALREADY_OPEN', { number: open.number });
    const ids = splits.map(({ milestoneId }) => milestoneId);
    for (const id of ids) {
      requireThat(state.milestones.has(id), 'MILESTONE_NOT_FOUND', { id });
      requireThat(ids.indexOf(id) === ids.lastIndexOf(id), 'ID_LISTED_TWICE', { id });
    }
    const number = terminations + 1;
    const hash = facts.hashOf({ agreementId, number, splits });
    return [{ type: 'TerminationProposed', agreementId, termination: { number, hash, splits } }];
  },

  acceptTermination: (state, command, facts) => {
    const { agreement } = agreementOf(state);
    const termination = openTermination(agreement, command.number);
    const isOther = termination.by.participant !== participantOf(facts.actor);
    const reason = 'this party proposed the termination';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    requireThat(termination.hash === command.hash, 'TERMINATION_HASH_MISMATCH');
    for (const milestone of state.milestones.values()) {
      checkConsented(milestone, endingParts(milestone, facts), termination.hash);
    }
    const { agreementId, number } = command;
    return [
      { type: 'AgreementTerminated', agreementId, number },
      ...endOfMilestones(state, termination, facts),
    ];
  },

  withdrawTermination: (state, command) => {
    const { number } = openTermination(agreementOf(state).agreement, command.number);
    return [{ type: 'TerminationWithdrawn', agreementId: command.agreementId, number }];
  },
};

/**
 * Refuses an agreement that is not running.
 * @throws DomainError AGREEMENT_NOT_ACTIVE
 */
export function checkActive({ status }: Agreement): void {
  requireThat(status === 'active', 'AGREEMENT_NOT_ACTIVE');
}

function openTermination(agreement: Agreement, number: number): Termination {
  checkActive(agreement);
  const { termination } = agreement;
  const isNamed = termination?.number === number;
  return required(isNamed ? termination : undefined, 'TERMINATION_NOT_FOUND', { number });
}
