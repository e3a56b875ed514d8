import type { Stamp } from '../actor.js';
import type { MilestoneId } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Evidence, Inspection, Instrument, ShipmentEvent } from './state.js';

/** What can happen to the performance of a milestone. */
export type MilestoneEvent = OnMilestone &
  (
    | { readonly type: 'MilestoneActivated' }
    | { readonly type: 'MilestoneOpened' }
    | { readonly type: 'MilestoneAccepted' }
    | { readonly type: 'MilestoneExpired'; readonly givenBackAfter: Instant }
    | { readonly type: 'MilestoneTerminated' }
    | {
        readonly type: 'DependencyReached';
        readonly dependency: MilestoneId;
        readonly reached: 'accepted' | 'settled';
      }
    | { readonly type: 'EvidenceAttached'; readonly evidence: Omit<Evidence, keyof Stamp> }
    | { readonly type: 'InspectionRecorded'; readonly inspection: Omit<Inspection, keyof Stamp> }
    | { readonly type: 'ShipmentEventRecorded'; readonly event: Omit<ShipmentEvent, keyof Stamp> }
    | { readonly type: 'InstrumentRecorded'; readonly instrument: Omit<Instrument, keyof Stamp> }
  );
