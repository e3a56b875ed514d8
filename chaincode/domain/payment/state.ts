import type { Stamp } from '../actor.js';
import type { OrderId, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Payee } from '../position.js';
import type { Range } from '../shares.js';

/** A payment that the bank really made, as it reports it. */
export interface Settlement extends Stamp {
  readonly bankReference: string;
  /** Unique end-to-end transaction reference (UETR) of the payment. */
  readonly uetr: string;
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
  /** Hash of the bank's message (camt.053 or camt.054, booked). */
  readonly message: Sha256;
  /** Commitment of the private settlement document. */
  readonly document: Sha256;
}

/** Reasons of a hold that lasts until it is lifted, and is renewed every 30 days. */
export const lastingReasons = ['sanctions', 'court-order', 'authority', 'legal'] as const;

/** Why an order may be held; `legal` is what is public where the law forbids to say more. */
export const holdReasons = [...lastingReasons, 'account', 'identity', 'documents'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** A bar to the approval and the payment of an order. */
export interface Hold extends Stamp {
  readonly reason: HoldReason;
  /** When it ends by time or, where it lasts until it is lifted, when it has to be renewed. */
  readonly until: Instant;
  readonly renewals: readonly Stamp[];
  /** Whether a missed renewal was alarmed. */
  readonly alarmed: boolean;
}

/** Why a payment did not reach the payee, or came back. */
export interface Setback extends Stamp {
  /** ISO 20022 external reason code. */
  readonly reason: string;
  /** Hash of the bank's message. */
  readonly message: Sha256;
}

/** Another account of a payee, until it is confirmed and after. */
export interface PayToChange {
  readonly payee: ParticipantId;
  /** Commitment of the private pay-to document. */
  readonly document: Sha256;
  readonly entered: Stamp;
  /** When it can take effect at the earliest, where the payee has one user. */
  readonly soleUntil?: Instant;
  /** Whether something was released to the payee shortly before. */
  readonly flagged?: true;
  readonly approved?: Stamp;
  readonly calledBack?: Stamp;
  /** Present once the bank pays to it. */
  readonly confirmed?: Stamp;
}

/** By which an order is paid in another currency, once the payee agreed. */
export interface FixedRate {
  /** Commitment of the private rate document. */
  readonly document: Sha256;
  readonly validUntil: Instant;
  readonly entered: Stamp;
  readonly agreed?: Stamp;
}

/** One try to pay an order; its EndToEndId is the order id and the two-digit number. */
export interface Attempt {
  readonly number: number;
  readonly paymentFile: Sha256;
  readonly instructed: Stamp;
  /** The account that it is paid to, where it is not that of the terms. */
  readonly payTo?: Sha256;
  /** Whether that account was changed shortly before or after the release. */
  readonly flagged?: true;
  /** The rate that it is paid by; the agreement's currency when absent. */
  readonly rate?: Sha256;
  readonly settled?: Settlement;
  readonly rejected?: Setback;
  readonly returned?: Setback;
}

/**
 * An instruction to the bank: which parts to pay, to whom. Its status is read from the position of
 * its ranges.
 */
export interface Order {
  readonly id: OrderId;
  readonly number: number;
  readonly tranche: string;
  readonly to: Payee;
  /** The assignee of its parts; the exporter, or the buyer of a refund, when absent. */
  readonly payee?: ParticipantId;
  readonly ranges: readonly Range[];
  /** The terms that value it. */
  readonly termsVersion: number;
  /** Hash of all the above: approvers name it. */
  readonly hash: Sha256;
  readonly due: Pick<Stamp, 'at' | 'txId'>;
  readonly approvalDeadline: Instant;
  readonly approvals: readonly Stamp[];
  readonly approved?: Pick<Stamp, 'at' | 'txId'> & { readonly by: 'users' | 'rule' | 'silence' };
  readonly instructDeadline?: Instant;
  readonly attempts: readonly Attempt[];
  readonly rate?: FixedRate;
  readonly hold?: Hold;
  /** Whether a revocation that nothing new followed had stopped it: nothing stops it again. */
  readonly restored?: true;
  /** When a revocation sent its parts back to held. */
  readonly cancelled?: Stamp;
  /** The payee's word that the money arrived. */
  readonly credited?: Stamp;
}
