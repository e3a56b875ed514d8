import type { Event } from './catalogue.js';
import { milestoneOf, type Decider } from './decider.js';
import { disputeTimeRules } from './dispute/time.js';
import { longStop } from './ending.js';
import { requireThat } from './errors.js';
import { exceptionTimeRules } from './exception/time.js';
import { expiryTimeRules } from './expiry.js';
import { overdueOrders } from './overdue.js';
import { milestoneTimeRules } from './milestone/time.js';
import { paymentTimeRules } from './payment/time.js';
import { reviewTimeRules } from './review/time.js';
import { securityTimeRules } from './security/time.js';
import type { Milestone } from './state.js';
import type { TimeRule } from './time-rule.js';
import { deadlineWarnings } from './warnings.js';

/**
 * What time and silence alone make true of a milestone. The decision itself is none: time's events
 * follow from it one by one, each with its own consequences, in the order of `timeRules`;
 * `NOTHING_DUE` when nothing at all follows.
 */
export const advanceMilestone: Decider<'advanceMilestone'> = (state, command) => {
  requireThat(milestoneOf(state, command).live, 'AGREEMENT_NOT_ACTIVE');
  return [];
};

/** Everything that time alone applies, in this order; nothing else applies it. */
const timeRules: readonly TimeRule[] = [
  ...reviewTimeRules,
  ...disputeTimeRules,
  ...securityTimeRules,
  ...paymentTimeRules,
  overdueOrders,
  ...exceptionTimeRules,
  ...milestoneTimeRules,
  longStop,
  ...expiryTimeRules,
  deadlineWarnings,
];

/** The next thing that time alone makes true of a milestone; none when nothing is due. */
export function nextByTime(milestone: Milestone, facts: Parameters<TimeRule>[1]): readonly Event[] {
  for (const rule of timeRules) {
    const events = rule(milestone, facts);
    if (events.length > 0) return events;
  }
  return [];
}
