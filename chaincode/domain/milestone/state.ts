import type { Stamp } from '../actor.js';
import type { InspectionOutcome, InstrumentType } from '../condition.js';
import type { MilestoneId, Sha256, TxId } from '../ids.js';
import type { Instant } from '../instant.js';

/** A file that somebody attached: never its content. */
export interface Evidence extends Stamp {
  readonly number: number;
  readonly docType: string;
  readonly hash: Sha256;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly issuer: string;
  readonly reference: string;
  /** Number of the evidence that it stands for, which was not received or unreadable. */
  readonly replaces?: number;
}

/** What an inspector found. */
export interface Inspection extends Stamp {
  readonly number: number;
  readonly outcome: InspectionOutcome;
  readonly certificate: Sha256;
  readonly findings: Sha256;
}

/** What the agreed source reports of the shipment (DCSA track and trace). */
export interface ShipmentEvent extends Stamp {
  readonly number: number;
  readonly code: string;
  readonly classifier: 'ACT' | 'EST' | 'PLN';
  readonly location: string;
  readonly eventTime: Instant;
  readonly transportDocument: Sha256;
}

/** A guarantee or credit that a condition can ask for. */
export interface Instrument extends Stamp {
  readonly number: number;
  readonly instrument: InstrumentType;
  readonly reference: Sha256;
  readonly expiry: Instant;
}

/** When another milestone that this one depends on was reached; once reached, it stays reached. */
export interface ReachedMilestone {
  readonly id: MilestoneId;
  readonly accepted?: Instant;
  readonly settled?: Instant;
}

/** Where the performance of a milestone stands. */
export type DeliveryStatus =
  'waiting' | 'open' | 'presented' | 'accepted' | 'refused' | 'expired';

/** When a milestone expired, and what is held goes back unless its lateness is waived. */
export interface Expiry {
  readonly at: Instant;
  readonly txId: TxId;
  readonly givenBackAfter: Instant;
}

/** What is on record about the performance of a milestone. */
export interface Delivery {
  readonly status: DeliveryStatus;
  readonly activatedAt?: Instant;
  readonly acceptedAt?: Instant;
  /** While the status is `expired`. */
  readonly expiry?: Expiry;
  readonly evidence: readonly Evidence[];
  readonly inspections: readonly Inspection[];
  readonly events: readonly ShipmentEvent[];
  readonly instruments: readonly Instrument[];
  readonly reached: readonly ReachedMilestone[];
}
