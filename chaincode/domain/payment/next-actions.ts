import type { ActionsOf, NextAction } from '../next-action.js';
import { stateOf } from './order.js';
import type { Order } from './state.js';

/** What the bank and the payee owe of every order. */
export const paymentActions: ActionsOf = (milestone) => {
  const { bank, buyer, exporter } = milestone.slice.parties;
  const milestoneId = milestone.id;
  return milestone.orders.flatMap((order): readonly NextAction[] => {
    const orderId = order.id;
    const payee = order.to === 'buyer' ? buyer : exporter;
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
