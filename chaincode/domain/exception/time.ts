import { isOver } from '../deadline.js';
import type { TimeRule } from '../time-rule.js';
import { openExceptions, ownerDeadline } from './exception.js';

/** An exception that its owner did not end in time passes to the arbiter, where one is named. */
const overdueExceptions: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  const { arbiter } = slice.parties;
  if (arbiter === undefined) return [];
  return openExceptions(milestone)
    .filter(({ owner }) => owner !== arbiter)
    .filter(({ deadline }) => isOver(deadline, facts, slice.parameters))
    .map(({ number }) => {
      const deadline = ownerDeadline(milestone, facts.at);
      const on = { agreementId, milestoneId, number } as const;
      return { type: 'ExceptionReferred' as const, ...on, owner: arbiter, deadline };
    });
};

/** What time alone makes true of exceptions. */
export const exceptionTimeRules: readonly TimeRule[] = [overdueExceptions];
