import { isOver } from './deadline.js';
import { exceptionOpened } from './exception/exception.js';
import { stateOf } from './payment/order.js';
import type { TimeRule } from './time-rule.js';

/**
 * An approved order that the bank does not pay in time is overdue: one exception for each time that
 * it was to be paid, so that a returned payment can be overdue again.
 */
export const overdueOrders: TimeRule = (milestone, facts) => {
  const { exceptions = [], slice } = milestone;
  for (const order of milestone.orders) {
    const { id: orderId, instructDeadline, hold } = order;
    if (hold !== undefined || instructDeadline === undefined) continue;
    if (stateOf(milestone, order) !== 'approved') continue;
    if (!isOver(instructDeadline, facts, slice.parameters)) continue;
    const isKnown = exceptions.some(
      ({ kind, orderId: about, opened }) =>
        kind === 'overdue' && about === orderId && opened.at >= instructDeadline,
    );
    if (!isKnown) return [exceptionOpened(milestone, { kind: 'overdue', orderId }, facts.at)];
  }
  return [];
};
