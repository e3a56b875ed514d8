import type { Stamp } from '../actor.js';
import type { InspectionOutcome, InstrumentType } from '../condition.js';
import type { MilestoneId, Sha256, TxId } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Range } from '../shares.js';

/** Kinds of record that whoever made one can revoke. */
export type RecordKind = 'inspection' | 'event' | 'evidence';

/** When a record was revoked, by whom and why; it keeps its number and counts no more. */
export interface Revoked extends Stamp {
  /** Salted hash of the reason, which is a document of the parties. */
  readonly reason: Sha256;
}

/** A record that can be revoked. */
interface Revocable extends Stamp {
  readonly number: number;
  readonly revoked?: Revoked;
}

/** A file that somebody attached: never its content. */
export interface Evidence extends Revocable {
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
export interface Inspection extends Revocable {
  readonly outcome: InspectionOutcome;
  readonly certificate: Sha256;
  readonly findings: Sha256;
}

/** What the agreed source reports of the shipment (DCSA track and trace). */
export interface ShipmentEvent extends Revocable {
  readonly code: string;
  readonly classifier: 'ACT' | 'EST' | 'PLN';
  readonly location: string;
  readonly eventTime: Instant;
  readonly transportDocument: Sha256;
}

/** Who can demand under an instrument. */
export const instrumentBeneficiaries = ['exporter', 'buyer'] as const;

/** Rules that govern an instrument. */
export const instrumentRules = ['URDG-758', 'ISP98', 'UCP-600', 'eUCP-2.1', 'law'] as const;

/** A demand under an instrument: what becomes of it is between issuer and beneficiary. */
export interface Demand extends Stamp {
  /** Salted hash of the demand. */
  readonly document: Sha256;
}

/** A guarantee or credit that a condition can ask for. */
export interface Instrument extends Stamp {
  readonly number: number;
  readonly instrument: InstrumentType;
  readonly reference: Sha256;
  readonly expiry: Instant;
  readonly issuer?: string;
  readonly beneficiary?: (typeof instrumentBeneficiaries)[number];
  readonly rules?: (typeof instrumentRules)[number];
  /** By which part of its amount it is reduced once a milestone is reached. */
  readonly reductions?: readonly { readonly milestoneId: MilestoneId; readonly bps: number }[];
  readonly demands?: readonly Demand[];
}

/** When another milestone that this one depends on was reached; once reached, it stays reached. */
export interface ReachedMilestone {
  readonly id: MilestoneId;
  readonly accepted?: Instant;
  readonly settled?: Instant;
}

/** The exporter's request to inspect, until a result is recorded. */
export interface InspectionRequest extends Stamp {
  /** After which an alternate may record, and the due date stands still. */
  readonly deadline: Instant;
}

/** What the exporter lacks of the buyer's and cannot go on without, by its latest report. */
export interface Block {
  /** Id of the need in the terms. */
  readonly need: string;
  readonly reported: Stamp;
  /** The buyer's word that it is there, and until when the exporter answers. */
  readonly supplied?: Stamp & { readonly deadline: Instant };
  /** The end of the report. */
  readonly confirmed?: Stamp & { readonly deemed: boolean };
}

/** A share that went back to held because a record that it rested on was revoked. */
export interface Revocation extends Pick<Stamp, 'at' | 'txId'> {
  readonly tranche: string;
  readonly ranges: readonly Range[];
  /** What a new record must be about to take the place of the revoked one. */
  readonly subject: string;
  /** When the share falls due again unless something new is on record. */
  readonly restoreAt: Instant;
}

/** Where the performance of a milestone stands. */
export type DeliveryStatus =
  'waiting' | 'open' | 'presented' | 'accepted' | 'refused' | 'expired' | 'ended';

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
  readonly inspectionRequest?: InspectionRequest;
  /** The latest report of each need. */
  readonly blocks?: readonly Block[];
  /** Until when the time in which the due date stood still is in the due date. */
  readonly countedUntil?: Instant;
}
