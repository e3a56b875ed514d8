import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { OrderId } from '../ids.js';
import { present } from '../invariant.js';
import { movePosition, type PositionState } from '../position.js';
import { rangesWithout, type Range } from '../shares.js';
import type { Milestone } from '../state.js';
import type { PaymentEvent } from './events.js';
import { stateOfParts } from './order.js';
import type { Attempt, Order } from './state.js';

/** What each event of a payment order changes on record. */
export const paymentEvolvers: EvolversOf<PaymentEvent['type']> = {
  ShareDue: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { at, txId } = cause;
      const { ranges, to } = event.order;
      const order: Order = { ...event.order, due: { at, txId }, approvals: [], attempts: [] };
      const move = { ranges, from: 'held', into: 'due', to } as const;
      return {
        ...milestone,
        ...stillRevoked(milestone, ranges),
        orders: [...milestone.orders, order],
        position: movePosition(milestone.position, move),
      };
    }),

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
      const { attempt: number, paymentFile } = event;
      const attempt: Attempt = { number, paymentFile, instructed: stampOf(cause) };
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

  CreditAcknowledged: (state, event, cause) =>
    withMilestone(state, event, (milestone) =>
      withOrder(milestone, event.orderId, (order) => ({ ...order, credited: stampOf(cause) })),
    ),
};

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
