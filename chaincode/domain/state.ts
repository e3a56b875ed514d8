import type { ActingUser } from './actor.js';
import type { Agreement, MilestoneSlice, TermsRecord } from './agreement/state.js';
import type { Assignment, Financing } from './assignment/state.js';
import type {
  Member,
  ParametersRecord,
  Participant,
  Proposal,
  Rules,
  Vote,
} from './consortium/state.js';
import type { Moment } from './deadline.js';
import type { Dispute } from './dispute/state.js';
import type { Exception } from './exception/state.js';
import type { AgreementId, MilestoneId, Msp, ParticipantId, Sha256, TxId, VoteId } from './ids.js';
import type { Instant } from './instant.js';
import type { Delivery, Revocation } from './milestone/state.js';
import type { Order, PayToChange } from './payment/state.js';
import type { Position } from './position.js';
import type { RememberedCommand } from './remembered.js';
import type { Review } from './review/state.js';
import type { PendingSecurity, Security } from './security/state.js';
import type { MilestoneTerms } from './terms.js';
import type { Warning } from './warning.js';

/** Everything decided about one milestone. */
export interface Milestone {
  readonly v: 1;
  readonly agreementId: AgreementId;
  readonly id: MilestoneId;
  readonly termsVersion: number;
  /** Whether the agreement is active. */
  readonly live: boolean;
  /** Once the agreement is terminated: nothing more is presented. */
  readonly terminated?: true;
  readonly slice: MilestoneSlice;
  /** What the terms in force say of it, while what is under review keeps what they said before. */
  readonly amended?: MilestoneTerms;
  readonly delivery: Delivery;
  readonly review: Review;
  readonly position: Position;
  readonly security?: Security;
  /** What one user of the bank entered, until another confirms it. */
  readonly pendingSecurity?: PendingSecurity;
  /** From when on the exporter takes a security that expires early. */
  readonly acceptedExpiry?: Instant;
  readonly orders: readonly Order[];
  /** Of each payee the account in force, and one that is not confirmed. */
  readonly payTo?: readonly PayToChange[];
  readonly exceptions?: readonly Exception[];
  /** In the order of their numbers. */
  readonly assignments?: readonly Assignment[];
  /** Shares that went back to held as what they rested on was revoked, until they move again. */
  readonly revocations?: readonly Revocation[];
  readonly disputes?: readonly Dispute[];
  /** The last announcement of deadlines that came near. */
  readonly warned?: { readonly at: Instant; readonly warnings: readonly Warning[] };
  readonly lastTime: Instant;
  /** Number of acts of each participant. */
  readonly acts: readonly { readonly participant: string; readonly count: number }[];
  readonly commands: readonly RememberedCommand[];
}

/** The records that a transaction has loaded. */
export interface State {
  readonly rules?: Rules;
  readonly parameters?: ParametersRecord;
  readonly members: ReadonlyMap<Msp, Member>;
  readonly participants: ReadonlyMap<ParticipantId, Participant>;
  readonly proposals: ReadonlyMap<string, Proposal>;
  readonly votes: ReadonlyMap<VoteId, Vote>;
  readonly terms?: TermsRecord;
  /** The version of the terms that the command names, where it is about one. */
  readonly namedTerms?: TermsRecord;
  readonly agreement?: Agreement;
  readonly milestones: ReadonlyMap<MilestoneId, Milestone>;
  /** Invoices of the caller that are financed, by their hashes. */
  readonly financings: ReadonlyMap<Sha256, Financing>;
}

/** No record at all. */
export const emptyState: State = {
  members: new Map(),
  participants: new Map(),
  proposals: new Map(),
  votes: new Map(),
  milestones: new Map(),
  financings: new Map(),
};

/**
 * What a decision may know beside the records: the rules have no clock, no randomness and no hash
 * function of their own.
 */
export interface Facts extends Moment {
  readonly actor: ActingUser;
  readonly txId: TxId;
  /** SHA-256 of the command's canonical text. */
  readonly inputHash: Sha256;
  /** Hashes of private documents on record, by `filedKey`. */
  readonly filed: ReadonlyMap<string, Sha256>;
  /** SHA-256 of a value's canonical text. */
  readonly hashOf: (value: unknown) => Sha256;
}

/** The delivery of a milestone before its agreement is active. */
export const waitingDelivery: Delivery = {
  status: 'waiting',
  evidence: [],
  inspections: [],
  events: [],
  instruments: [],
  reached: [],
};
