import {
  amountsForShares,
  milestoneIdSchema,
  participantIdSchema,
  publicTermsSchema,
  sha256Schema,
  trancheIdSchema,
  type Instant,
  type MilestoneTerms,
  type PrivateDocument,
  type Sha256,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import { textileDeal, textileParties, type Deal } from '../../scripts/case/textile-deal.js';
import type { Dice } from './dice.js';
import { randomTranches, type Surroundings } from './random-conditions.js';

/** A deal that nobody thought of, and the money in it. */
export interface RandomDeal extends Deal {
  readonly currency: string;
  readonly totalMinor: bigint;
  /** Exact amount of each milestone in minor units. */
  readonly amounts: ReadonlyMap<string, bigint>;
}

/** A transport document that every random deal names, so that events can. */
export const TRANSPORT_DOCUMENT: Sha256 = sha256('transport document of the random deals');

/** The evidence that random deals ask for. */
export const DOC_TYPE = 'paper';

/** What random milestones may need of the buyer. */
export const NEEDS = ['drawings', 'access'] as const;

const MAX_MILESTONES = 5;
const MAX_TOTAL_DIGITS = 12;
/** Money that the shares of the textile case can be taken of. */
const ENOUGH_MINOR = 10_000n;
const DAY = 86_400_000;
const LONG_STOP_DAYS = 3_000;

const currencies = [
  { currency: 'JPY', decimals: 0 },
  { currency: 'EUR', decimals: 2 },
  { currency: 'KWD', decimals: 3 },
] as const;

type Silence = MilestoneTerms['review']['silence'];

const SILENCES: readonly Silence[] = ['accepted', 'accepted', 'accepted', 'arbiter'];

const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');

const financier = participantIdSchema.parse('BankMSP:finance');

const weekends: readonly (readonly number[])[] = [[0, 6], [5, 6], [0], []];

interface Money {
  readonly currency: string;
  readonly decimals: number;
  readonly totalMinor: bigint;
  readonly shares: readonly number[];
  readonly amounts: readonly bigint[];
}

/**
 * A deal of the textile case's parties with one to five milestones whose shares seldom divide the
 * total, which is 1 to 10^12 minor units.
 */
export function randomDeal(dice: Dice, now: Instant): RandomDeal {
  const money = randomMoney(dice);
  const { currency, decimals, totalMinor } = money;
  let salts = 0;
  const salt = (): string => sha256(`salt ${String((salts += 1))} of a random deal`);
  const base = textileDeal({ now, currency, decimals, totalMinor: ENOUGH_MINOR, salt });
  const ids = money.shares.map((_, index) => `m${String(index + 1)}`);
  const documents = documentsOf(base, ids, money);
  const parties = {
    ...base.terms.parties,
    ...(dice.chance(50) ? { arbiter } : {}),
    ...(dice.chance(50) ? { financiers: [financier] } : {}),
  };
  const silences = !('arbiter' in parties) ? (['accepted'] as const) : SILENCES;
  const milestones = ids.map((id, index) => ({
    ...randomMilestone(dice, { id, earlier: ids.slice(0, index), now, silences }),
    id: milestoneIdSchema.parse(id),
    shareBps: money.shares[index],
    commitments: {
      commercial: hashOf(documents.commercial[id]),
      technical: hashOf(documents.technical[id]),
    },
  }));
  const terms = publicTermsSchema.parse({
    ...base.terms,
    parties,
    milestones,
    ...(dice.chance(30) ? { securityApproval: 'dual' } : {}),
    calendar: {
      weekendDays: dice.pick(weekends),
      holidays: dice.chance(50) ? ['2026-03-06', '2026-04-03'] : [],
      utcOffsetMinutes: dice.pick([-300, 0, 330, 825]),
    },
    longStop: now + LONG_STOP_DAYS * DAY,
    approvalBusinessDays: dice.between(1, 5),
    instructBusinessDays: dice.between(1, 5),
    commitments: {
      header: sha256Schema.parse(hashOf(documents.commercial['header'])),
      payTo: base.terms.commitments.payTo,
    },
  });
  const amounts = new Map(ids.map((id, index) => [id, money.amounts[index] ?? 0n]));
  return { terms, documents, currency, totalMinor, amounts };
}

function randomMoney(dice: Dice): Money {
  const { currency, decimals } = dice.pick(currencies);
  const scale = 10 ** dice.between(0, MAX_TOTAL_DIGITS);
  const totalMinor = BigInt(dice.chance(10) ? scale : dice.below(scale) + 1);
  for (let count = dice.between(1, MAX_MILESTONES); ; count -= 1) {
    const shares = dice.cut(10_000, count);
    const amounts = shifted(dice, amountsForShares(totalMinor, shares), totalMinor);
    if (amounts.every((amount) => amount > 0n)) {
      return { currency, decimals, totalMinor, shares, amounts };
    }
  }
}

/** Exact amounts may differ from nominal ones by a basis point of the total. */
function shifted(dice: Dice, amounts: readonly bigint[], totalMinor: bigint): readonly bigint[] {
  const slack = Number(totalMinor / 10_000n) - 1;
  const [first, second, ...others] = amounts;
  if (slack < 1 || first === undefined || second === undefined) return amounts;
  const step = BigInt(dice.below(slack));
  return [first + step, second - step, ...others];
}

type Sketch = Omit<MilestoneTerms, 'id' | 'shareBps' | 'commitments'>;

function randomMilestone(
  dice: Dice,
  place: Omit<Surroundings, 'by'> & { readonly silences: readonly Silence[] },
): Sketch {
  const { earlier, now, silences } = place;
  const { buyer, bank, inspectors } = textileParties;
  const by = dice.pick([buyer, buyer, bank, ...inspectors.map(({ id }) => id), 'none' as const]);
  const dependsOn = earlier.filter(() => dice.chance(25)).map((id) => milestoneIdSchema.parse(id));
  const tranches = randomTranches(dice, { ...place, by });
  return {
    kind: 'other',
    title: 'Stage of a random deal',
    tranches: tranches.map((tranche, index) => ({
      ...tranche,
      id: trancheIdSchema.parse(`t${String(index + 1)}`),
    })),
    evidence: dice.chance(70) ? [{ docType: DOC_TYPE, min: 1 }] : 'none',
    exclusions: 'none',
    dependsOn,
    review: {
      by,
      businessDays: dice.between(1, 7),
      silence: dice.pick(silences),
      maxPresentations: dice.between(2, 6),
      cureDays: dice.between(0, 7),
      ...(dice.chance(20) ? { presentWithin: randomPeriod(dice) } : {}),
    },
    dueDate: (now + dice.between(10, 90) * DAY) as Instant,
    graceDays: dice.between(0, 14),
    transportDocuments: [TRANSPORT_DOCUMENT],
    approval: dice.pick(['automatic', 'single', 'dual']),
    ...(dice.chance(50) ? neededOfBuyer(dice, now) : {}),
  };
}

function randomPeriod(dice: Dice): Exclude<Sketch['review']['presentWithin'], undefined> {
  const of = dice.pick([{ kind: 'inspection' }, { kind: 'event', code: 'DEPA' }] as const);
  return { of, days: dice.between(5, 60), kind: dice.pick(['calendar', 'business'] as const) };
}

function neededOfBuyer(dice: Dice, now: Instant): Pick<Sketch, 'needs' | 'blocked'> {
  const needs = NEEDS.map((id) => ({
    id,
    what: 'Needed of the buyer',
    by: (now + dice.between(1, 20) * DAY) as Instant,
  }));
  return { needs, blocked: { maxDays: dice.between(1, 15), payeeBps: dice.below(10_001) } };
}

function documentsOf(base: Deal, ids: readonly string[], money: Money): Deal['documents'] {
  const { header, order } = base.documents.commercial;
  const { order: specification } = base.documents.technical;
  if (header === undefined || order === undefined || specification === undefined) {
    throw new Error('the textile case has documents of its header and of its first milestone');
  }
  const total = { totalMinor: String(money.totalMinor) };
  const commercial: Record<string, PrivateDocument> = {
    header: { ...header, ...total },
  };
  const technical: Record<string, PrivateDocument> = {};
  for (const [index, id] of ids.entries()) {
    const milestoneId = milestoneIdSchema.parse(id);
    const amountMinor = String(money.amounts[index]);
    commercial[id] = { ...order, milestoneId, amountMinor } as PrivateDocument;
    technical[id] = { ...specification, milestoneId } as PrivateDocument;
  }
  return { commercial, technical, 'pay-to': base.documents['pay-to'] };
}
