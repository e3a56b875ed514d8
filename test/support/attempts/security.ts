import type { DocumentOf, Milestone, PrivateDocument, Security } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

const YEARS = 20;
const DAY_MILLIS = 86_400_000;
const YEAR_MILLIS = 365 * DAY_MILLIS;
const PARTS_OF_BASIS_POINT = 10 ** 8;

/** The bank secures a milestone, or all of them, or confirms what it entered so. */
export function secure(dice: Dice, milestone: Milestone, sight: Sight): Attempt {
  const { id: milestoneId, pendingSecurity: pending, acceptedExpiry, security } = milestone;
  if (pending !== undefined && dice.chance(80)) {
    const scope = pending.scope === 'agreement' ? {} : { milestoneId };
    const fields = { ...scope, document: pending.document };
    return { label: 'trade-bank.checker', type: 'confirmSecurity', fields };
  }
  if (acceptedExpiry === undefined && dice.chance(10)) return shortened(dice, milestone, sight);
  const filing = statement(dice, sight, formFor(dice, milestone));
  const isWhole = security === undefined && dice.chance(60);
  const fields = {
    ...(isWhole ? {} : { milestoneId }),
    form: filing.document.form,
    reference: fresh(dice, 'statement'),
    document: hashOf(filing.document),
    expiry: expiryFor(dice, milestone, sight),
    ...(milestone.termsVersion === 1 ? {} : { termsVersion: milestone.termsVersion }),
  };
  return { label: 'trade-bank.maker', type: 'secureFunds', fields, filing };
}

function formFor(dice: Dice, { security }: Milestone): Security['form'] {
  const any = dice.pick(['escrow-deposit', 'payment-undertaking'] as const);
  return security !== undefined && dice.chance(90) ? security.form : any;
}

function expiryFor(dice: Dice, { acceptedExpiry }: Milestone, { at }: Sight): number {
  const isShort = acceptedExpiry !== undefined && dice.chance(70);
  return isShort ? acceptedExpiry : at + YEARS * YEAR_MILLIS;
}

/** What bank and exporter do about a security, or for want of one. */
export function securities(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const scope = dice.chance(50) ? {} : { milestoneId: milestone.id };
  const party = dice.pick(['textiles', 'trade-bank']);
  return [
    () => shortened(dice, milestone, sight),
    () => on(milestone, `${party}.maker`, 'lapseUnsecured', {}),
    () => on(milestone, 'textiles.checker', 'releaseSecurity', released(dice)),
    () => changed(dice, { milestone, sight, scope }),
    () => attested(dice, sight),
  ];
}

/** The exporter takes a security that expires soon. */
function shortened(dice: Dice, { id: milestoneId }: Milestone, { at }: Sight): Attempt {
  const scope = dice.chance(50) ? {} : { milestoneId };
  const expiry = at + dice.between(5, 60) * DAY_MILLIS;
  return { label: 'textiles.checker', type: 'acceptShortSecurity', fields: { ...scope, expiry } };
}

function released(dice: Dice): Attempt['fields'] {
  if (dice.chance(20)) return {};
  if (dice.chance(20)) return { share: dice.between(1, 1_000), exact: true };
  return { share: dice.between(1, 5_000) * PARTS_OF_BASIS_POINT };
}

function changed(
  dice: Dice,
  of: { readonly milestone: Milestone; readonly sight: Sight; readonly scope: Attempt['fields'] },
): Attempt {
  const { milestone, sight, scope } = of;
  const filing = statement(dice, sight, milestone.security?.form ?? 'escrow-deposit');
  const all = { label: 'trade-bank.maker', filing } as const;
  const fields = { ...scope, document: hashOf(filing.document) };
  if (dice.chance(50)) {
    const reference = fresh(dice, 'larger statement');
    return { ...all, type: 'increaseSecurity', fields: { ...fields, reference } };
  }
  const expiry = (milestone.security?.expiry ?? sight.at) + dice.between(0, 60) * DAY_MILLIS;
  return { ...all, type: 'extendSecurity', fields: { ...fields, expiry } };
}

function attested(dice: Dice, { deal, at }: Sight): Attempt {
  const covered = String(deal.totalMinor);
  const document: PrivateDocument = {
    kind: 'balance',
    salt: fresh(dice, 'salt'),
    account: 'E-1',
    currency: deal.currency,
    bookedMinor: covered,
    coveredMinor: covered,
  };
  const asOf = new Date(at - DAY_MILLIS).toISOString().slice(0, 10);
  const fields = { document: hashOf(document), asOf };
  const filing = { kind: 'balance', document } as const;
  return { label: 'trade-bank.maker', type: 'attestBalance', fields, filing };
}

function statement(
  dice: Dice,
  { deal, at: expiry }: Sight,
  form: Security['form'],
): { readonly kind: 'security'; readonly document: DocumentOf<'security'> } {
  const { currency, totalMinor } = deal;
  const content = { form, number: 'E-1', currency, amountMinor: String(totalMinor), expiry };
  const document = { kind: 'security', salt: fresh(dice, 'salt'), ...content } as const;
  return { kind: 'security', document: document as DocumentOf<'security'> };
}
