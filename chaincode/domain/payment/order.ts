import { afterBusinessDays } from '../calendar.js';
import { present } from '../invariant.js';
import { base32OfHash, orderIdSchema } from '../ids.js';
import { commonState, type Payee, type PositionState } from '../position.js';
import type { Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import type { NewOrder, PaymentEvent } from './events.js';
import type { Order } from './state.js';

/** Where an order stands: where its parts are, or cancelled, when they are its parts no more. */
export type OrderState = PositionState | 'cancelled';

/** The state of an order: that of its parts, unless it is cancelled. */
export function stateOf(milestone: Milestone, order: Order): OrderState {
  return order.cancelled === undefined ? stateOfParts(milestone, order) : 'cancelled';
}

/** The state of the parts of an order that is not cancelled, which move together. */
export function stateOfParts(milestone: Milestone, order: Order): PositionState {
  const state = commonState(milestone.position, order.ranges);
  return present(state, 'the parts of an order move together');
}

/** Where an order pays what no tranche does, in the place of a tranche: none has such an id. */
export const NO_TRANCHE = '~';

/**
 * The order that parts become when they fall due.
 * @param number the next one of the milestone, when it is not the one after the last
 */
export function newOrder(
  milestone: Milestone,
  parts: { readonly tranche: string; readonly to: Payee; readonly ranges: readonly Range[] },
  facts: Pick<Facts, 'at' | 'hashOf'>,
  number: number = milestone.orders.length + 1,
): NewOrder {
  const { agreementId, id: milestoneId, termsVersion, slice } = milestone;
  const hashOfId = facts.hashOf({ agreementId, milestoneId, number });
  const id = orderIdSchema.parse(`T${base32OfHash(hashOfId, 30)}`);
  const content = { id, number, ...parts, termsVersion };
  const days = slice.approvalBusinessDays;
  return {
    ...content,
    hash: facts.hashOf({ agreementId, milestoneId, ...content }),
    approvalDeadline: afterBusinessDays(workingTime(slice), facts.at, days),
  };
}

/** The approval of an order, with the deadline for the bank to pay. */
export function approved(
  milestone: Milestone,
  order: Pick<Order, 'id'>,
  by: 'users' | 'rule' | 'silence',
  at: Facts['at'],
): Extract<PaymentEvent, { type: 'OrderApproved' }> {
  const { agreementId, id: milestoneId, slice } = milestone;
  const days = slice.instructBusinessDays;
  const instructDeadline = afterBusinessDays(workingTime(slice), at, days);
  return {
    type: 'OrderApproved',
    agreementId,
    milestoneId,
    orderId: order.id,
    by,
    instructDeadline,
  };
}
