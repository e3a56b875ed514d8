import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';

/** A stated reason for not taking what was presented. */
export interface Discrepancy {
  readonly code: string;
  /** The condition or evidence that it is about. */
  readonly about: string;
  /** Salted hash of the text, which is a document of the parties. */
  readonly text: Sha256;
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
  readonly outcome?: ReviewOutcome;
}

/** All presentations of a milestone, and the parts accepted by them. */
export interface Review {
  readonly presentations: readonly Presentation[];
  readonly acceptedShare: number;
  /** The due date, moved at most once by a late refusal. */
  readonly dueDate: Instant;
  readonly cured: boolean;
}
