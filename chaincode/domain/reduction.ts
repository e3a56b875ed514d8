import { acceptedParts } from './accepted-parts.js';
import type { Event } from './catalogue.js';
import { unclaimedParts } from './free-parts.js';
import { giveBack } from './payment/give-back.js';
import { takeHighest } from './position.js';
import { rangesWithout, totalSize, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** Held parts that the exporter can give up: none that is claimed under review. */
export function reducibleParts(milestone: Milestone): readonly Range[] {
  return unclaimedParts(milestone);
}

/** Gives the highest of the parts that can be given up back to the buyer. */
export function reductionEvents(
  milestone: Milestone,
  of: { readonly share: number; readonly reason: string },
  facts: Facts,
): readonly Event[] {
  const { agreementId, id: milestoneId, review } = milestone;
  const ranges = takeHighest(reducibleParts(milestone), of.share);
  const number = (review.reductions ?? []).length + 1;
  const unacceptedShare = totalSize(rangesWithout(ranges, acceptedParts(milestone)));
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
