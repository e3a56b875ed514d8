import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Exception, ResolutionAs } from './state.js';

/** What can happen to an exception. */
export type ExceptionEvent = OnMilestone &
  (
    | {
        readonly type: 'ExceptionOpened';
        readonly exception: Omit<Exception, 'opened' | 'resolution' | 'resolved'>;
      }
    | {
        readonly type: 'ResolutionEntered';
        readonly number: number;
        readonly as: ResolutionAs;
        readonly note: Sha256;
      }
    | { readonly type: 'ResolutionConsented'; readonly number: number }
    | { readonly type: 'ExceptionResolved'; readonly number: number }
    | {
        readonly type: 'ExceptionReferred';
        readonly number: number;
        readonly owner: Exception['owner'];
        readonly deadline: Instant;
      }
  );
