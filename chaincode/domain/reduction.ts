import type { Event } from './catalogue.js';
import { claimedParts } from './free-parts.js';
import { giveBack } from './payment/give-back.js';
import { partsIn, takeHighest } from './position.js';
import { SHARE_WHOLE, totalSize, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** Held parts that the exporter can give up: none that is claimed under review. */
export function reducibleParts(milestone: Milestone): readonly Range[] {
  const { until: from } = claimedParts(milestone);
  return partsIn(milestone.position, 'held', { from, until: SHARE_WHOLE });
}

/** The highest of the parts that can be given up. */
export function reducedParts(milestone: Milestone, share: number): readonly Range[] {
  return takeHighest(reducibleParts(milestone), share);
}

/** Gives the highest of the parts that can be given up back to the buyer. */
export function reductionEvents(
  milestone: Milestone,
  of: { readonly share: number; readonly reason: string },
  facts: Facts,
): readonly Event[] {
  const { agreementId, id: milestoneId, review } = milestone;
  const ranges = reducedParts(milestone, of.share);
  const number = (review.reductions ?? []).length + 1;
  const unacceptedShare = totalSize(ranges.map((range) => above(range, review.acceptedShare)));
  return [
    {
      type: 'MilestoneReduced',
      agreementId,
      milestoneId,
      reduction: { number, ...of, unacceptedShare },
    },
    ...giveBack(milestone, ranges, facts),
  ];
}

/** The part of a range from a boundary on; empty at its end when there is none. */
function above({ from, until }: Range, boundary: number): Range {
  return { from: Math.min(until, Math.max(from, boundary)), until };
}
