import { isOver } from '../deadline.js';
import type { TimeRule } from '../time-rule.js';
import { approved, stateOf } from './order.js';

/** A due order that nobody approved in time is approved. */
const deemedApproval: TimeRule = (milestone, facts) =>
  milestone.orders
    .filter((order) => stateOf(milestone, order) === 'due')
    .filter((order) => isOver(order.approvalDeadline, facts, milestone.slice.parameters))
    .map((order) => approved(milestone, order, 'silence', facts.at));

/** What time alone makes true of payment orders. */
export const paymentTimeRules: readonly TimeRule[] = [deemedApproval];
