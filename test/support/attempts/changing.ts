import {
  stateOf,
  type Milestone,
  type Order,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

const DAY_MILLIS = 86_400_000;

/** What payee and bank do about accounts and rates, and the bank about guarantees. */
export function changing(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const { payTo = [], orders, delivery } = milestone;
  const open = payTo.filter(({ confirmed }) => confirmed === undefined);
  return [
    () => account(dice, milestone),
    ...open.flatMap(({ document, payee }): readonly Option[] => {
      const checker = payee === 'ExporterMSP:textiles' ? 'textiles.checker' : 'finance.checker';
      return [
        () => on(milestone, checker, 'approvePayTo', { document }),
        () => on(milestone, 'trade-bank.checker', 'confirmPayTo', { document }),
        () => on(milestone, 'trade-bank.maker', 'callBackPayTo', { document }),
      ];
    }),
    ...orders
      .filter((order) => ['due', 'approved'].includes(stateOf(milestone, order)))
      .flatMap((order) => rates(dice, milestone, order, sight)),
    ...delivery.instruments.map(({ number: instrument }): Option => {
      const fields = { instrument, document: fresh(dice, 'demand') };
      return () => on(milestone, 'trade-bank.maker', 'recordDemand', fields);
    }),
  ];
}

function account(dice: Dice, milestone: Milestone): Attempt {
  const label = dice.pick(['textiles.maker', 'textiles.maker', 'finance.maker']);
  const document: PrivateDocument = {
    kind: 'pay-to-change',
    salt: fresh(dice, 'salt'),
    account: 'A-2',
    name: 'Payee',
    bank: 'HARBINBB',
  };
  const attempt = on(milestone, label, 'changePayTo', { document: hashOf(document) });
  return { ...attempt, filing: { kind: 'pay-to-change', document } };
}

function rates(
  dice: Dice,
  milestone: Milestone,
  { id: orderId, rate, to, payee }: Order,
  { deal, at }: Sight,
): readonly Option[] {
  const { currency: from } = deal;
  const digits = { fromDecimals: 2, toDecimals: 2 };
  const offered = { rate: '90.25', from, to: 'INR', ...digits };
  const document: PrivateDocument = { kind: 'rate', salt: fresh(dice, 'salt'), ...offered };
  const validUntil = at + dice.between(0, 10) * DAY_MILLIS;
  const offer = (): Attempt => ({
    ...on(milestone, 'trade-bank.maker', 'fixRate', {
      orderId,
      document: hashOf(document),
      validUntil,
    }),
    filing: { kind: 'rate', document },
  });
  if (rate === undefined) return [offer];
  const assignee = payee === undefined ? 'textiles.checker' : 'finance.checker';
  const label = to === 'buyer' ? 'retail.checker' : assignee;
  const fields = { orderId, document: rate.document };
  return [offer, () => on(milestone, label, 'agreeRate', fields)];
}
