import { partsClaimed, withAccepted } from '../acceptance.js';
import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import type { Cause } from '../actor.js';
import type { OnMilestone } from '../remembered.js';
import { withReplaced } from '../replacement.js';
import type { Milestone, State } from '../state.js';
import { waiverEvolvers } from './evolve-waivers.js';
import type { ReviewEvent } from './events.js';
import type { Presentation, ReviewOutcome, Suspension } from './state.js';

/** What each event of a review changes on record. */
export const reviewEvolvers: EvolversOf<ReviewEvent['type']> = {
  ...waiverEvolvers,

  PresentationMade: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const presentation = { ...event.presentation, ...stampOf(cause) };
      const presentations = [...milestone.review.presentations.map(shrunk), presentation];
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
            ...withAccepted(review, partsClaimed(milestone, event.outcome.acceptedShare)),
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

  ReviewSuspended: (state, event, cause) =>
    withPresentation(state, event, (presentation) => ({
      ...presentation,
      suspension: { ...event.suspension, ...stampOf(cause) },
    })),

  EvidenceReplaced: (state, event) =>
    withPresentation(state, event, (presentation) => {
      const suspension = suspensionIn(presentation);
      const missing = suspension.missing.filter((number) => number !== event.replaced);
      return {
        ...presentation,
        hash: event.hash,
        evidence: withReplaced(presentation.evidence, event),
        suspension: { ...suspension, missing },
      };
    }),

  ReviewResumed: (state, event, cause) =>
    withPresentation(state, event, (presentation) => ({
      ...presentation,
      deadline: event.deadline,
      suspension: { ...suspensionIn(presentation), resumedAt: cause.at },
    })),
};

function withPresentation(
  state: State,
  event: OnMilestone & { readonly number: number },
  change: (presentation: Presentation) => Presentation,
): State {
  return withMilestone(state, event, (milestone) => {
    const presentations = milestone.review.presentations.map((presentation) =>
      presentation.number === event.number ? change(presentation) : presentation,
    );
    return { ...milestone, review: { ...milestone.review, presentations } };
  });
}

function suspensionIn({ suspension }: Presentation): Suspension {
  return present(suspension, 'only a suspended review is resumed');
}

function withStatus(milestone: Milestone, status: Milestone['delivery']['status']): Milestone {
  return { ...milestone, delivery: { ...milestone.delivery, status } };
}

/**
 * An ended presentation keeps the hash of its reasons, and nothing of its suspension: all of them
 * would fill the record.
 */
function shrunk({ suspension: _suspension, ...presentation }: Presentation): Presentation {
  const ended = present(presentation.outcome, 'the last presentation ended before the next');
  const { discrepancies: _discrepancies, ...outcome } = ended;
  return { ...presentation, outcome };
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
