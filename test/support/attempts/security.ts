import type { Milestone, PrivateDocument } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import { fresh, type Attempt, type Sight } from './attempt.js';

const YEARS = 20;
const YEAR_MILLIS = 365 * 86_400_000;

/** The bank secures a milestone, or all of them. */
export function secure(dice: Dice, { id }: Milestone, { deal, at }: Sight): Attempt {
  const { currency, totalMinor } = deal;
  const expiry = at + YEARS * YEAR_MILLIS;
  const document = {
    kind: 'security',
    salt: fresh(dice, 'salt'),
    form: dice.pick(['escrow-deposit', 'payment-undertaking']),
    number: 'E-1',
    currency,
    amountMinor: String(totalMinor),
    expiry,
  } as PrivateDocument & { readonly form: string };
  const scope = dice.chance(60) ? {} : { milestoneId: id };
  const reference = fresh(dice, 'statement');
  const fields = { ...scope, form: document.form, reference, document: hashOf(document), expiry };
  const filing = { kind: 'security', document } as const;
  return { label: 'trade-bank.maker', type: 'secureFunds', fields, filing };
}
