import { payeeOf } from '../assignees.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { stateOf } from './order.js';
import type { Order } from './state.js';

/** Who makes sure of a new account, and who answers an offered rate. */
export const changeActions: ActionsOf = (milestone) => {
  const { id: milestoneId, slice, payTo = [], orders } = milestone;
  const { bank } = slice.parties;
  const open = payTo.filter(({ confirmed }) => confirmed === undefined);
  return [
    ...open.map((change): NextAction => {
      const { payee, soleUntil, approved, calledBack } = change;
      if (soleUntil !== undefined) {
        const command = calledBack === undefined ? 'callBackPayTo' : 'confirmPayTo';
        return { participant: bank, command, milestoneId };
      }
      return approved === undefined
        ? { participant: payee, command: 'approvePayTo', milestoneId }
        : { participant: bank, command: 'confirmPayTo', milestoneId };
    }),
    ...orders.flatMap((order): readonly NextAction[] => {
      const { id: orderId, rate } = order;
      if (rate === undefined || rate.agreed !== undefined) return [];
      const participant = payeeOf(milestone, order);
      const { validUntil: deadline, entered } = rate;
      const on = { milestoneId, orderId, deadline, since: entered.at } as const;
      return [{ participant, command: 'agreeRate', ...on }];
    }),
  ];
};

/** What the bank and the payee owe of every order. */
export const paymentActions: ActionsOf = (milestone) => {
  const { bank } = milestone.slice.parties;
  const milestoneId = milestone.id;
  return milestone.orders.flatMap((order): readonly NextAction[] => {
    const orderId = order.id;
    const payee = payeeOf(milestone, order);
    const step = { milestoneId, orderId } as const;
    if (order.hold !== undefined && order.cancelled === undefined) {
      const { until: deadline, at: since } = order.hold;
      return [{ participant: bank, command: 'unholdOrder', ...step, deadline, since }];
    }
    switch (stateOf(milestone, order)) {
      case 'due':
        return [
          {
            participant: bank,
            command: 'approveOrder',
            ...step,
            deadline: order.approvalDeadline,
            since: order.due.at,
          },
        ];
      case 'approved':
        return [
          {
            participant: bank,
            command: 'instructOrder',
            ...step,
            ...instructPeriod(order),
          },
        ];
      case 'instructed':
        return [{ participant: bank, command: 'settleOrder', ...step }];
      case 'settled':
        return order.credited === undefined
          ? [{ participant: payee, command: 'acknowledgeCredit', ...step }]
          : [];
      default:
        return [];
    }
  });
};

function instructPeriod({
  approved,
  instructDeadline: deadline,
}: Order): Pick<NextAction, 'deadline' | 'since'> {
  if (approved === undefined || deadline === undefined) return {};
  return { deadline, since: approved.at };
}
