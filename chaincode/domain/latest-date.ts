import { afterCalendarDays } from './calendar.js';
import type { Moment } from './deadline.js';
import { dueDateOf } from './due-date.js';
import { latest, type Instant } from './instant.js';
import { endOfPeriod } from './judge.js';
import type { Milestone } from './state.js';
import { workingTime } from './working-time.js';

/** The end of the due date's grace as of now, or the later date that the buyer named. */
export function latestDate(milestone: Milestone, moment: Moment): Instant {
  const { review, slice } = milestone;
  const { graceDays } = slice.definition;
  const graced = afterCalendarDays(workingTime(slice), dueDateOf(milestone, moment), graceDays);
  return latest(graced, review.waivedUntil ?? graced);
}

/**
 * Until when something may be presented: each of these dates must not have passed. The period of
 * `presentWithin` counts from when it is known, and never lengthens the due date.
 */
export function presentationLimits(
  milestone: Milestone,
  moment: Moment,
): readonly [Instant, ...Instant[]] {
  const { review, slice } = milestone;
  const { presentWithin } = slice.definition.review;
  const end = presentWithin === undefined ? undefined : endOfPeriod(milestone, presentWithin);
  const dueBy = latestDate(milestone, moment);
  return end === undefined ? [dueBy] : [dueBy, latest(end, review.waivedUntil ?? end)];
}
