import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { Cause } from '../actor.js';
import { participantOf } from '../policy.js';
import { INSPECTION_SUBJECT, subjectOfEvent, subjectOfEvidence, withRevoked } from '../records.js';
import type { Milestone } from '../state.js';
import type { MilestoneEvent } from './events.js';
import { needEvolvers } from './evolve-needs.js';
import type { ReachedMilestone } from './state.js';
import { withDelivery } from './with-delivery.js';

/** What each event of performance changes on record. */
export const milestoneEvolvers: EvolversOf<MilestoneEvent['type']> = {
  ...needEvolvers,

  MilestoneActivated: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      live: true,
      delivery: { ...milestone.delivery, activatedAt: cause.at },
    })),

  MilestoneOpened: (state, event) =>
    withDelivery(state, event, (delivery) => ({ ...delivery, status: 'open' })),

  MilestoneAccepted: (state, event, cause) =>
    withDelivery(state, event, ({ expiry: _over, ...delivery }) => ({
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

  DeadlinesNear: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      warned: { at: cause.at, warnings: event.warnings },
    })),

  MilestoneTerminated: (state, event) =>
    withMilestone(state, event, (milestone) => ({ ...milestone, terminated: true })),

  DependencyReached: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      reached: withReached(delivery.reached, event, cause),
    })),

  EvidenceAttached: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { delivery } = milestone;
      const evidence = [...delivery.evidence, { ...event.evidence, ...stampOf(cause) }];
      const subject = subjectOfEvidence(event.evidence, participantOf(cause.actor));
      return { ...answered(milestone, subject), delivery: { ...delivery, evidence } };
    }),

  InspectionRecorded: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { inspectionRequest: _answered, ...delivery } = milestone.delivery;
      const inspections = [...delivery.inspections, { ...event.inspection, ...stampOf(cause) }];
      return {
        ...answered(milestone, INSPECTION_SUBJECT),
        delivery: { ...delivery, inspections },
      };
    }),

  ShipmentEventRecorded: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { delivery } = milestone;
      const events = [...delivery.events, { ...event.event, ...stampOf(cause) }];
      const isActual = event.event.classifier === 'ACT';
      const changed = isActual ? answered(milestone, subjectOfEvent(event.event)) : milestone;
      return { ...changed, delivery: { ...delivery, events } };
    }),

  RecordRevoked: (state, event, cause) =>
    withDelivery(state, event, (delivery) =>
      withRevoked(delivery, event, { ...stampOf(cause), reason: event.reason }),
    ),

  RevocationOpened: (state, event, { at, txId }) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      revocations: [...(milestone.revocations ?? []), { ...event.revocation, at, txId }],
    })),

  RevocationLapsed: (state) => state,

  MilestoneReopened: (state, event) =>
    withDelivery(state, event, ({ acceptedAt: _lost, ...delivery }) => ({
      ...delivery,
      status: 'open',
    })),

  DependencyLost: (state, event) =>
    withMilestone(state, event, (milestone) => {
      const { delivery, slice } = milestone;
      const reached = delivery.reached.filter(({ id }) => id !== event.dependency);
      const isNeeded = slice.definition.dependsOn.includes(event.dependency);
      const status = isNeeded ? 'waiting' : delivery.status;
      return { ...milestone, delivery: { ...delivery, status, reached } };
    }),

  DueDateMoved: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { delivery, review } = milestone;
      const counted = event.by === 'standstill' ? { countedUntil: cause.at } : {};
      return {
        ...milestone,
        delivery: { ...delivery, ...counted },
        review: { ...review, dueDate: event.dueDate },
      };
    }),

  InspectionRequested: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      inspectionRequest: { ...stampOf(cause), deadline: event.deadline },
    })),

  InstrumentRecorded: (state, event, cause) =>
    withDelivery(state, event, (delivery) => ({
      ...delivery,
      instruments: [...delivery.instruments, { ...event.instrument, ...stampOf(cause) }],
    })),

  InstrumentDemanded: (state, event, cause) =>
    withDelivery(state, event, (delivery) => {
      const demand = { document: event.document, ...stampOf(cause) };
      const instruments = delivery.instruments.map(({ demands = [], ...instrument }) =>
        instrument.number === event.number
          ? { ...instrument, demands: [...demands, demand] }
          : { ...instrument, ...(demands.length > 0 && { demands }) },
      );
      return { ...delivery, instruments };
    }),
};

/** Nothing is held back for want of what is new on record now. */
function answered(milestone: Milestone, subject: string): Milestone {
  const { revocations } = milestone;
  if (revocations === undefined) return milestone;
  return { ...milestone, revocations: revocations.filter((each) => each.subject !== subject) };
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
