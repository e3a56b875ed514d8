import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { Cause } from '../actor.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { MilestoneEvent } from './events.js';
import type { Delivery, ReachedMilestone } from './state.js';

/** What each event of performance changes on record. */
export const milestoneEvolvers: EvolversOf<MilestoneEvent['type']> = {
  MilestoneActivated: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      live: true,
      delivery: { ...milestone.delivery, activatedAt: cause.at },
    })),

  MilestoneOpened: (state, event) =>
    withDelivery(state, event, (delivery) => ({ ...delivery, status: 'open' })),

  MilestoneAccepted: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      status: 'accepted',
      acceptedAt: cause.at,
    })),

  MilestoneExpired: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      status: 'expired',
      expiry: { at: cause.at, txId: cause.txId, givenBackAfter: event.givenBackAfter },
    })),

  MilestoneTerminated: (state, event) =>
    withMilestone(state, event, (milestone) => ({ ...milestone, terminated: true })),

  DependencyReached: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      reached: withReached(delivery.reached, event, cause),
    })),

  EvidenceAttached: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      evidence: [...delivery.evidence, { ...event.evidence, ...stampOf(cause) }],
    })),

  InspectionRecorded: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      inspections: [...delivery.inspections, { ...event.inspection, ...stampOf(cause) }],
    })),

  ShipmentEventRecorded: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      events: [...delivery.events, { ...event.event, ...stampOf(cause) }],
    })),

  InstrumentRecorded: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      instruments: [...delivery.instruments, { ...event.instrument, ...stampOf(cause) }],
    })),
};

function withDelivery(
  state: State,
  event: OnMilestone,
  change: (delivery: Delivery) => Delivery,
): State {
  return withMilestone(state, event, (milestone) => ({
    ...milestone,
    delivery: change(milestone.delivery),
  }));
}

function withReached(
  reached: readonly ReachedMilestone[],
  event: Extract<MilestoneEvent, { type: 'DependencyReached' }>,
  cause: Cause,
): readonly ReachedMilestone[] {
  const { dependency: id } = event;
  const before = reached.find((entry) => entry.id === id) ?? { id };
  const others = reached.filter((entry) => entry.id !== id);
  return [...others, { ...before, [event.reached]: cause.at }];
}
