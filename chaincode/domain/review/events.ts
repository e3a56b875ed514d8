import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Presentation, Reduction, ReviewOutcome, Suspension, Waived } from './state.js';

/** What can happen to a presentation. */
type PresentationEvent =
  | {
      readonly type: 'PresentationMade';
      readonly presentation: Omit<Presentation, keyof Stamp | 'suspension' | 'outcome'>;
    }
  | {
      readonly type: 'PresentationAccepted';
      readonly number: number;
      readonly outcome: Omit<ReviewOutcome, keyof Stamp>;
    }
  | {
      readonly type: 'PresentationRefused';
      readonly number: number;
      readonly outcome: Omit<ReviewOutcome, keyof Stamp>;
      /** Present when the refusal moves the due date. */
      readonly dueDate?: Instant;
    }
  | {
      readonly type: 'ReviewSuspended';
      readonly number: number;
      readonly suspension: Omit<Suspension, keyof Stamp | 'resumedAt'>;
    }
  | {
      readonly type: 'EvidenceReplaced';
      readonly number: number;
      readonly replaced: number;
      /** Number of the evidence that stands in its place. */
      readonly by: number;
      /** Hash of what is presented now. */
      readonly hash: Sha256;
    }
  | { readonly type: 'ReviewResumed'; readonly number: number; readonly deadline: Instant };

/** What a party gives up of what the terms give it. */
type WaiverEvent =
  | { readonly type: 'MilestoneReduced'; readonly reduction: Omit<Reduction, keyof Stamp> }
  | {
      readonly type: 'ConditionWaived';
      readonly number: number;
      readonly waived: Extract<Waived, { kind: 'condition' }>;
      readonly needsBank: boolean;
    }
  | {
      readonly type: 'LatenessWaived';
      readonly number: number;
      readonly waived: Extract<Waived, { kind: 'lateness' }>;
      readonly needsBank: boolean;
    }
  | { readonly type: 'WaiverConfirmed'; readonly number: number };

/** What can happen to the review of a milestone. */
export type ReviewEvent = OnMilestone & (PresentationEvent | WaiverEvent);
