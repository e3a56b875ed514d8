import { claimableParts } from '../acceptance.js';
import type { Moment } from '../deadline.js';
import { dueDateOf } from '../due-date.js';
import { latest } from '../instant.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { measure } from '../position.js';
import { isExhausted, isSuspended, openPresentation } from '../presentations.js';
import type { Milestone } from '../state.js';
import { isInEffect } from '../waived.js';
import type { Presentation } from './state.js';

/** Who presents or reviews, and whose word a late or waived milestone waits for. */
export const reviewActions: ActionsOf = (milestone, moment) => {
  const { expiry } = milestone.delivery;
  return [
    ...confirmations(milestone),
    ...(expiry === undefined ? ofReview(milestone, moment) : ofExpired(milestone, expiry)),
  ];
};

function ofReview(milestone: Milestone, moment: Moment): readonly NextAction[] {
  const { delivery, review, slice } = milestone;
  const milestoneId = milestone.id;
  const { by } = slice.definition.review;
  if (delivery.status === 'waiting' || by === 'none') return [];
  const open = openPresentation(milestone);
  if (open !== undefined) return ofPresentation(milestone, open, by);
  const isOver = delivery.status === 'accepted' || delivery.status === 'ended';
  const isEmpty = claimableParts(milestone).length === 0;
  if (isOver || isEmpty || milestone.terminated === true || isExhausted(milestone)) return [];
  const participant = slice.parties.exporter;
  const dueDate = dueDateOf(milestone, moment);
  const deadline = latest(dueDate, review.waivedUntil ?? dueDate);
  return [{ participant, command: 'presentMilestone', milestoneId, deadline }];
}

function ofPresentation(
  { id: milestoneId, slice }: Milestone,
  open: Presentation,
  reviewer: NextAction['participant'],
): readonly NextAction[] {
  if (!isSuspended(open)) {
    const { deadline, at: since } = open;
    const step = { milestoneId, deadline, since } as const;
    return [{ participant: reviewer, command: 'acceptPresentation', ...step }];
  }
  const { exporter } = slice.parties;
  const { deadline, at: since } = open.suspension;
  const step = { milestoneId, deadline, since } as const;
  return [
    { participant: exporter, command: 'attachEvidence', ...step },
    { participant: reviewer, command: 'resumeReview', ...step },
  ];
}

function ofExpired(
  { id: milestoneId, position, slice }: Milestone,
  expiry: NonNullable<Milestone['delivery']['expiry']>,
): readonly NextAction[] {
  if (measure(position).held === 0) return [];
  const { buyer: participant } = slice.parties;
  const { givenBackAfter: deadline, at: since } = expiry;
  return [{ participant, command: 'waiveLateness', milestoneId, deadline, since }];
}

/** Waivers under an undertaking, which the bank has not confirmed. */
function confirmations({ id: milestoneId, review, slice }: Milestone): readonly NextAction[] {
  const { bank: participant } = slice.parties;
  return (review.waivers ?? [])
    .filter((waiver) => !isInEffect(waiver))
    .map(() => ({ participant, command: 'confirmWaiver', milestoneId }));
}
