import { latest } from '../instant.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { isExhausted, isSuspended, openPresentation } from '../presentations.js';
import type { Milestone } from '../state.js';
import { isInEffect } from '../waived.js';

/** Who presents or reviews, and whose word a late or waived milestone waits for. */
export const reviewActions: ActionsOf = (milestone) => [
  ...confirmations(milestone),
  ...ofReview(milestone),
];

function ofReview(milestone: Milestone): readonly NextAction[] {
  const { delivery, review, slice } = milestone;
  const milestoneId = milestone.id;
  const { status, expiry } = delivery;
  const { exporter, buyer } = slice.parties;
  if (expiry !== undefined) {
    const deadline = expiry.givenBackAfter;
    return [{ participant: buyer, command: 'waiveLateness', milestoneId, deadline }];
  }
  const { by } = slice.definition.review;
  if (status === 'waiting' || by === 'none') return [];
  const open = openPresentation(milestone);
  if (open !== undefined && isSuspended(open)) {
    const { deadline } = open.suspension;
    return [
      { participant: exporter, command: 'attachEvidence', milestoneId, deadline },
      { participant: by, command: 'resumeReview', milestoneId, deadline },
    ];
  }
  if (open !== undefined) {
    const { deadline } = open;
    return [{ participant: by, command: 'acceptPresentation', milestoneId, deadline }];
  }
  if (status === 'accepted' || milestone.terminated === true || isExhausted(milestone)) return [];
  const deadline = latest(review.dueDate, review.waivedUntil ?? review.dueDate);
  return [{ participant: exporter, command: 'presentMilestone', milestoneId, deadline }];
}

/** Waivers under an undertaking, which the bank has not confirmed. */
function confirmations({ id: milestoneId, review, slice }: Milestone): readonly NextAction[] {
  const { bank: participant } = slice.parties;
  return (review.waivers ?? [])
    .filter((waiver) => !isInEffect(waiver))
    .map(() => ({ participant, command: 'confirmWaiver', milestoneId }));
}
