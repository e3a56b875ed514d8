import { afterBusinessDays } from './calendar.js';
import type { Event } from './catalogue.js';
import { releasedParts, trancheRanges } from './consequences.js';
import { isOver } from './deadline.js';
import { exceptionOpened } from './exception/exception.js';
import { plus, type Instant } from './instant.js';
import { judgeOf } from './judge.js';
import { limits } from './limits.js';
import type { RecordKind, Revocation } from './milestone/state.js';
import { fallDue, stateOf } from './payment/order.js';
import type { Order } from './payment/state.js';
import { partsIn } from './position.js';
import { isStanding, recordsMade, type MadeRecord } from './records.js';
import { rangesWithout, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';
import type { TimeRule } from './time-rule.js';
import { workingTime } from './working-time.js';

/** Business days in which something new can take the place of what was revoked. */
const RESTORE_BUSINESS_DAYS = 5;

/** A record that is revoked, and its milestone as it is without it. */
interface Revoking {
  readonly what: RecordKind;
  readonly record: MadeRecord;
  readonly after: Milestone;
}

/**
 * What the revocation of a record does to the orders that rest on it: those that the bank has not
 * instructed are cancelled, and the due date moves by the time lost; of the others an exception is
 * recorded.
 */
export function effectsOfRevocation(revoking: Revoking, facts: Facts): readonly Event[] {
  const { after, record } = revoking;
  const broken = after.orders.filter((order) => isBroken(after, order, facts.at));
  const stopped = broken.filter((order) => isStoppable(after, order));
  const paid = broken.filter((order) => !stopped.includes(order));
  return [
    ...stopped.flatMap((order) => cancellation(revoking, order, facts.at)),
    ...(stopped.length === 0 ? [] : [movedDueDate(after, record.at, facts.at)]),
    ...exceptionsOf(after, paid, facts.at),
  ];
}

/**
 * Whether a tranche's order holds no more: neither by what was on record when it fell due nor by
 * what is on record now. So a later result does not stop what is due. What was restored is not
 * stopped again.
 */
function isBroken(milestone: Milestone, order: Order, at: Instant): boolean {
  const found = trancheRanges(milestone).find(({ tranche }) => tranche.id === order.tranche);
  if (found === undefined || order.cancelled !== undefined || order.restored === true) return false;
  const { tranche, within } = found;
  const holdsAt = (view: Milestone, instant: Instant): boolean =>
    rangesWithout(order.ranges, releasedParts(view, tranche, within, judgeOf(view, instant)))
      .length === 0;
  const { at: dueAt } = order.due;
  return !holdsAt(recordedBy(milestone, dueAt), dueAt) && !holdsAt(milestone, at);
}

function recordedBy(milestone: Milestone, at: Instant): Milestone {
  const { delivery } = milestone;
  const isThere = (record: { readonly at: Instant }): boolean => record.at <= at;
  const inspections = delivery.inspections.filter(isThere);
  const events = delivery.events.filter(isThere);
  const evidence = delivery.evidence.filter(isThere);
  return { ...milestone, delivery: { ...delivery, inspections, events, evidence } };
}

function isStoppable(milestone: Milestone, order: Order): boolean {
  const state = stateOf(milestone, order);
  return state === 'due' || state === 'approved';
}

/** The parts go back to held; unless a later record of the same stands, they wait for a new one. */
function cancellation(
  { what, record, after }: Revoking,
  order: Order,
  at: Instant,
): readonly Event[] {
  const { agreementId, id: milestoneId, slice } = after;
  const { id: orderId, tranche, ranges } = order;
  const { subject, number } = record;
  const cancelled: Event = { type: 'OrderCancelled', agreementId, milestoneId, orderId };
  const isReplaced = recordsMade(after, what).some(
    (each) => each.subject === subject && each.number > number && isStanding(each),
  );
  if (isReplaced) return [cancelled];
  const restoreAt = afterBusinessDays(workingTime(slice), at, RESTORE_BUSINESS_DAYS);
  const revocation = { tranche, ranges, subject, restoreAt };
  return [cancelled, { type: 'RevocationOpened', agreementId, milestoneId, revocation }];
}

/** The due date, later by the time since the record was made, and the days to cure. */
function movedDueDate(milestone: Milestone, from: Instant, at: Instant): Event {
  const { agreementId, id: milestoneId, slice, review } = milestone;
  const later = plus(review.dueDate, at - from);
  const dueDate = afterBusinessDays(workingTime(slice), later, slice.definition.review.cureDays);
  return { type: 'DueDateMoved', agreementId, milestoneId, dueDate, by: 'revocation' };
}

/** An exception for each order, once, as far as there is room for them. */
function exceptionsOf(
  milestone: Milestone,
  orders: readonly Order[],
  at: Instant,
): readonly Event[] {
  const { exceptions = [] } = milestone;
  const kind = 'revoked-after-instruction';
  const isKnown = (order: Order): boolean =>
    exceptions.some((each) => each.kind === kind && each.orderId === order.id);
  return orders
    .filter((order) => !isKnown(order))
    .slice(0, Math.max(0, limits.exceptionsPerMilestone - exceptions.length))
    .map(({ id: orderId }, index) => {
      const number = exceptions.length + index + 1;
      return exceptionOpened(milestone, { kind, orderId }, at, number);
    });
}

/** What a revocation holds back, until something new is on record or it lapses. */
export function heldBack({ revocations = [] }: Milestone): readonly Range[] {
  return revocations.flatMap(({ ranges }) => ranges);
}

/** Nothing new took the place of what was revoked: the share falls due again, by a new order. */
export const restoration: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice, revocations = [] } = milestone;
  for (const { tranche, restoreAt, ranges } of revocations) {
    const held = heldOf(milestone, ranges);
    if (held.length === 0 || !isOver(restoreAt, facts, slice.parameters)) continue;
    return [
      { type: 'RevocationLapsed', agreementId, milestoneId, tranche, ranges: held },
      ...fallDue(milestone, { tranche, to: 'payee', ranges: held, restored: true }, facts),
    ];
  }
  return [];
};

function heldOf({ position }: Milestone, ranges: Revocation['ranges']): readonly Range[] {
  return ranges.flatMap((range) => partsIn(position, 'held', range));
}
