import type { Stamp } from '../actor.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Presentation, ReviewOutcome } from './state.js';

/** What can happen to a presentation. */
export type ReviewEvent = OnMilestone &
  (
    | {
        readonly type: 'PresentationMade';
        readonly presentation: Omit<Presentation, keyof Stamp | 'outcome'>;
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
  );
