import { claimedParts } from './acceptance.js';
import { evaluate, isMetOnce, type Condition, type Leaf } from './condition.js';
import { trancheRanges } from './consequences.js';
import type { Moment } from './deadline.js';
import { judgeOf } from './judge.js';
import { partsIn } from './position.js';
import { heldBack } from './revocation.js';
import { rangesWithout, SHARE_WHOLE, type Range } from './shares.js';
import type { Milestone } from './state.js';

/**
 * Held parts that the end of an agreement may move, lowest first: neither claimed under review, nor
 * waiting for time alone in an accepted milestone, nor held back by a revocation.
 */
export function freeParts(milestone: Milestone, moment: Moment): readonly Range[] {
  const held = trancheRanges(milestone)
    .filter(({ tranche }) => !waitsForTime(milestone, tranche.condition, moment))
    .flatMap(({ within }) => partsIn(milestone.position, 'held', within));
  return rangesWithout(held, [...claimedParts(milestone), ...heldBack(milestone)]);
}

/** Whether dates and periods alone will release a tranche of an accepted milestone. */
export function waitsForTime(
  milestone: Milestone,
  condition: Condition | undefined,
  { at }: Moment,
): boolean {
  if (milestone.delivery.status !== 'accepted' || condition === undefined) return false;
  const judge = judgeOf(milestone, at);
  const isTime = ({ type }: Leaf): boolean => type === 'date' || type === 'after';
  return !evaluate(condition, judge).met && isMetOnce(condition, judge, isTime);
}

/** Held parts that are not claimed in a presentation under review, lowest first. */
export function unclaimedParts(milestone: Milestone): readonly Range[] {
  const held = partsIn(milestone.position, 'held', { from: 0, until: SHARE_WHOLE });
  return rangesWithout(held, claimedParts(milestone));
}
