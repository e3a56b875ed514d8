import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { Cause } from '../actor.js';
import type { Milestone } from '../state.js';
import type { ReviewEvent } from './events.js';
import type { Presentation, ReviewOutcome } from './state.js';

/** What each event of a presentation changes on record. */
export const reviewEvolvers: EvolversOf<ReviewEvent['type']> = {
  PresentationMade: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const presentation = { ...event.presentation, ...stampOf(cause) };
      const presentations = [...milestone.review.presentations, presentation];
      return withStatus(
        { ...milestone, review: { ...milestone.review, presentations } },
        'presented',
      );
    }),

  PresentationAccepted: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { review } = milestone;
      return withStatus(
        {
          ...milestone,
          review: {
            ...review,
            acceptedShare: review.acceptedShare + event.outcome.acceptedShare,
            presentations: concluded(review.presentations, event, cause),
          },
        },
        'open',
      );
    }),

  PresentationRefused: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { review } = milestone;
      const moved = event.dueDate === undefined ? {} : { dueDate: event.dueDate, cured: true };
      const presentations = concluded(review.presentations, event, cause);
      return withStatus(
        { ...milestone, review: { ...review, ...moved, presentations } },
        'refused',
      );
    }),
};

function withStatus(milestone: Milestone, status: Milestone['delivery']['status']): Milestone {
  return { ...milestone, delivery: { ...milestone.delivery, status } };
}

function concluded(
  presentations: readonly Presentation[],
  event: { readonly number: number; readonly outcome: Omit<ReviewOutcome, 'at' | 'txId' | 'by'> },
  cause: Cause,
): readonly Presentation[] {
  return presentations.map((presentation) =>
    presentation.number === event.number
      ? { ...presentation, outcome: { ...event.outcome, ...stampOf(cause) } }
      : presentation,
  );
}
