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
  const bar = barring(dice, milestone, order);
  switch (stateOf(milestone, order)) {
    case 'due': {
      const approve = (): Attempt => on(milestone, officer, 'approveOrder', { orderId, hash });
      return [approve, approve, approve, ...bar];
    }
    case 'approved': {
      const paymentFile = fresh(dice, 'payment file');
      const instruct = (): Attempt =>
        on(milestone, bank, 'instructOrder', { orderId, paymentFile });
      return [instruct, instruct, instruct, ...bar];
    }
    case 'instructed': {
      const pay = (): Attempt => settle(dice, milestone, order, deal);
      return [pay, pay, pay, () => setback(dice, milestone, order, 'rejectOrder')];
    }
    case 'settled': {
      const again = (): Attempt => settle(dice, milestone, order, deal);
      const acknowledge = (): Attempt =>
        on(milestone, payeeOf(order), 'acknowledgeCredit', { orderId });
      const goBack = (): Attempt => setback(dice, milestone, order, 'returnOrder');
      if (!dice.chance(order.credited === undefined ? 60 : 10)) return [];
      return dice.chance(20) ? [acknowledge, again, goBack] : [acknowledge, again];
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

function payeeOf({ to }: Order): string {
  return to === 'buyer' ? 'retail.maker' : 'textiles.maker';
}

/** Compliance bars an order, or keeps or lifts a hold. */
function barring(
  dice: Dice,
  milestone: Milestone,
  { id: orderId, hold }: Order,
): readonly Option[] {
  const label = 'trade-bank.compliance';
  if (hold === undefined) {
    const reason = dice.pick(['sanctions', 'legal', 'account', 'identity']);
    const bar = (): Attempt => on(milestone, label, 'holdOrder', { orderId, reason });
    return dice.chance(20) ? [bar] : [];
  }
  const lift = (): Attempt => on(milestone, label, 'unholdOrder', { orderId });
  return [lift, lift, () => on(milestone, label, 'renewHold', { orderId })];
}

function setback(
  dice: Dice,
  milestone: Milestone,
  order: Order,
  type: 'rejectOrder' | 'returnOrder',
): Attempt {
  const attempt = order.attempts.length;
  const fields = { orderId: order.id, attempt, reason: 'AC04', message: fresh(dice, 'message') };
  return on(milestone, 'trade-bank.maker', type, fields);
}

/** What bank, payee and arbiter do about things for a person to look at. */
export function exceptions(dice: Dice, milestone: Milestone): readonly Option[] {
  const note = fresh(dice, 'note');
  const fields = { kind: dice.pick(['late-message', 'short', 'other']), note };
  const report = (): Attempt => on(milestone, 'trade-bank.maker', 'reportException', fields);
  const open = (milestone.exceptions ?? []).filter(({ resolved }) => resolved === undefined);
  return [
    ...(dice.chance(5) ? [report] : []),
    ...open.flatMap(({ number, owner, resolution }): readonly Option[] => {
      const by = owner.split(':')[1] ?? '';
      if (resolution === undefined) {
        const as = dice.pick(['corrected', 'reissued', 'written-off', 'referred']);
        return [() => on(milestone, `${by}.maker`, 'resolveException', { number, as, note })];
      }
      const known = { number, note: resolution.note };
      return [
        () => on(milestone, 'textiles.checker', 'consentToResolution', known),
        () => on(milestone, `${by}.checker`, 'confirmResolution', known),
      ];
    }),
  ];
}
