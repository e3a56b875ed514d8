import { afterBusinessDays, afterCalendarDays } from '../calendar.js';
import { requireInTime, type Moment } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { dueDateOf } from '../due-date.js';
import { DomainError, required, requireThat } from '../errors.js';
import type { Instant } from '../instant.js';
import { measure } from '../position.js';
import { SHARE_BASIS_POINT, SHARE_WHOLE } from '../shares.js';
import type { Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import type { ReviewCommand } from './commands.js';
import type { Presentation } from './state.js';

type AcceptCommand = Extract<ReviewCommand, { type: 'acceptPresentation' }>;

/** What each command on a presentation makes true. */
export const reviewDeciders: DecidersOf<ReviewCommand['type']> = {
  presentMilestone: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkPresentable(milestone);
    checkInTime(milestone, facts);
    const { agreementId, milestoneId, evidence } = command;
    checkEvidence(milestone, evidence);
    const available = availableShare(milestone);
    const claimedShare = command.claimedShare ?? available;
    requireThat(claimedShare > 0 && claimedShare <= available, 'SHARE_NOT_HELD', { available });
    checkBoundary(claimedShare, command.exact, available);
    const number = milestone.review.presentations.length + 1;
    const { businessDays } = milestone.slice.definition.review;
    const deadline = afterBusinessDays(workingTime(milestone.slice), facts.at, businessDays);
    const hash = facts.hashOf({ agreementId, milestoneId, number, evidence, claimedShare });
    const presentation = { number, hash, evidence, claimedShare, deadline };
    return [{ type: 'PresentationMade', agreementId, milestoneId, presentation }];
  },

  acceptPresentation: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    const acceptedShare = command.acceptedShare ?? presentation.claimedShare;
    const isPartial = acceptedShare < presentation.claimedShare;
    if (isPartial) checkDeadline(presentation, facts);
    requireThat(command.hash === presentation.hash, 'PRESENTATION_HASH_MISMATCH');
    checkAccepted(command, presentation, acceptedShare);
    const { agreementId, milestoneId, discrepancies } = command;
    return [
      {
        type: 'PresentationAccepted',
        agreementId,
        milestoneId,
        number: presentation.number,
        outcome: {
          result: 'accepted',
          deemed: false,
          acceptedShare,
          discrepancies,
          discrepanciesHash: facts.hashOf(discrepancies),
        },
      },
    ];
  },

  refusePresentation: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    checkDeadline(presentation, facts);
    requireThat(command.hash === presentation.hash, 'PRESENTATION_HASH_MISMATCH');
    const { agreementId, milestoneId, discrepancies, documents } = command;
    const dueDate = curedDueDate(milestone, facts.at);
    return [
      {
        type: 'PresentationRefused',
        agreementId,
        milestoneId,
        number: presentation.number,
        outcome: {
          result: 'refused',
          deemed: false,
          acceptedShare: 0,
          discrepancies,
          discrepanciesHash: facts.hashOf(discrepancies),
          documents,
        },
        ...(dueDate === undefined ? {} : { dueDate }),
      },
    ];
  },
};

function checkPresentable(milestone: Milestone): void {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  requireThat(milestone.terminated === undefined, 'AGREEMENT_TERMINATED');
  const { review } = milestone.slice.definition;
  requireThat(review.by !== 'none', 'REVIEWER_NONE');
  const { status } = milestone.delivery;
  const open = milestone.review.presentations.find(({ outcome }) => outcome === undefined);
  if (open) throw new DomainError('PRESENTATION_UNDER_REVIEW', { number: open.number });
  requireThat(status === 'open' || status === 'refused', 'MILESTONE_NOT_OPEN', { status });
  const used = milestone.review.presentations.length;
  const max = review.maxPresentations;
  requireThat(used < max, 'PRESENTATIONS_EXHAUSTED', { max });
}

function checkInTime(milestone: Milestone, moment: Moment): void {
  const { graceDays } = milestone.slice.definition;
  const time = workingTime(milestone.slice);
  const until = afterCalendarDays(time, dueDateOf(milestone, moment), graceDays);
  requireInTime(until, moment, { code: 'PRESENTATION_TOO_LATE', param: 'until' });
}

function checkEvidence(milestone: Milestone, numbers: readonly number[]): void {
  const { exporter } = milestone.slice.parties;
  const named = numbers.map((number) => {
    const item = milestone.delivery.evidence.find((each) => each.number === number);
    const found = required(item, 'EVIDENCE_NOT_FOUND', { number });
    requireThat(found.by.participant === exporter, 'EVIDENCE_NOT_OWN', { number });
    requireThat(found.revoked === undefined, 'EVIDENCE_REVOKED', { number });
    return found;
  });
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) throw new DomainError('ID_LISTED_TWICE', { id: twice });
  const { evidence } = milestone.slice.definition;
  if (evidence === 'none') return;
  for (const { docType, min } of evidence) {
    const count = named.filter((item) => item.docType === docType).length;
    requireThat(count >= min, 'EVIDENCE_INCOMPLETE', { docType, min });
  }
}

/** Parts that can be claimed: secured, undisputed and not accepted before. */
export function availableShare(milestone: Milestone): number {
  const { unsecured, disputed, lapsed } = measure(milestone.position);
  const closed = unsecured + disputed + lapsed + milestone.review.acceptedShare;
  return Math.max(0, SHARE_WHOLE - closed);
}

function checkBoundary(share: number, exact: true | undefined, whole: number): void {
  const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === whole;
  requireThat(exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
}

function underReview(milestone: Milestone, number: number): Presentation {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  const found = milestone.review.presentations.find((each) => each.number === number);
  const presentation = required(found, 'PRESENTATION_NOT_FOUND', { number });
  requireThat(presentation.outcome === undefined, 'PRESENTATION_NOT_UNDER_REVIEW', { number });
  return presentation;
}

function checkDeadline({ deadline }: Presentation, moment: Moment): void {
  requireInTime(deadline, moment, { code: 'REVIEW_DEADLINE_PASSED', param: 'deadline' });
}

function checkAccepted(
  command: AcceptCommand,
  { claimedShare }: Presentation,
  acceptedShare: number,
): void {
  requireThat(acceptedShare <= claimedShare, 'SHARE_NOT_HELD', { available: claimedShare });
  checkBoundary(acceptedShare, command.exact, claimedShare);
  const explained = acceptedShare === claimedShare || command.discrepancies.length > 0;
  requireThat(explained, 'DISCREPANCIES_MISSING');
}

/** A refusal later than the cure period before the due date moves it, once. */
function curedDueDate(milestone: Milestone, at: Instant): Instant | undefined {
  const { review, slice } = milestone;
  if (review.cured) return undefined;
  const { cureDays } = slice.definition.review;
  const cured = afterBusinessDays(workingTime(slice), at, cureDays);
  return cured > review.dueDate ? cured : undefined;
}
