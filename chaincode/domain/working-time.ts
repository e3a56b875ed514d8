import { afterBusinessDays, afterCalendarDays, type WorkingTime } from './calendar.js';
import { leavesOf } from './condition.js';
import { latest, plus, type Instant } from './instant.js';
import type { Calendar } from './calendar.js';
import type { MilestoneTerms, Parameters } from './terms.js';

/** The agreement's calendar with the length of its day. */
export function workingTime(of: {
  readonly calendar: Calendar;
  readonly parameters: Parameters;
}): WorkingTime {
  return { calendar: of.calendar, dayMillis: of.parameters.dayMillis };
}

/**
 * Whether something that becomes possible at `deadline` is possible: the transaction's time carries
 * a tolerance.
 */
export function hasPassed(deadline: Instant, at: Instant, parameters: Parameters): boolean {
  return at >= plus(deadline, parameters.toleranceMillis);
}

function retentionDays(milestone: MilestoneTerms): number {
  const days = milestone.tranches
    .flatMap(({ condition }) => (condition === undefined ? [] : leavesOf(condition)))
    .map((leaf) => (leaf.type === 'after' ? leaf.days : 0));
  return Math.max(0, ...days);
}

/**
 * The last instant at which a milestone can still be performed, reviewed, cured and its retention
 * end.
 */
export function endOfPerformance(time: WorkingTime, milestone: MilestoneTerms): Instant {
  const { review, graceDays, dueDate } = milestone;
  const graced = afterCalendarDays(time, dueDate, graceDays);
  const reviewed = afterBusinessDays(time, graced, review.businessDays);
  const cured = afterBusinessDays(time, reviewed, review.cureDays);
  return afterBusinessDays(time, cured, retentionDays(milestone));
}

/** The latest end of performance of several milestones, never before `floor`. */
export function endOfAll(
  time: WorkingTime,
  milestones: readonly MilestoneTerms[],
  floor: Instant,
): Instant {
  return latest(floor, ...milestones.map((milestone) => endOfPerformance(time, milestone)));
}
