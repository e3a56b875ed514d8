import type { Stamp } from '../actor.js';
import type { AgreementId, ParticipantId, Sha256 } from '../ids.js';
import type { AmendmentEvent } from './amendment-events.js';
import type { DisclosureEvent } from './disclosure-events.js';
import type { Termination, TermsRecord } from './state.js';

/** What can happen to an agreement. */
export type AgreementEvent =
  | AmendmentEvent
  | DisclosureEvent
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
  | { readonly type: 'AgreementWithdrawn'; readonly agreementId: AgreementId }
  | { readonly type: 'AgreementExpired'; readonly agreementId: AgreementId }
  | { readonly type: 'AgreementCompleted'; readonly agreementId: AgreementId }
  | {
      readonly type: 'TerminationProposed';
      readonly agreementId: AgreementId;
      readonly termination: Omit<Termination, keyof Stamp>;
    }
  | {
      readonly type: 'TerminationWithdrawn';
      readonly agreementId: AgreementId;
      readonly number: number;
    }
  | {
      readonly type: 'AgreementTerminated';
      readonly agreementId: AgreementId;
      readonly number: number;
    };
