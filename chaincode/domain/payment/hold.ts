import { afterBusinessDays, afterCalendarDays } from '../calendar.js';
import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import type { Instant } from '../instant.js';
import type { Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import { checkNotHeld, findOrder, stateOf } from './order.js';
import { lastingReasons, type Hold, type HoldReason, type Order } from './state.js';

/** Days after which a hold that lasts is renewed. */
const RENEWAL_DAYS = 30;

/** Business days after which any other hold ends. */
const HOLD_DAYS = 10;

/** The bank's compliance officers bar an order, for a reason and a time. */
export const holdDeciders: DecidersOf<'holdOrder' | 'renewHold' | 'unholdOrder'> = {
  holdOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    const isHoldable = orderState === 'due' || orderState === 'approved';
    requireThat(isHoldable, 'ORDER_NOT_HOLDABLE', { state: orderState });
    checkNotHeld(order);
    const { agreementId, milestoneId, orderId, reason } = command;
    const until = endOfHold(milestone, reason, facts.at);
    return [{ type: 'OrderHeld', agreementId, milestoneId, orderId, reason, until }];
  },

  renewHold: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const hold = holdOf(order);
    const last = hold.renewals.at(-1)?.by ?? hold.by;
    const isOther = last.user !== facts.actor.user;
    const reason = 'this user entered or renewed the hold before';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    const isRenewable = isLasting(hold.reason) || hold.renewals.length === 0;
    requireThat(isRenewable, 'HOLD_NOT_RENEWABLE', { reason: hold.reason });
    const { agreementId, milestoneId, orderId } = command;
    const until = endOfHold(milestone, hold.reason, facts.at);
    return [{ type: 'HoldRenewed', agreementId, milestoneId, orderId, until }];
  },

  unholdOrder: (state, command) => {
    const { order } = findOrder(state, command);
    holdOf(order);
    const { agreementId, milestoneId, orderId } = command;
    return [{ type: 'HoldLifted', agreementId, milestoneId, orderId }];
  },
};

/** Whether a hold lasts until it is lifted. */
export function isLasting(reason: HoldReason): boolean {
  return lastingReasons.some((lasting) => lasting === reason);
}

function endOfHold({ slice }: Milestone, reason: HoldReason, at: Instant): Instant {
  const time = workingTime(slice);
  return isLasting(reason)
    ? afterCalendarDays(time, at, RENEWAL_DAYS)
    : afterBusinessDays(time, at, HOLD_DAYS);
}

function holdOf({ hold, id }: Order): Hold {
  return required(hold, 'HOLD_NOT_FOUND', { id });
}
