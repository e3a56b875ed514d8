import type { AgreementId, ParticipantId, Sha256 } from '../ids.js';
import type { OnMilestone } from '../remembered.js';
import type { Milestone } from '../state.js';
import type { Amendment, TermsRecord } from './state.js';

/** The amendment that an event is about. */
interface OnAmendment {
  readonly agreementId: AgreementId;
  readonly number: number;
}

/** What can happen to an amendment. */
export type AmendmentEvent =
  | (OnAmendment & {
      readonly type: 'AmendmentProposed';
      readonly record: TermsRecord;
      readonly termsHash: Sha256;
    })
  | (OnAmendment & {
      readonly type: 'AmendmentOpened';
      readonly amendment: Omit<Amendment, 'consents'>;
    })
  | (OnAmendment & {
      readonly type: 'AmendmentConsented';
      readonly participant: ParticipantId;
      readonly termsHash: Sha256;
    })
  | (OnAmendment & { readonly type: 'AmendmentRefused' })
  | (OnAmendment & { readonly type: 'AmendmentWithdrawn' })
  | (OnAmendment & { readonly type: 'AmendmentExpired' })
  | (OnAmendment & { readonly type: 'AmendmentOvertaken' })
  | (OnAmendment & { readonly type: 'AmendmentTookEffect' })
  | (OnMilestone & {
      readonly type: 'MilestoneAmended';
      readonly termsVersion: number;
      /** What was reached already of that which it newly depends on. */
      readonly reached: Milestone['delivery']['reached'];
      /** Whether its new due date reopens what had expired. */
      readonly reopens: boolean;
    })
  | (OnMilestone & { readonly type: 'AmendedTermsApplied' });
