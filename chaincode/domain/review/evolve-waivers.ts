import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import type { Milestone } from '../state.js';
import { isInEffect } from '../waived.js';
import type { ReviewEvent } from './events.js';
import type { Waiver } from './state.js';

type WaiverEvent = Extract<
  ReviewEvent['type'],
  'MilestoneReduced' | 'ConditionWaived' | 'LatenessWaived' | 'WaiverConfirmed'
>;

/** What each event of a party that gives something up changes on record. */
export const waiverEvolvers: EvolversOf<WaiverEvent> = {
  MilestoneReduced: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { review } = milestone;
      const { reductions = [] } = review;
      const reduction = { ...event.reduction, ...stampOf(cause) };
      return {
        ...milestone,
        review: { ...review, reductions: [...reductions, reduction] },
      };
    }),

  ConditionWaived: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { number, waived, needsBank } = event;
      return withWaiver(milestone, { number, waived, needsBank, ...stampOf(cause) });
    }),

  LatenessWaived: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { number, waived, needsBank } = event;
      return withWaiver(milestone, { number, waived, needsBank, ...stampOf(cause) });
    }),

  WaiverConfirmed: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const waiver = milestone.review.waivers?.find(({ number }) => number === event.number);
      const found = present(waiver, 'only a waiver on record is confirmed');
      return withWaiver(milestone, { ...found, confirmed: stampOf(cause) });
    }),
};

/** The record with a waiver added, or in the place of the same one, and with its effect. */
function withWaiver(milestone: Milestone, waiver: Waiver): Milestone {
  const { review, delivery } = milestone;
  const others = (review.waivers ?? []).filter(({ number }) => number !== waiver.number);
  const waivers = [...others, waiver].sort((one, other) => one.number - other.number);
  const changed = { ...milestone, review: { ...review, waivers } };
  const { waived } = waiver;
  if (waived.kind !== 'lateness' || !isInEffect(waiver)) return changed;
  return {
    ...changed,
    review: { ...changed.review, waivedUntil: waived.until },
    delivery: delivery.status === 'expired' ? reopened(milestone) : delivery,
  };
}

/** As it was before it expired: nothing was accepted, so what was presented was refused. */
function reopened({ delivery, review }: Milestone): Milestone['delivery'] {
  const { expiry: _expiry, ...others } = delivery;
  return { ...others, status: review.presentations.length > 0 ? 'refused' : 'open' };
}
