import { advanceMilestone } from './advance.js';
import { agreementDeciders } from './agreement/decide.js';
import { assignmentDeciders } from './assignment/decide.js';
import type { Command, CommandType, Event } from './catalogue.js';
import { consortiumDeciders } from './consortium/decide.js';
import type { Decider, DecidersOf } from './decider.js';
import { disputeDeciders } from './dispute/decide.js';
import { exceptionDeciders } from './exception/decide.js';
import { milestoneDeciders } from './milestone/decide.js';
import { paymentDeciders } from './payment/decide.js';
import { reviewDeciders } from './review/decide.js';
import { securityDeciders } from './security/decide.js';
import type { Facts, State } from './state.js';

/** One row for each command: a missing one does not compile. */
export const deciders: DecidersOf<CommandType> = {
  ...consortiumDeciders,
  ...agreementDeciders,
  ...securityDeciders,
  ...milestoneDeciders,
  ...reviewDeciders,
  ...paymentDeciders,
  ...exceptionDeciders,
  ...disputeDeciders,
  ...assignmentDeciders,
  advanceMilestone,
};

/**
 * The events that a command brings about by itself, without what follows from them.
 * @throws DomainError
 */
export function decide(state: State, command: Command, facts: Facts): readonly Event[] {
  const decider = deciders[command.type] as Decider<CommandType>;
  return decider(state, command, facts);
}
