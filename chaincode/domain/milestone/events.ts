import type { Stamp } from '../actor.js';
import type { Warning } from '../warning.js';
import type { MilestoneId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Range } from '../shares.js';
import type {
  Evidence,
  Inspection,
  Instrument,
  RecordKind,
  Revocation,
  ShipmentEvent,
} from './state.js';

/** What the events themselves say of a record. */
type Recorded<T> = Omit<T, keyof Stamp | 'revoked'>;

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
    | { readonly type: 'EvidenceAttached'; readonly evidence: Recorded<Evidence> }
    | { readonly type: 'InspectionRecorded'; readonly inspection: Recorded<Inspection> }
    | { readonly type: 'ShipmentEventRecorded'; readonly event: Recorded<ShipmentEvent> }
    | {
        readonly type: 'InstrumentRecorded';
        readonly instrument: Omit<Instrument, keyof Stamp | 'demands'>;
      }
    | {
        readonly type: 'InstrumentDemanded';
        readonly number: number;
        readonly document: Sha256;
      }
    | {
        readonly type: 'RecordRevoked';
        readonly what: RecordKind;
        readonly number: number;
        readonly reason: Sha256;
      }
    | {
        readonly type: 'RevocationOpened';
        readonly revocation: Omit<Revocation, 'at' | 'txId'>;
      }
    | {
        readonly type: 'RevocationLapsed';
        readonly tranche: string;
        readonly ranges: readonly Range[];
      }
    | { readonly type: 'MilestoneReopened' }
    | { readonly type: 'DeadlinesNear'; readonly warnings: readonly Warning[] }
    | { readonly type: 'DependencyLost'; readonly dependency: MilestoneId }
    | {
        readonly type: 'DueDateMoved';
        readonly dueDate: Instant;
        readonly by: 'revocation' | 'standstill' | 'dispute';
      }
    | { readonly type: 'InspectionRequested'; readonly deadline: Instant }
    | { readonly type: 'BlockReported'; readonly need: string }
    | { readonly type: 'SupplyReported'; readonly need: string; readonly deadline: Instant }
    | { readonly type: 'SupplyConfirmed'; readonly need: string; readonly deemed: boolean }
    | { readonly type: 'BlockEnded'; readonly need: string }
  );
