import type { AgreementId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Range } from '../shares.js';
import type { AttestedSecurity } from './state.js';

/** What can happen to the security of a milestone, or to the account behind an agreement's. */
export type SecurityEvent =
  | (OnMilestone &
      (
        | { readonly type: 'SecurityEntered'; readonly security: AttestedSecurity }
        | {
            readonly type: 'FundsSecured';
            readonly ranges: readonly Range[];
            readonly security: AttestedSecurity;
          }
        | { readonly type: 'ShortSecurityAccepted'; readonly expiry: Instant }
        | {
            readonly type: 'SecurityExtended';
            readonly expiry: Instant;
            readonly document: Sha256;
          }
        | {
            readonly type: 'SecurityIncreased';
            readonly reference: Sha256;
            readonly document: Sha256;
          }
        | { readonly type: 'SecurityExpiryWarned'; readonly businessDays: number }
        | { readonly type: 'ShareUnsecured'; readonly ranges: readonly Range[] }
        | { readonly type: 'ShareLapsed'; readonly ranges: readonly Range[] }
      ))
  | {
      readonly type: 'BalanceAttested';
      readonly agreementId: AgreementId;
      readonly document: Sha256;
      readonly asOf: string;
    };
