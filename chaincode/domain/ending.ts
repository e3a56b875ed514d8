import type { Termination } from './agreement/state.js';
import type { Event } from './catalogue.js';
import { isOver } from './deadline.js';
import { freeParts } from './free-parts.js';
import { giveBack, split } from './payment/give-back.js';
import { partsIn, takeHighest, takeLowest } from './position.js';
import { BPS_WHOLE, SHARE_WHOLE, totalSize, type Range } from './shares.js';
import type { Facts, Milestone, State } from './state.js';
import type { TimeRule } from './time-rule.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/**
 * What a termination does to every milestone: what is free is split, the lowest parts to the payee;
 * what nobody secured lapses. What is due or later, under review, or waiting for time alone stays.
 */
export function endOfMilestones(
  state: State,
  { splits }: Termination,
  facts: Facts,
): readonly Event[] {
  return [...state.milestones.values()].flatMap((milestone) => {
    const { agreementId, id: milestoneId } = milestone;
    const payeeBps = splits.find((each) => each.milestoneId === milestoneId)?.payeeBps ?? 0;
    return [
      { type: 'MilestoneTerminated' as const, agreementId, milestoneId },
      ...lapseOfUnsecured(milestone),
      ...splitFree(milestone, payeeBps, facts),
    ];
  });
}

/** Parts of a milestone that a termination moves: what is free, and what is not secured. */
export function endingParts(milestone: Milestone, facts: Facts): readonly Range[] {
  return [...freeParts(milestone, facts), ...partsIn(milestone.position, 'unsecured', WHOLE)];
}

/** Divides what is free of a milestone for good: the lowest parts to the payee. */
export function splitFree(milestone: Milestone, payeeBps: number, facts: Facts): readonly Event[] {
  const free = freeParts(milestone, facts);
  const size = portion(totalSize(free), payeeBps);
  const toPayee = takeLowest(free, size);
  const toBuyer = takeHighest(free, totalSize(free) - size);
  return split(milestone, { toPayee, toBuyer }, facts);
}

/** At the long-stop date what is unsecured lapses, and what is free goes back to the buyer. */
export const longStop: TimeRule = (milestone, facts) => {
  const { longStop: at, parameters } = milestone.slice;
  if (!isOver(at, facts, parameters)) return [];
  const free = freeParts(milestone, facts);
  return [...lapseOfUnsecured(milestone), ...giveBack(milestone, free, facts)];
};

function lapseOfUnsecured(milestone: Milestone): readonly Event[] {
  const { agreementId, id: milestoneId } = milestone;
  const ranges = partsIn(milestone.position, 'unsecured', WHOLE);
  return ranges.length === 0 ? [] : [{ type: 'ShareLapsed', agreementId, milestoneId, ranges }];
}

/** Basis points of a number of parts, rounded down: their product exceeds the safe integers. */
function portion(size: number, bps: number): number {
  return Number((BigInt(size) * BigInt(bps)) / BigInt(BPS_WHOLE));
}
