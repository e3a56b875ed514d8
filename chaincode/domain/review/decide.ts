import { checkConsented, givingUp } from '../assignees.js';
import { claimableParts, partsClaimed } from '../acceptance.js';
import { afterBusinessDays } from '../calendar.js';
import { requireInTime, type Moment } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, required, requireThat } from '../errors.js';
import { presentationLimits } from '../latest-date.js';
import { limits } from '../limits.js';
import { hashOfPresentation, isSuspended, openPresentation } from '../presentations.js';
import { unclaimedParts } from '../free-parts.js';
import { reducedParts, reductionEvents } from '../reduction.js';
import { totalSize } from '../shares.js';
import type { Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import { checkBoundary, checkDeadline, curedDueDate, underReview } from './checks.js';
import type { ReviewCommand } from './commands.js';
import type { Presentation } from './state.js';
import { suspensionDeciders } from './suspension.js';
import { waiverDeciders } from './waiver.js';

type AcceptCommand = Extract<ReviewCommand, { type: 'acceptPresentation' }>;

/** What each command on the review of a milestone makes true. */
export const reviewDeciders: DecidersOf<ReviewCommand['type']> = {
  ...suspensionDeciders,
  ...waiverDeciders,

  presentMilestone: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkPresentable(milestone);
    checkInTime(milestone, facts);
    const { agreementId, milestoneId, evidence } = command;
    checkEvidence(milestone, evidence);
    const available = totalSize(claimableParts(milestone));
    const claimedShare = command.claimedShare ?? available;
    requireThat(claimedShare > 0 && claimedShare <= available, 'SHARE_NOT_HELD', { available });
    checkBoundary(claimedShare, command.exact, available);
    const number = milestone.review.presentations.length + 1;
    const { businessDays } = milestone.slice.definition.review;
    const deadline = afterBusinessDays(workingTime(milestone.slice), facts.at, businessDays);
    const content = { number, evidence, claimedShare };
    const hash = hashOfPresentation(milestone, content, facts);
    const presentation = { ...content, hash, deadline };
    return [{ type: 'PresentationMade', agreementId, milestoneId, presentation }];
  },

  acceptPresentation: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    const acceptedShare = command.acceptedShare ?? presentation.claimedShare;
    const isPartial = acceptedShare < presentation.claimedShare;
    if (isPartial) checkRefusable(presentation, facts);
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
          acceptedShare: totalSize(partsClaimed(milestone, acceptedShare)),
          discrepancies,
          discrepanciesHash: facts.hashOf(discrepancies),
        },
      },
    ];
  },

  refusePresentation: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const presentation = underReview(milestone, command.presentation);
    checkRefusable(presentation, facts);
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

  reduceMilestone: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    const max = limits.reductions;
    const { reductions = [] } = milestone.review;
    requireThat(reductions.length < max, 'REDUCTIONS_EXHAUSTED', { max });
    const available = totalSize(unclaimedParts(milestone));
    const { share, reason } = command;
    requireThat(share <= available, 'SHARE_NOT_HELD', { available });
    checkBoundary(share, command.exact, available);
    const ranges = reducedParts(milestone, share);
    const act = givingUp(milestone, { type: command.type, ranges }, facts);
    checkConsented(milestone, ranges, act);
    return reductionEvents(milestone, { share, reason }, facts);
  },
};

function checkPresentable(milestone: Milestone): void {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  requireThat(milestone.terminated === undefined, 'AGREEMENT_TERMINATED');
  const { review } = milestone.slice.definition;
  requireThat(review.by !== 'none', 'REVIEWER_NONE');
  const { status } = milestone.delivery;
  const open = openPresentation(milestone);
  if (open) throw new DomainError('PRESENTATION_UNDER_REVIEW', { number: open.number });
  requireThat(status === 'open' || status === 'refused', 'MILESTONE_NOT_OPEN', { status });
  const used = milestone.review.presentations.length;
  const max = review.maxPresentations;
  requireThat(used < max, 'PRESENTATIONS_EXHAUSTED', { max });
}

function checkInTime(milestone: Milestone, moment: Moment): void {
  for (const until of presentationLimits(milestone, moment)) {
    requireInTime(until, moment, { code: 'PRESENTATION_TOO_LATE', param: 'until' });
  }
}

function checkEvidence(milestone: Milestone, numbers: readonly number[]): void {
  const { exporter } = milestone.slice.parties;
  const named = numbers.map((number) => {
    const item = milestone.delivery.evidence.find((each) => each.number === number);
    const found = required(item, 'EVIDENCE_NOT_FOUND', { number });
    requireThat(found.by.participant === exporter, 'EVIDENCE_NOT_OWN', { number });
    requireThat(found.revoked === undefined, 'EVIDENCE_REVOKED', { number });
    const newer = milestone.delivery.evidence.find(({ replaces }) => replaces === number);
    if (newer) throw new DomainError('EVIDENCE_REPLACED', { number, by: newer.number });
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

/** What is not taken is refused: in time, and not while the review stands still. */
function checkRefusable(presentation: Presentation, moment: Moment): void {
  const { number } = presentation;
  requireThat(!isSuspended(presentation), 'REVIEW_SUSPENDED', { number });
  checkDeadline(presentation, moment);
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
