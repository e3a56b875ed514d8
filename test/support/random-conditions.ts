import {
  milestoneIdSchema,
  participantIdSchema,
  type Condition,
  type Instant,
  type ParticipantId,
  type TrancheTerms,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../scripts/case/textile-deal.js';
import type { Dice } from './dice.js';

/** What the conditions of a random milestone can name. */
export interface Surroundings {
  readonly id: string;
  /** Who reviews it. */
  readonly by: ParticipantId | 'none';
  /** Ids of the milestones before it. */
  readonly earlier: readonly string[];
  readonly now: Instant;
}

/** A tranche without its id. */
export type TrancheSketch = Omit<TrancheTerms, 'id'>;

const MAX_TRANCHES = 4;
const DAY = 86_400_000;
const LINE = participantIdSchema.parse('InspectorMSP:line');
const QUALITY = participantIdSchema.parse('InspectorMSP:quality');

const inspected: Condition = { type: 'inspection', outcome: 'pass' };
const departed: Condition = { type: 'event', code: 'DEPA', source: LINE };
const guaranteed: Condition = {
  type: 'instrument',
  instrument: 'performance-guarantee',
  inForce: true,
};

/** One to four tranches: perhaps an advance, perhaps retained parts at the end. */
export function randomTranches(dice: Dice, around: Surroundings): readonly TrancheSketch[] {
  const shares = dice.cut(10_000, dice.between(1, MAX_TRANCHES));
  const last = shares.length - 1;
  return shares.map((shareBps, index): TrancheSketch => {
    if (index === 0 && last > 0 && dice.chance(25)) return { shareBps, advance: true };
    const isRetained = index === last && last > 0 && dice.chance(60);
    const condition = isRetained ? retained(dice, around) : performed(dice, around);
    return { shareBps, advance: false, condition };
  });
}

function performed(dice: Dice, around: Surroundings): Condition {
  const core = around.by === 'none' ? measured(dice) : reviewed(dice, around.by);
  const extra: Condition[] = [core];
  if (dice.chance(15)) extra.push({ type: 'date', notBefore: laterThan(dice, around.now) });
  if (around.earlier.length > 0 && dice.chance(25)) {
    const id = milestoneIdSchema.parse(dice.pick(around.earlier));
    extra.push({ type: 'milestone', id, reached: dice.pick(['accepted', 'settled']) });
  }
  return extra.length === 1 ? core : { type: 'all', of: extra };
}

function laterThan(dice: Dice, now: Instant): Instant {
  return (now + dice.between(1, 30) * DAY) as Instant;
}

function reviewed(dice: Dice, by: ParticipantId): Condition {
  const accepted: Condition = { type: 'acceptance', by };
  const { exporter } = textileParties;
  const paper: Condition = { type: 'evidence', docType: 'paper', min: 1, from: exporter };
  return dice.pick<Condition>([
    accepted,
    accepted,
    { type: 'all', of: [paper, accepted] },
    { type: 'all', of: [accepted, inspected] },
    { type: 'any', of: [accepted, inspected] },
    { type: 'atLeast', n: 2, of: [accepted, inspected, departed] },
  ]);
}

function measured(dice: Dice): Condition {
  return dice.pick<Condition>([
    inspected,
    departed,
    { type: 'inspection', outcome: 'conditional' },
    { type: 'evidence', docType: 'paper', min: 2, from: QUALITY },
    { type: 'all', of: [inspected, departed] },
    { type: 'any', of: [departed, guaranteed] },
    { type: 'atLeast', n: 2, of: [inspected, departed, guaranteed] },
  ]);
}

/** Kept back for some days after what the rest was released for. */
function retained(dice: Dice, { id, by }: Surroundings): Condition {
  const kind = dice.pick(['calendar', 'business'] as const);
  const days = dice.between(0, 20);
  const afterInspection: Condition = { type: 'after', of: { kind: 'inspection' }, days, kind };
  if (by === 'none') return { type: 'all', of: [inspected, afterInspection] };
  const afterEvent: Condition = { type: 'after', of: { kind: 'event', code: 'DEPA' }, days, kind };
  const own = { kind: 'milestone', id: milestoneIdSchema.parse(id) } as const;
  const afterAcceptance: Condition = { type: 'after', of: own, days, kind };
  const accepted: Condition = { type: 'acceptance', by };
  return dice.pick<Condition>([
    afterAcceptance,
    { type: 'all', of: [accepted, afterAcceptance] },
    { type: 'all', of: [accepted, afterInspection] },
    { type: 'all', of: [accepted, afterEvent] },
  ]);
}
