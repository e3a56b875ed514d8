import { dueDateOf } from '../due-date.js';
import type { ActionsOf } from '../next-action.js';

/** Who presents or reviews. */
export const reviewActions: ActionsOf = (milestone, moment) => {
  const { delivery, review, slice } = milestone;
  const milestoneId = milestone.id;
  const { by } = slice.definition.review;
  if (delivery.status === 'waiting' || by === 'none') return [];
  const open = review.presentations.find(({ outcome }) => outcome === undefined);
  if (open !== undefined) {
    const { deadline } = open;
    return [{ participant: by, command: 'acceptPresentation', milestoneId, deadline }];
  }
  const isOver = delivery.status === 'accepted' || delivery.status === 'ended';
  if (isOver || milestone.terminated === true) return [];
  const participant = slice.parties.exporter;
  const deadline = dueDateOf(milestone, moment);
  return [{ participant, command: 'presentMilestone', milestoneId, deadline }];
};
