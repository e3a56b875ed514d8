import { acceptedParts } from './acceptance.js';
import { afterBusinessDays } from './calendar.js';
import type { Event } from './catalogue.js';
import type { Dispute, EndedBy, Split } from './dispute/state.js';
import { isPerforming, standsStillByDispute, standstillEnded } from './due-date.js';
import type { Sha256 } from './ids.js';
import { split } from './payment/give-back.js';
import { takeHighest, takeLowest } from './position.js';
import { rangesWithout, totalSize, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';
import { workingTime } from './working-time.js';

/** How a dispute ends, and how what was disputed is divided. */
export interface Ending extends Split {
  readonly how: EndedBy;
  /** Hash of the offer, ruling or award. */
  readonly hash?: Sha256;
}

/**
 * The end of a dispute: the lowest of its parts fall due to the payee, the highest go back to the
 * buyer, and what is between is held again, with the time that its clock stood still.
 */
export function endOfDispute(
  milestone: Milestone,
  dispute: Dispute,
  ending: Ending,
  facts: Pick<Facts, 'at' | 'outages' | 'hashOf'>,
): readonly Event[] {
  const { agreementId, id: milestoneId } = milestone;
  const { number, ranges } = dispute;
  const toPayee = takeLowest(ranges, ending.toPayee);
  const toBuyer = takeHighest(ranges, ending.toBuyer);
  const back = rangesWithout(ranges, [...toPayee, ...toBuyer]);
  const accepted = acceptedParts(milestone.review);
  const unaccepted = (parts: readonly Range[]): number => totalSize(rangesWithout(parts, accepted));
  return [
    ...(unaccepted(back) > 0 ? returned(milestone, facts) : []),
    {
      type: 'DisputeEnded',
      agreementId,
      milestoneId,
      number,
      ...ending,
      ranges,
      awardedShare: unaccepted(toPayee),
    },
    ...split(milestone, { toPayee, toBuyer }, facts),
  ];
}

/**
 * What is held again can still be performed: the due date moves by the time that it stood still or,
 * where it ran on for the rest of the milestone, leaves at least the days to cure.
 */
function returned(milestone: Milestone, moment: Pick<Facts, 'at' | 'outages'>): readonly Event[] {
  if (!isPerforming(milestone)) return [];
  if (standsStillByDispute(milestone)) return standstillEnded(milestone, moment);
  const { agreementId, id: milestoneId, review, slice } = milestone;
  const { cureDays } = slice.definition.review;
  const dueDate = afterBusinessDays(workingTime(slice), moment.at, cureDays);
  if (dueDate <= review.dueDate) return [];
  return [{ type: 'DueDateMoved', agreementId, milestoneId, dueDate, by: 'dispute' }];
}
