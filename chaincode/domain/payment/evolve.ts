import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { OrderId } from '../ids.js';
import { present } from '../invariant.js';
import { movePosition, type PositionState } from '../position.js';
import type { Cause } from '../actor.js';
import type { EventOf } from '../catalogue.js';
import type { OnMilestone } from '../remembered.js';
import type { Milestone, State } from '../state.js';
import type { PaymentEvent } from './events.js';
import { payToEvolvers } from './evolve-pay-to.js';
import type { Attempt, Hold, Order } from './state.js';
import { rangesWithout, totalSize, type Range } from '../shares.js';
import { stateOfParts } from './order.js';

/** What each event of a payment order changes on record. */
export const paymentEvolvers: EvolversOf<PaymentEvent['type']> = {
  ...payToEvolvers,

  ShareDue: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { at, txId } = cause;
      const { ranges, to } = event.order;
      const stopped = milestone.orders.findLast((each) => isCancelledOf(each, ranges));
      const hold = stopped?.hold === undefined ? {} : { hold: stopped.hold };
      const order: Order = {
        ...event.order,
        due: { at, txId },
        approvals: [],
        attempts: [],
        ...hold,
      };
      const move = { ranges, from: 'held', into: 'due', to } as const;
      return {
        ...milestone,
        ...stillRevoked(milestone, ranges),
        orders: [...milestone.orders, order],
        position: movePosition(milestone.position, move),
      };
    }),

  OrderReassigned: (state, { orderId, payee, hash, ...event }) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, orderId, ({ payee: _payee, rate: _rate, ...order }) => ({
        ...order,
        ...(payee === undefined ? {} : { payee }),
        hash,
        approvals: [],
      })),
    ),

  OrderApprovalEntered: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => ({
        ...order,
        approvals: [...order.approvals, stampOf(cause)],
      })),
    ),

  OrderApproved: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { at, txId } = cause;
      const { by, instructDeadline } = event;
      const approvals = by === 'users' ? [stampOf(cause)] : [];
      const changed = withOrder(milestone, event.orderId, (order) => ({
        ...order,
        approvals: [...order.approvals, ...approvals],
        approved: { at, txId, by },
        instructDeadline,
      }));
      return moveOrder(changed, event.orderId, { from: 'due', into: 'approved' });
    }),

  OrderInstructed: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { attempt: number, paymentFile, payTo, flagged, rate } = event;
      const attempt: Attempt = {
        number,
        paymentFile,
        instructed: stampOf(cause),
        ...(payTo && { payTo }),
        ...(flagged && { flagged }),
        ...(rate && { rate }),
      };
      const changed = withOrder(milestone, event.orderId, (order) => ({
        ...order,
        attempts: [...order.attempts, attempt],
      }));
      return moveOrder(changed, event.orderId, { from: 'approved', into: 'instructed' });
    }),

  OrderSettled: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const settled = { ...event.settlement, ...stampOf(cause) };
      const changed = withOrder(milestone, event.orderId, (order) => ({
        ...order,
        attempts: order.attempts.map((attempt) =>
          attempt.number === event.attempt ? { ...attempt, settled } : attempt,
        ),
      }));
      return moveOrder(changed, event.orderId, { from: 'instructed', into: 'settled' });
    }),

  OrderCancelled: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const order = orderOf(milestone, event.orderId);
      const from = stateOfParts(milestone, order);
      const { ranges } = order;
      const position = movePosition(milestone.position, { ranges, from, into: 'held' });
      const cancelled = stampOf(cause);
      return {
        ...withOrder(milestone, event.orderId, (found) => ({ ...found, cancelled })),
        position,
      };
    }),

  RateFixed: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => ({
        ...order,
        rate: { ...event.rate, entered: stampOf(cause) },
      })),
    ),

  RateAgreed: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => {
        const rate = present(order.rate, 'an event changes only what is on record');
        return { ...order, rate: { ...rate, agreed: stampOf(cause) } };
      }),
    ),

  RateEnded: (state, event) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, ({ rate: _rate, ...order }) => order),
    ),

  CreditAcknowledged: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => ({ ...order, credited: stampOf(cause) })),
    ),

  OrderHeld: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => {
        const { reason, until } = event;
        const hold = { ...stampOf(cause), reason, until, renewals: [], alarmed: false };
        return { ...order, hold };
      }),
    ),

  HoldRenewed: (state, event, cause) =>
    withHold(state, event, (hold) => {
      const renewals = [...hold.renewals, stampOf(cause)].slice(-RENEWALS_KEPT);
      return { ...hold, until: event.until, alarmed: false, renewals };
    }),

  HoldRenewalMissed: (state, event) =>
    withHold(state, event, (hold) => ({ ...hold, alarmed: true })),

  HoldLifted: (state, event) => withoutHold(state, event),
  HoldEnded: (state, event) => withoutHold(state, event),

  OrderRejected: (state, event, cause) => setBack(state, event, cause, 'rejected'),
  OrderReturned: (state, event, cause) => setBack(state, event, cause, 'returned'),
};

/** The first renewals of a hold that lasts for years are left to the history. */
const RENEWALS_KEPT = 12;

function withHold(
  state: State,
  event: OnMilestone & { readonly orderId: OrderId },
  change: (hold: Hold) => Hold,
): State {
  return withMilestone(state, event, (milestone) =>
    withOrder(milestone, event.orderId, (order) => {
      const hold = present(order.hold, 'an event changes only a hold that is on record');
      return { ...order, hold: change(hold) };
    }),
  );
}

function withoutHold(state: State, event: OnMilestone & { readonly orderId: OrderId }): State {
  return withMilestone(state, event, (milestone) => withOrder(milestone, event.orderId, unheld));
}

function unheld({ hold: _hold, ...order }: Order): Order {
  return order;
}

/** Whether parts were those of a cancelled order: its hold goes with them into the next ones. */
function isCancelledOf({ cancelled, ranges: own }: Order, ranges: readonly Range[]): boolean {
  if (cancelled === undefined) return false;
  return totalSize(rangesWithout(ranges, own)) < totalSize(ranges);
}

/** The parts are approved again, to be paid by another attempt. */
function setBack(
  state: State,
  event: EventOf<'OrderRejected' | 'OrderReturned'>,
  cause: Cause,
  how: 'rejected' | 'returned',
): State {
  const { attempt: number, setback, instructDeadline } = event;
  return withMilestone(state, event, (milestone) => {
    const changed = withOrder(milestone, event.orderId, ({ credited: _credited, ...order }) => ({
      ...order,
      instructDeadline,
      attempts: order.attempts.map((attempt) =>
        attempt.number === number
          ? { ...attempt, [how]: { ...setback, ...stampOf(cause) } }
          : attempt,
      ),
    }));
    const from = event.wasSettled ? 'settled' : 'instructed';
    return moveOrder(changed, event.orderId, { from, into: 'approved' });
  });
}

function withOrder(milestone: Milestone, id: OrderId, change: (order: Order) => Order): Milestone {
  const orders = milestone.orders.map((order) => (order.id === id ? change(order) : order));
  return { ...milestone, orders };
}

function moveOrder(
  milestone: Milestone,
  id: OrderId,
  move: { readonly from: PositionState; readonly into: PositionState },
): Milestone {
  const { ranges } = orderOf(milestone, id);
  return { ...milestone, position: movePosition(milestone.position, { ranges, ...move }) };
}

function orderOf(milestone: Milestone, id: OrderId): Order {
  const found = milestone.orders.find((order) => order.id === id);
  return present(found, 'an event changes only an order that exists');
}

/** What falls due again waits for nothing new any more. */
function stillRevoked(
  { revocations }: Milestone,
  due: readonly Range[],
): Pick<Milestone, 'revocations'> {
  if (revocations === undefined) return {};
  const left = revocations.map((each) => ({ ...each, ranges: rangesWithout(each.ranges, due) }));
  return { revocations: left.filter(({ ranges }) => ranges.length > 0) };
}
