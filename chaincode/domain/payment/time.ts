import { isOver } from '../deadline.js';
import type { TimeRule } from '../time-rule.js';
import { isLasting } from './hold.js';
import { approved, stateOf } from './order.js';

/** A hold that does not last ends; one that was to be renewed is alarmed, never released. */
const endOfHolds: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  return milestone.orders.flatMap(({ id: orderId, hold }) => {
    if (hold === undefined || hold.alarmed) return [];
    if (!isOver(hold.until, facts, slice.parameters)) return [];
    const type = isLasting(hold.reason) ? 'HoldRenewalMissed' : 'HoldEnded';
    return [{ type, agreementId, milestoneId, orderId } as const];
  });
};

/** A due order that nobody approved in time, or held, is approved. */
const deemedApproval: TimeRule = (milestone, facts) =>
  milestone.orders
    .filter((order) => order.hold === undefined && stateOf(milestone, order) === 'due')
    .filter((order) => isOver(order.approvalDeadline, facts, milestone.slice.parameters))
    .map((order) => approved(milestone, order, 'silence', facts.at));

/** A rate that is over is no offer and no promise any more. */
const endOfRates: TimeRule = ({ agreementId, id: milestoneId, orders, slice }, facts) =>
  orders
    .filter(({ rate }) => rate && isOver(rate.validUntil, facts, slice.parameters))
    .map(({ id: orderId }) => ({ type: 'RateEnded', agreementId, milestoneId, orderId }));

/** What time alone makes true of payment orders. */
export const paymentTimeRules: readonly TimeRule[] = [endOfHolds, deemedApproval, endOfRates];
