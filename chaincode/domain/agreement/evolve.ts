import type { Cause } from '../actor.js';
import type { EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { State } from '../state.js';
import type { AgreementEvent } from './events.js';
import { amendmentEvolvers } from './evolve-amendment.js';
import { disclosureEvolvers } from './evolve-disclosure.js';
import { newMilestone, withAgreement } from './records.js';
import type { AgreementStatus } from './state.js';

/** What each event of an agreement changes on record. */
export const agreementEvolvers: EvolversOf<AgreementEvent['type']> = {
  AgreementProposed: (state, event, cause) => ({
    ...state,
    terms: event.record,
    agreement: {
      v: 1,
      id: event.agreementId,
      status: 'proposed',
      termsVersion: event.record.version,
      termsHash: event.termsHash,
      proposer: event.record.proposedBy.participant,
      proposedAt: cause.at,
      signatures: [],
      lastTime: cause.at,
      commands: [],
    },
    milestones: new Map(
      event.record.terms.milestones.map((definition) => [
        definition.id,
        newMilestone(event.record, definition, cause),
      ]),
    ),
  }),

  AgreementAccepted: (state, event, cause) =>
    withAgreement(state, (agreement) => ({
      ...agreement,
      signatures: [...agreement.signatures, { ...stampOf(cause), termsHash: event.termsHash }],
    })),

  AgreementActivated: (state, _event, cause) => decided(state, 'active', cause),
  AgreementDeclined: (state, _event, cause) => decided(state, 'declined', cause),
  AgreementWithdrawn: (state, _event, cause) => decided(state, 'withdrawn', cause),
  AgreementExpired: (state, _event, cause) => decided(state, 'expired', cause),

  TerminationProposed: (state, event, cause) =>
    withAgreement(state, (agreement) => ({
      ...agreement,
      termination: { ...event.termination, ...stampOf(cause) },
      terminations: event.termination.number,
    })),

  TerminationWithdrawn: (state) =>
    withAgreement(state, ({ termination: _termination, ...agreement }) => agreement),

  AgreementTerminated: (state, _event, cause) => ended(state, 'terminated', cause),
  AgreementCompleted: (state, _event, cause) => ended(state, 'completed', cause),

  ...amendmentEvolvers,
  ...disclosureEvolvers,
};

function decided(state: State, status: AgreementStatus, cause: Cause): State {
  return withAgreement(state, (agreement) => ({ ...agreement, status, decided: stampOf(cause) }));
}

function ended(state: State, status: AgreementStatus, cause: Cause): State {
  return withAgreement(state, (agreement) => ({ ...agreement, status, ended: stampOf(cause) }));
}
