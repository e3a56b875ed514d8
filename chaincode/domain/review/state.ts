import type { Stamp } from '../actor.js';
import type { Sha256, TrancheId } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Range } from '../shares.js';

/** A stated reason for not taking what was presented. */
export interface Discrepancy {
  readonly code: string;
  /** The condition or evidence that it is about. */
  readonly about: string;
  /** Salted hash of the text, which is a document of the parties; none where time refused. */
  readonly text?: Sha256;
}

/** How a presentation ended, and what was taken of it. */
export interface ReviewOutcome extends Stamp {
  readonly result: 'accepted' | 'refused';
  /** Whether silence decided. */
  readonly deemed: boolean;
  /** Parts accepted; 0 when refused. */
  readonly acceptedShare: number;
  readonly discrepanciesHash: Sha256;
  /** Every reason, until something is presented anew. */
  readonly discrepancies?: readonly Discrepancy[];
  /** Where the documents are after a refusal. */
  readonly documents?: 'returned' | 'held';
}

/** A time in which the clock of a review stands still; at most one in each. */
export interface Suspension extends Stamp {
  readonly reason: 'not-received' | 'unreadable';
  /** Numbers of the evidence that is still to be replaced. */
  readonly missing: readonly number[];
  /** The presentation counts as refused when the review is still suspended then. */
  readonly deadline: Instant;
  /** When the review went on. */
  readonly resumedAt?: Instant;
}

/** A numbered submission of evidence, as in UCP 600 and eUCP. */
export interface Presentation extends Stamp {
  readonly number: number;
  /** Hash of what is presented: reviewers name it. */
  readonly hash: Sha256;
  readonly evidence: readonly number[];
  /** Parts claimed. */
  readonly claimedShare: number;
  /** Last instant of the review; absent where nobody reviews. */
  readonly deadline: Instant;
  readonly suspension?: Suspension;
  readonly outcome?: ReviewOutcome;
}

/** Something that the exporter gave up of what is held. */
export interface Reduction extends Stamp {
  readonly number: number;
  /** Parts that go back to the buyer. */
  readonly share: number;
  /** Code of the reason, for example `QUANTITY_SHORT`. */
  readonly reason: string;
}

/** What a buyer waives: one leaf of a tranche's condition, or lateness up to a new latest date. */
export type Waived =
  | { readonly kind: 'condition'; readonly tranche: TrancheId; readonly leaf: number }
  | { readonly kind: 'lateness'; readonly until: Instant };

/** A numbered waiver of the buyer. */
export interface Waiver extends Stamp {
  readonly number: number;
  readonly waived: Waived;
  /** Whether it takes effect only once the bank confirms it. */
  readonly needsBank: boolean;
  readonly confirmed?: Stamp;
}

/** All presentations of a milestone, and the parts accepted by them. */
export interface Review {
  readonly presentations: readonly Presentation[];
  /** Parts that the reviewer accepted, or that a dispute gave the payee. */
  readonly acceptedShare: number;
  /** What was accepted, lowest first; absent where it is the lowest parts without a gap. */
  readonly acceptedParts?: readonly Range[];
  readonly reductions?: readonly Reduction[];
  readonly waivers?: readonly Waiver[];
  /** The due date, moved at most once by a late refusal. */
  readonly dueDate: Instant;
  readonly cured: boolean;
  /** The latest date of presentation that the buyer named when it waived lateness. */
  readonly waivedUntil?: Instant;
}
