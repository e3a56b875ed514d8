import type { Event } from './catalogue.js';
import { unclaimedParts } from './free-parts.js';
import { giveBack } from './payment/give-back.js';
import { takeHighest } from './position.js';
import type { Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** The highest of the held parts that are not claimed under review. */
export function reducedParts(milestone: Milestone, share: number): readonly Range[] {
  return takeHighest(unclaimedParts(milestone), share);
}

/** Gives the highest of the held parts that are not claimed under review back to the buyer. */
export function reductionEvents(
  milestone: Milestone,
  of: { readonly share: number; readonly reason: string },
  facts: Facts,
): readonly Event[] {
  const ranges = reducedParts(milestone, of.share);
  const number = (milestone.review.reductions ?? []).length + 1;
  return [reducedBy(milestone, { number, ...of }), ...giveBack(milestone, ranges, facts)];
}

/** The record of parts that are given up. */
export function reducedBy(
  { agreementId, id: milestoneId }: Milestone,
  reduction: { readonly number: number; readonly share: number; readonly reason: string },
): Event {
  return { type: 'MilestoneReduced', agreementId, milestoneId, reduction };
}
