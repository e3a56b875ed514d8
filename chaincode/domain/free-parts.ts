import { evaluate, type Condition } from './condition.js';
import { trancheRanges } from './consequences.js';
import type { Moment } from './deadline.js';
import { judgeOf } from './judge.js';
import { partsIn } from './position.js';
import { openPresentation } from './presentations.js';
import { heldBack } from './revocation.js';
import { rangesWithout, SHARE_WHOLE, type Range } from './shares.js';
import type { Milestone } from './state.js';

/**
 * Parts of a milestone that are claimed in a presentation under review: everything up to what its
 * acceptance would accept.
 */
export function claimedParts(milestone: Milestone): Range {
  const open = openPresentation(milestone);
  const accepted = milestone.review.acceptedShare;
  const until = open === undefined ? 0 : accepted + open.claimedShare;
  return { from: 0, until };
}

/**
 * Held parts that the end of an agreement may move, lowest first: neither claimed under review, nor
 * waiting for time alone in an accepted milestone, nor held back by a revocation.
 */
export function freeParts(milestone: Milestone, moment: Moment): readonly Range[] {
  const claimed = claimedParts(milestone);
  const free = trancheRanges(milestone)
    .filter(({ tranche }) => !waitsForTime(milestone, tranche.condition, moment))
    .flatMap(({ within }) => {
      const from = Math.max(within.from, claimed.until);
      return partsIn(milestone.position, 'held', { from, until: within.until });
    });
  return rangesWithout(free, heldBack(milestone));
}

/** Whether a tranche of an accepted milestone waits for nothing but dates and periods. */
export function waitsForTime(
  milestone: Milestone,
  condition: Condition | undefined,
  { at }: Moment,
): boolean {
  if (milestone.delivery.status !== 'accepted' || condition === undefined) return false;
  const { missing } = evaluate(condition, judgeOf(milestone, at));
  return missing.length > 0 && missing.every(({ type }) => type === 'date' || type === 'after');
}

/** Held parts that are not claimed in a presentation under review, lowest first. */
export function unclaimedParts(milestone: Milestone): readonly Range[] {
  const { until: from } = claimedParts(milestone);
  return partsIn(milestone.position, 'held', { from, until: SHARE_WHOLE });
}
