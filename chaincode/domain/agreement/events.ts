import type { AgreementId, ParticipantId, Sha256 } from '../ids.js';
import type { TermsRecord } from './state.js';

/** What can happen to an agreement. */
export type AgreementEvent =
  | {
      readonly type: 'AgreementProposed';
      readonly agreementId: AgreementId;
      readonly record: TermsRecord;
      readonly termsHash: Sha256;
    }
  | {
      readonly type: 'AgreementAccepted';
      readonly agreementId: AgreementId;
      readonly participant: ParticipantId;
      readonly termsHash: Sha256;
    }
  | { readonly type: 'AgreementActivated'; readonly agreementId: AgreementId }
  | { readonly type: 'AgreementDeclined'; readonly agreementId: AgreementId }
  | { readonly type: 'AgreementWithdrawn'; readonly agreementId: AgreementId };
