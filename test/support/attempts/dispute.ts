import {
  measure,
  SHARE_BASIS_POINT,
  type Dispute,
  type Milestone,
} from '@tranche/chaincode/domain';
import type { Dice } from '../dice.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

const HOUR_MILLIS = 3_600_000;
const GROUNDS = ['refusal', 'expiry', 'block', 'silence', 'false-evidence'] as const;

/** A side and what it may rely on. */
type Aim = readonly [side: 'textiles' | 'retail', grounds: (typeof GROUNDS)[number]];

/** What sides, arbiter and bank do about what the sides do not agree on. */
export function disputing(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const aims = aimsOf(milestone);
  const aim: Aim =
    aims.length === 0 || dice.chance(5)
      ? [dice.pick(['textiles', 'retail']), dice.pick(GROUNDS)]
      : dice.pick(aims);
  const open = (): Attempt =>
    on(milestone, `${aim[0]}.maker`, 'openDispute', stake(dice, milestone, aim));
  const { disputes = [] } = milestone;
  const known = disputes.filter(({ ended }) => ended === undefined || dice.chance(5));
  return [
    ...(dice.chance(aims.length === 0 ? 3 : 50) ? [open, open] : []),
    ...known.flatMap((dispute) => [
      ...negotiation(dice, milestone, dispute, { ...sight, aim }),
      ...decision(dice, milestone, dispute),
    ]),
  ];
}

/** What the record gives somebody grounds for. */
function aimsOf({ delivery, review, slice }: Milestone): readonly Aim[] {
  const latest = review.presentations.at(-1);
  const taken = latest?.outcome?.acceptedShare ?? latest?.claimedShare;
  const isRefused = latest !== undefined && taken !== latest.claimedShare;
  const isBuyers = slice.definition.review.by === slice.parties.buyer;
  const { expiry, blocks = [], inspectionRequest } = delivery;
  const aims: readonly (readonly [boolean, Aim])[] = [
    [isRefused, ['textiles', 'refusal']],
    [isRefused && isBuyers, ['retail', 'refusal']],
    [expiry !== undefined, ['textiles', 'expiry']],
    [blocks.length > 0, ['textiles', 'block']],
    [inspectionRequest !== undefined, ['retail', 'silence']],
    [review.acceptedShare > 0, ['retail', 'false-evidence']],
  ];
  return aims.filter(([isOpen]) => isOpen).map(([, aim]) => aim);
}

function stake(dice: Dice, milestone: Milestone, [, grounds]: Aim): Attempt['fields'] {
  const numbers = milestone.delivery.evidence.map(({ number }) => number);
  const isNaming = grounds === 'false-evidence' && numbers.length > 0;
  const evidence = isNaming ? [dice.pick(numbers)] : [];
  const share = dice.chance(40) ? {} : shareOf(dice, milestone);
  return { grounds, reason: fresh(dice, 'reason'), evidence, ...share };
}

/** Up to a third of what is held. */
function shareOf(dice: Dice, { position }: Milestone): Attempt['fields'] {
  const size = Math.ceil(measure(position).held / 3);
  const points = Math.max(1, Math.floor(size / SHARE_BASIS_POINT));
  if (dice.chance(60)) return { share: dice.between(1, points) * SHARE_BASIS_POINT };
  return { share: dice.between(1, Math.max(1, size)), exact: true };
}

function splitOf(dice: Dice, { ranges }: Dispute): Attempt['fields'] {
  const size = ranges.reduce((sum, { from, until }) => sum + until - from, 0);
  const toPayee = dice.pick([0, size, dice.between(0, size)]);
  const left = size - toPayee;
  const toBuyer = dice.pick([0, left, dice.between(0, left)]);
  return dice.chance(90) ? { toPayee, toBuyer, exact: true } : { toPayee, toBuyer: toBuyer + 1 };
}

function negotiation(
  dice: Dice,
  milestone: Milestone,
  dispute: Dispute,
  { at, aim }: Sight & { readonly aim: Aim },
): readonly Option[] {
  const side = dice.pick(['textiles', 'retail']);
  const { number } = dispute;
  const until = at + dice.between(dice.chance(10) ? 0 : 1, 60) * HOUR_MILLIS;
  const offer = { number, until, ...splitOf(dice, dispute) };
  const offers = dispute.offers ?? [];
  const [adder, aimed] = aim;
  const grounds = aimed === 'false-evidence' ? 'refusal' : aimed;
  const add = { number, ...stake(dice, milestone, [adder, grounds]) };
  return [
    ...(dice.chance(30) ? [() => on(milestone, `${side}.checker`, 'offerSplit', offer)] : []),
    ...offers.map(({ number: taken, hash, side: by }) => (): Attempt => {
      const other = by === 'exporter' ? 'retail' : 'textiles';
      const label = `${dice.chance(90) ? other : side}.checker`;
      return on(milestone, label, 'acceptOffer', { number, offer: taken, hash });
    }),
    ...(dice.chance(60) ? [() => on(milestone, `${adder}.maker`, 'addToDispute', add)] : []),
    () => on(milestone, `${side}.maker`, 'escalateDispute', { number }),
    ...(dice.chance(15)
      ? [() => on(milestone, `${side}.checker`, 'withdrawDispute', { number })]
      : []),
  ];
}

function decision(dice: Dice, milestone: Milestone, dispute: Dispute): readonly Option[] {
  const { number, hash, ruling, award, status } = dispute;
  const split = splitOf(dice, dispute);
  const reasons = fresh(dice, 'reasons');
  const side = dice.pick(['textiles', 'retail']);
  const document = fresh(dice, 'award');
  const isCalled = status === 'decision' && dice.chance(60);
  const rule = { number, hash, reasons, ...split };
  const kind = dice.pick(['award', 'judgment', 'joint-instruction']);
  const awarded = { number, kind, document, ...split };
  return [
    ...(isCalled ? [() => on(milestone, 'arbitration.maker', 'ruleDispute', rule)] : []),
    ...(ruling === undefined
      ? []
      : [
          () =>
            on(milestone, 'arbitration.checker', 'confirmRuling', { number, hash: ruling.hash }),
        ]),
    ...(dice.chance(15) ? [() => on(milestone, 'trade-bank.maker', 'recordAward', awarded)] : []),
    ...(award === undefined
      ? []
      : [
          () => on(milestone, 'trade-bank.checker', 'confirmAward', { number, hash: award.hash }),
          ...(dice.chance(20)
            ? [() => on(milestone, `${side}.maker`, 'recordStay', { number, document })]
            : []),
        ]),
  ];
}
