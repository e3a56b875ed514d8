import { afterBusinessDays } from '../calendar.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, requireThat } from '../errors.js';
import { isSuspended } from '../presentations.js';
import { resumption } from '../replacement.js';
import { workingTime } from '../working-time.js';
import { checkDeadline, underReview } from './checks.js';

/** Business days after which a presentation that is still suspended counts as refused. */
const SUSPENSION_DAYS = 10;

/** The stop of a review's clock, and its going on. */
export const suspensionDeciders: DecidersOf<'suspendReview' | 'resumeReview'> = {
  suspendReview: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    const { number } = presentation;
    const isFirst = presentation.suspension === undefined;
    requireThat(isFirst, 'REVIEW_ALREADY_SUSPENDED', { number });
    checkDeadline(presentation, facts);
    requireThat(command.hash === presentation.hash, 'PRESENTATION_HASH_MISMATCH');
    const { agreementId, milestoneId, evidence: missing, reason } = command;
    checkNamed(presentation.evidence, missing);
    const deadline = afterBusinessDays(workingTime(milestone.slice), facts.at, SUSPENSION_DAYS);
    const suspension = { reason, missing, deadline };
    return [{ type: 'ReviewSuspended', agreementId, milestoneId, number, suspension }];
  },

  resumeReview: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    const { number } = presentation;
    if (!isSuspended(presentation)) throw new DomainError('REVIEW_NOT_SUSPENDED', { number });
    return [resumption(milestone, presentation, facts)];
  },
};

function checkNamed(presented: readonly number[], named: readonly number[]): void {
  for (const number of named) {
    requireThat(presented.includes(number), 'EVIDENCE_NOT_PRESENTED', { number });
  }
  const twice = named.find((number, index) => named.indexOf(number) !== index);
  if (twice !== undefined) throw new DomainError('ID_LISTED_TWICE', { id: twice });
}
