import type { CommandOf } from '../catalogue.js';
import type { DecidersOf } from '../decider.js';
import { requireThat } from '../errors.js';
import type { Facts, Milestone } from '../state.js';
import { findOrder, instructDeadline, stateOf } from './order.js';
import type { PaymentEvent } from './events.js';
import type { Order } from './state.js';

type SetbackCommand = CommandOf<'rejectOrder' | 'returnOrder'>;

/** The bank reports that a payment was rejected, or came back: it is owed again. */
export const setbackDeciders: DecidersOf<SetbackCommand['type']> = {
  rejectOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    requireThat(orderState === 'instructed', 'ORDER_NOT_INSTRUCTED', { state: orderState });
    return [setback('OrderRejected', { milestone, order, command, facts })];
  },

  returnOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    const isPaid = orderState === 'instructed' || orderState === 'settled';
    requireThat(isPaid, 'ORDER_NOT_INSTRUCTED', { state: orderState });
    return [setback('OrderReturned', { milestone, order, command, facts })];
  },
};

function setback(
  type: 'OrderRejected' | 'OrderReturned',
  of: {
    readonly milestone: Milestone;
    readonly order: Order;
    readonly command: SetbackCommand;
    readonly facts: Facts;
  },
): PaymentEvent {
  const { milestone, order, command, facts } = of;
  const { agreementId, milestoneId, orderId, attempt, reason, message } = command;
  requireThat(attempt === order.attempts.length, 'ATTEMPT_NOT_CURRENT', { attempt });
  return {
    type,
    agreementId,
    milestoneId,
    orderId,
    attempt,
    setback: { reason, message },
    wasSettled: stateOf(milestone, order) === 'settled',
    instructDeadline: instructDeadline(milestone, facts.at),
  };
}
