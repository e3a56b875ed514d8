import { byPayee } from '../assignees.js';
import { afterBusinessDays } from '../calendar.js';
import { present } from '../invariant.js';
import { milestoneOf } from '../decider.js';
import { DomainError, required } from '../errors.js';
import { base32OfHash, orderIdSchema, type OrderId, type Sha256 } from '../ids.js';
import { commonState, type PositionState } from '../position.js';
import type { Facts, Milestone, State } from '../state.js';
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
  parts: Pick<NewOrder, 'tranche' | 'to' | 'payee' | 'ranges'>,
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
    hash: hashOfOrder(milestone, content, facts),
    approvalDeadline: afterBusinessDays(workingTime(slice), facts.at, days),
  };
}

/** The hash of what an order pays to whom, which approvers name. */
export function hashOfOrder(
  { agreementId, id: milestoneId }: Milestone,
  content: Pick<NewOrder, 'id' | 'number' | 'tranche' | 'to' | 'payee' | 'ranges' | 'termsVersion'>,
  { hashOf }: Pick<Facts, 'hashOf'>,
): Sha256 {
  const { id, number, tranche, to, payee, ranges, termsVersion } = content;
  const owed = payee === undefined ? {} : { payee };
  return hashOf({
    agreementId,
    milestoneId,
    id,
    number,
    tranche,
    to,
    ...owed,
    ranges,
    termsVersion,
  });
}

/**
 * What happens when held parts fall due: an order for each that they are owed to, released at once
 * where approval is automatic.
 */
export function fallDue(
  milestone: Milestone,
  parts: Pick<NewOrder, 'tranche' | 'to' | 'ranges' | 'restored'>,
  facts: Pick<Facts, 'at' | 'hashOf'>,
  first: number = milestone.orders.length + 1,
): readonly Extract<PaymentEvent, { type: 'ShareDue' | 'OrderApproved' }>[] {
  const { agreementId, id: milestoneId } = milestone;
  const { tranche, to, ranges, restored } = parts;
  const isAutomatic = milestone.slice.definition.approval === 'automatic';
  const owed = to === 'buyer' ? [{ ranges }] : byPayee(milestone, ranges);
  return owed.flatMap((each, index) => {
    const made = newOrder(milestone, { tranche, to, ...each }, facts, first + index);
    const order = restored === undefined ? made : { ...made, restored };
    const due = { type: 'ShareDue', agreementId, milestoneId, order } as const;
    return isAutomatic ? [due, approved(milestone, order, 'rule', facts.at)] : [due];
  });
}

/** The approval of an order, with the deadline for the bank to pay. */
export function approved(
  milestone: Milestone,
  order: Pick<Order, 'id'>,
  by: 'users' | 'rule' | 'silence',
  at: Facts['at'],
): Extract<PaymentEvent, { type: 'OrderApproved' }> {
  const { agreementId, id: milestoneId } = milestone;
  return {
    type: 'OrderApproved',
    agreementId,
    milestoneId,
    orderId: order.id,
    by,
    instructDeadline: instructDeadline(milestone, at),
  };
}

/**
 * The order that a command names, with its milestone.
 * @throws DomainError MILESTONE_NOT_FOUND, ORDER_NOT_FOUND
 */
export function findOrder(
  state: State,
  command: { readonly milestoneId: Milestone['id']; readonly orderId: OrderId },
): { readonly milestone: Milestone; readonly order: Order } {
  const milestone = milestoneOf(state, command);
  const found = milestone.orders.find(({ id }) => id === command.orderId);
  return { milestone, order: required(found, 'ORDER_NOT_FOUND', { id: command.orderId }) };
}

/** When the bank shall have paid an order that is approved at `at`. */
export function instructDeadline({ slice }: Milestone, at: Facts['at']): Facts['at'] {
  return afterBusinessDays(workingTime(slice), at, slice.instructBusinessDays);
}

/**
 * Refuses what a hold bars.
 * @throws DomainError ORDER_HELD
 */
export function checkNotHeld({ hold }: Order): void {
  if (hold) throw new DomainError('ORDER_HELD', { reason: hold.reason });
}
