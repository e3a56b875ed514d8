import { afterBusinessDays } from '../calendar.js';
import { requireInTime, type Moment } from '../deadline.js';
import { required, requireThat } from '../errors.js';
import type { Instant } from '../instant.js';
import { SHARE_BASIS_POINT } from '../shares.js';
import type { Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import type { Presentation } from './state.js';

/**
 * The presentation under review that a command names.
 * @throws DomainError in this order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND,
 *   PRESENTATION_NOT_UNDER_REVIEW
 */
export function underReview(milestone: Milestone, number: number): Presentation {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  const found = milestone.review.presentations.find((each) => each.number === number);
  const presentation = required(found, 'PRESENTATION_NOT_FOUND', { number });
  requireThat(presentation.outcome === undefined, 'PRESENTATION_NOT_UNDER_REVIEW', { number });
  return presentation;
}

/**
 * Refuses what a reviewer does after the review.
 * @throws DomainError REVIEW_DEADLINE_PASSED
 */
export function checkDeadline({ deadline }: Presentation, moment: Moment): void {
  requireInTime(deadline, moment, { code: 'REVIEW_DEADLINE_PASSED', param: 'deadline' });
}

/**
 * Refuses a share that is neither whole, nor of basis points, nor said to be exact.
 * @throws DomainError SHARE_NOT_BASIS_POINT
 */
export function checkBoundary(share: number, exact: true | undefined, whole: number): void {
  const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === whole;
  requireThat(exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
}

/** A refusal later than the cure period before the due date moves it, once. */
export function curedDueDate({ review, slice }: Milestone, at: Instant): Instant | undefined {
  if (review.cured) return undefined;
  const { cureDays } = slice.definition.review;
  const cured = afterBusinessDays(workingTime(slice), at, cureDays);
  return cured > review.dueDate ? cured : undefined;
}
