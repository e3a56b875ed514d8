import type { OnMilestone } from '../remembered.js';
import type { Range } from '../shares.js';
import type { Security } from './state.js';

/** What can happen to the security of a milestone. */
export type SecurityEvent = OnMilestone &
  (
    | {
        readonly type: 'FundsSecured';
        readonly ranges: readonly Range[];
        readonly security: Pick<Security, 'form' | 'scope' | 'reference' | 'document' | 'expiry'>;
      }
    | { readonly type: 'ShareUnsecured'; readonly ranges: readonly Range[] }
    | { readonly type: 'ShareLapsed'; readonly ranges: readonly Range[] }
  );
