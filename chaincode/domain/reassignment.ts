import { DomainError } from './errors.js';
import type { ParticipantId } from './ids.js';
import type { PaymentEvent } from './payment/events.js';
import { hashOfOrder, stateOf } from './payment/order.js';
import type { Order } from './payment/state.js';
import { commonParts, rangesWithout, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** The due orders of a milestone that are paid from some of the parts. */
function dueOrders(milestone: Milestone, ranges: readonly Range[]): readonly Order[] {
  return milestone.orders.filter(
    (order) => stateOf(milestone, order) === 'due' && commonParts(order.ranges, ranges).length > 0,
  );
}

/**
 * Refuses parts that would divide what one order pays.
 * @throws DomainError ORDER_DIVIDED
 */
export function checkUndivided(milestone: Milestone, ranges: readonly Range[]): void {
  const divided = dueOrders(milestone, ranges).find(
    (order) => rangesWithout(order.ranges, ranges).length > 0,
  );
  if (divided) throw new DomainError('ORDER_DIVIDED', { id: divided.id });
}

/**
 * What becomes of due orders when their parts come to another payee; what is approved is paid as it
 * was approved.
 */
export function reassigned(
  milestone: Milestone,
  of: { readonly ranges: readonly Range[]; readonly payee?: ParticipantId },
  facts: Pick<Facts, 'hashOf'>,
): readonly PaymentEvent[] {
  const { agreementId, id: milestoneId } = milestone;
  const owed = of.payee === undefined ? {} : { payee: of.payee };
  return dueOrders(milestone, of.ranges).map(({ payee: _payee, ...order }) => {
    const hash = hashOfOrder(milestone, { ...order, ...owed }, facts);
    const { id: orderId } = order;
    return { type: 'OrderReassigned', agreementId, milestoneId, orderId, ...owed, hash };
  });
}
