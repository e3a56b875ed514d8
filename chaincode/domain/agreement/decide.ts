import { isOver, requireInTime, type Moment } from '../deadline.js';
import { agreementOf, type DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { signerOf } from '../facts.js';
import { agreementIdSchema, base32OfHash, type AgreementId, type ParticipantId } from '../ids.js';
import type { Instant } from '../instant.js';
import { limits } from '../limits.js';
import { signatoriesOf } from '../parties.js';
import { checkParty, participantOf } from '../policy.js';
import { isEnded } from '../position.js';
import type { Facts } from '../state.js';
import { amendmentDeciders } from './amendment.js';
import { checkTerms } from './check-terms.js';
import type { AgreementCommand } from './commands.js';
import type { Agreement, TermsRecord } from './state.js';
import { disclosureDeciders } from './disclosure.js';
import { checkFiled, checkSeparate, termsHashOf } from './signing.js';
import { checkActive, terminationDeciders } from './termination.js';

/** Id of the agreement that a proposal creates: derived, so that a repeat finds it. */
export function agreementIdFor(
  proposer: ParticipantId,
  commandId: string,
  hashOf: Facts['hashOf'],
): AgreementId {
  const hash = hashOf({ commandId, participant: proposer });
  return agreementIdSchema.parse(`A${base32OfHash(hash, 30)}`);
}

/** What each command on an agreement makes true. */
export const agreementDeciders: DecidersOf<AgreementCommand['type']> = {
  proposeAgreement: (state, command, facts) => {
    const { terms } = command;
    const { parties } = terms;
    checkParty({ parties }, facts.actor, command.type);
    const parameters = required(state.parameters, 'CONSORTIUM_NOT_BOOTSTRAPPED');
    checkTerms({ terms, state, parameters, at: facts.at });
    const { profile, dayMillis, toleranceMillis } = parameters;
    const proposedBy = signerOf(facts.actor);
    const agreementId = agreementIdFor(proposedBy.participant, command.commandId, facts.hashOf);
    const record: TermsRecord = {
      v: 1,
      agreementId,
      version: 1,
      proposedBy,
      parameters: { profile, dayMillis, toleranceMillis },
      terms,
    };
    const termsHash = termsHashOf(record, facts.hashOf);
    return [{ type: 'AgreementProposed', agreementId, record, termsHash }];
  },

  acceptAgreement: (state, command, facts) => {
    const { agreement, terms } = agreementOf(state);
    const participant = participantOf(facts.actor);
    checkOpen(agreement);
    const signed = agreement.signatures.map((signature) => signature.by.participant);
    requireThat(!signed.includes(participant), 'AGREEMENT_ALREADY_SIGNED');
    checkStillOpen(terms, facts);
    requireThat(command.termsHash === agreement.termsHash, 'TERMS_HASH_MISMATCH');
    checkSeparate(terms, facts);
    checkFiled(terms, facts.actor.msp, facts);
    const { agreementId, termsHash } = command;
    const accepted = { type: 'AgreementAccepted' as const, agreementId, participant, termsHash };
    const signatories = signatoriesOf(terms.terms.parties);
    const isLast = signatories.every((id) => id === participant || signed.includes(id));
    if (!isLast) return [accepted];
    const activated = [...state.milestones.keys()].map((milestoneId) => ({
      type: 'MilestoneActivated' as const,
      agreementId,
      milestoneId,
    }));
    return [accepted, { type: 'AgreementActivated', agreementId }, ...activated];
  },

  declineAgreement: (state, command) => {
    const { agreement } = agreementOf(state);
    checkOpen(agreement);
    return [{ type: 'AgreementDeclined', agreementId: command.agreementId }];
  },

  withdrawAgreement: (state, command) => {
    const { agreement } = agreementOf(state);
    checkOpen(agreement);
    return [{ type: 'AgreementWithdrawn', agreementId: command.agreementId }];
  },

  advanceAgreement: (state, command, facts) => {
    const { agreement, terms } = agreementOf(state);
    const { agreementId } = command;
    const isPast = (until: Instant): boolean => isOver(until, facts, terms.parameters);
    const { status, amendment } = agreement;
    if (status === 'proposed' && isPast(terms.terms.openUntil)) {
      return [{ type: 'AgreementExpired', agreementId }];
    }
    if (status !== 'active' || amendment === undefined || !isPast(amendment.openUntil)) return [];
    return [{ type: 'AmendmentExpired', agreementId, number: amendment.number }];
  },

  closeAgreement: (state, command) => {
    checkActive(agreementOf(state).agreement);
    for (const { id: milestone, position, exceptions = [] } of state.milestones.values()) {
      requireThat(isEnded(position), 'AGREEMENT_NOT_FINISHED', { milestone });
      const open = exceptions.filter(({ resolved }) => resolved === undefined).length;
      requireThat(open === 0, 'EXCEPTIONS_OPEN', { milestone, open });
    }
    return [{ type: 'AgreementCompleted', agreementId: command.agreementId }];
  },

  ...terminationDeciders,
  ...amendmentDeciders,
  ...disclosureDeciders,
};

function checkOpen({ status }: Agreement): void {
  requireThat(status === 'proposed', 'AGREEMENT_NOT_PROPOSED', { status });
}

function checkStillOpen({ terms }: TermsRecord, moment: Moment): void {
  requireInTime(terms.openUntil, moment, { code: 'PROPOSAL_EXPIRED', param: 'openUntil' });
}

/** Largest terms record, in bytes of its canonical text. @throws DomainError TERMS_TOO_LARGE */
export function checkTermsSize(bytes: number): void {
  const max = limits.termsBytes;
  requireThat(bytes <= max, 'TERMS_TOO_LARGE', { bytes, max });
}
