import { afterCalendarDays } from './calendar.js';
import { latest, type Instant } from './instant.js';
import { endOfPeriod } from './judge.js';
import type { Milestone } from './state.js';
import { workingTime } from './working-time.js';

/** The end of the due date's grace, or the later date that the buyer named. */
export function latestDate({ review, slice }: Milestone): Instant {
  const { graceDays } = slice.definition;
  const graced = afterCalendarDays(workingTime(slice), review.dueDate, graceDays);
  return latest(graced, review.waivedUntil ?? graced);
}

/**
 * Until when something may be presented: each of these dates must not have passed. The period of
 * `presentWithin` counts from when it is known, and never lengthens the due date.
 */
export function presentationLimits(milestone: Milestone): readonly [Instant, ...Instant[]] {
  const { review, slice } = milestone;
  const { presentWithin } = slice.definition.review;
  const end = presentWithin === undefined ? undefined : endOfPeriod(milestone, presentWithin);
  const dueBy = latestDate(milestone);
  return end === undefined ? [dueBy] : [dueBy, latest(end, review.waivedUntil ?? end)];
}
