import type { AgreementId, MilestoneId } from '../ids.js';
import type { Range } from '../shares.js';
import type { Security } from './state.js';

/** What can happen to the security of a milestone. */
export interface SecurityEvent {
  readonly type: 'FundsSecured';
  readonly agreementId: AgreementId;
  readonly milestoneId: MilestoneId;
  readonly ranges: readonly Range[];
  readonly security: Pick<Security, 'form' | 'scope' | 'reference' | 'document' | 'expiry'>;
}
