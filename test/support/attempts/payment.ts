import {
  amountOfAll,
  stateOf,
  type Milestone,
  type Order,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import type { RandomDeal } from '../random-deal.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

const UETR = '3f0c8a52-0f1e-4a7b-9c3d-5b6e7f8a9b0c';

/** What bank and payee do about an order. */
export function payment(
  dice: Dice,
  milestone: Milestone,
  order: Order,
  { deal }: Sight,
): readonly Option[] {
  const { id: orderId, hash } = order;
  const officer = `trade-bank.approver-${String(dice.between(1, 2))}`;
  const bank = 'trade-bank.maker';
  switch (stateOf(milestone, order)) {
    case 'due': {
      const approve = (): Attempt => on(milestone, officer, 'approveOrder', { orderId, hash });
      return [approve, approve, approve];
    }
    case 'approved': {
      const paymentFile = fresh(dice, 'payment file');
      const instruct = (): Attempt =>
        on(milestone, bank, 'instructOrder', { orderId, paymentFile });
      return [instruct, instruct, instruct];
    }
    case 'instructed': {
      const pay = (): Attempt => settle(dice, milestone, order, deal);
      return [pay, pay, pay];
    }
    case 'settled': {
      const again = (): Attempt => settle(dice, milestone, order, deal);
      const acknowledge = (): Attempt =>
        on(milestone, 'textiles.maker', 'acknowledgeCredit', { orderId });
      return dice.chance(order.credited === undefined ? 60 : 10) ? [acknowledge, again] : [];
    }
    default:
      return [];
  }
}

function settle(dice: Dice, milestone: Milestone, order: Order, deal: RandomDeal): Attempt {
  const amount = deal.amounts.get(milestone.id) ?? 0n;
  const document: PrivateDocument = {
    kind: 'settlement',
    salt: fresh(dice, 'salt'),
    currency: deal.currency,
    amountMinor: String(amountOfAll(amount, order.ranges)),
    chargesMinor: '0',
    payTo: deal.terms.commitments.payTo,
  };
  const attempt = on(milestone, 'trade-bank.maker', 'settleOrder', {
    orderId: order.id,
    attempt: order.attempts.length,
    bankReference: 'HB-1',
    uetr: UETR,
    valueDate: '2026-03-05',
    message: fresh(dice, 'message'),
    document: hashOf(document),
  });
  return { ...attempt, filing: { kind: 'settlement', document } };
}
