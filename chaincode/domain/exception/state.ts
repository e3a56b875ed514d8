import type { Stamp } from '../actor.js';
import type { OrderId, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';

/** What a bank reports of a message that fits no attempt. */
export const reportedKinds = ['late-message', 'unmatched', 'short', 'duplicate', 'other'] as const;

/**
 * What an exception is about: what a bank reports, an order that was not paid in time, or one whose
 * grounds were revoked when it was too late to stop it.
 */
export type ExceptionKind =
  (typeof reportedKinds)[number] | 'overdue' | 'revoked-after-instruction';

/** How an exception ends; writing off needs the payee, and a referral the arbiter. */
export const resolutions = ['corrected', 'reissued', 'written-off', 'referred'] as const;
export type ResolutionAs = (typeof resolutions)[number];

/** How its owner would have an exception end, until it is confirmed. */
export interface Resolution {
  readonly as: ResolutionAs;
  /** Salted hash of the words. */
  readonly note: Sha256;
  readonly entered: Stamp;
  /** The payee's, where something is written off. */
  readonly consented?: Stamp;
}

/** A thing for a person inside a milestone; it never moves money by itself. */
export interface Exception {
  readonly number: number;
  readonly kind: ExceptionKind;
  readonly orderId?: OrderId;
  /** Salted hash of the words of whoever reported it. */
  readonly note?: Sha256;
  readonly opened: Stamp;
  /** Whose makers and checkers resolve it. */
  readonly owner: ParticipantId;
  /** After which it passes to the arbiter, where there is one. */
  readonly deadline: Instant;
  readonly resolution?: Resolution;
  /** Present once it is over. */
  readonly resolved?: Stamp;
}
