import { beforeBusinessDays } from './calendar.js';
import { extended, type Moment } from './deadline.js';
import { EPOCH, plus } from './instant.js';
import type { NextAction } from './next-action.js';
import { milestoneActions } from './next-actions.js';
import type { Milestone } from './state.js';
import type { TimeRule } from './time-rule.js';
import type { Warning } from './warning.js';
import { workingTime } from './working-time.js';

/** Business days before a deadline at which its owner is warned, the most urgent first. */
const WARNING_DAYS: readonly number[] = [1, 5];

/**
 * Announces every deadline that came near since the last announcement, each by its most urgent
 * warning: nobody loses a right by silence without a word before. A security announces its own.
 */
export const deadlineWarnings: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId } = milestone;
  const warnings = milestoneActions(milestone, facts)
    .filter(({ command }) => command !== 'extendSecurity')
    .flatMap((action) => warningOf(milestone, action, facts));
  if (warnings.length === 0) return [];
  return [{ type: 'DeadlinesNear', agreementId, milestoneId, warnings }];
};

function warningOf(
  { slice, warned }: Milestone,
  { participant, command, deadline, since = EPOCH }: NextAction,
  moment: Moment,
): readonly Warning[] {
  if (deadline === undefined) return [];
  const until = extended(deadline, moment.outages);
  if (moment.at > until) return [];
  const due = WARNING_DAYS.map((businessDays) => {
    const from = beforeBusinessDays(workingTime(slice), until, businessDays);
    return { businessDays, from, possible: plus(from, slice.parameters.toleranceMillis) };
  }).find(({ possible }) => possible <= moment.at);
  if (due === undefined || due.possible <= (warned?.at ?? EPOCH) || due.from <= since) return [];
  return [{ participant, command, deadline, businessDays: due.businessDays }];
}
