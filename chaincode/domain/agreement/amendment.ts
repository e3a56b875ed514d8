import { loweredEvents, revaluedEvents } from '../amending.js';
import type { Event } from '../catalogue.js';
import { consentersOf, type AmendingTerms } from '../consenters.js';
import { requireInTime } from '../deadline.js';
import { agreementOf, type DecidersOf } from '../decider.js';
import { DomainError, requireThat } from '../errors.js';
import { signerOf } from '../facts.js';
import { newHolders } from '../filing.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone, State } from '../state.js';
import type { MilestoneTerms } from '../terms.js';
import type { AmendmentCommand } from './amendment-commands.js';
import {
  checkAmendment,
  isOvertaken,
  namedAmendment,
  standing,
  touchedShares,
  type AmendmentInSight,
} from './check-amendment.js';
import { dependenciesOf } from './check-milestones.js';
import { checkFiled, checkSeparate, termsHashOf } from './signing.js';
import type { Agreement, Amendment, TermsRecord } from './state.js';
import { checkActive } from './termination.js';

type Reached = Milestone['delivery']['reached'];

/** What each command on an amendment makes true. */
export const amendmentDeciders: DecidersOf<AmendmentCommand['type']> = {
  proposeAmendment: (state, command, facts) => {
    const { agreement, terms } = agreementOf(state);
    checkActive(agreement);
    const { agreementId, number, revalued, lowered } = command;
    checkNumber(agreement, state, number);
    const record: AmendingTerms = {
      v: 1,
      agreementId,
      version: number,
      proposedBy: signerOf(facts.actor),
      parameters: terms.parameters,
      terms: command.terms,
      amends: { version: agreement.termsVersion, revalued, lowered },
    };
    for (const { id: milestone } of addedBy(record, terms)) {
      requireThat(!state.milestones.has(milestone), 'MILESTONE_ID_TAKEN', { milestone });
    }
    checkAmendment({ state, terms, record, facts });
    const termsHash = termsHashOf(record, facts.hashOf);
    return [{ type: 'AmendmentProposed', agreementId, number, record, termsHash }];
  },

  consentToAmendment: (state, command, facts) => {
    const { agreement, terms } = agreementOf(state);
    checkActive(agreement);
    const { agreementId, number, termsHash } = command;
    const record = namedAmendment(state);
    const participant = participantOf(facts.actor);
    const open = openOrOpenable(agreement, record, participant);
    const consented = (open?.consents ?? []).map(({ by }) => by.participant);
    requireThat(!consented.includes(participant), 'AMENDMENT_ALREADY_CONSENTED', { number });
    const refusal = { code: 'AMENDMENT_EXPIRED', param: 'openUntil' } as const;
    requireInTime(record.terms.openUntil, facts, refusal);
    const isHash = termsHash === termsHashOf(record, facts.hashOf);
    requireThat(isHash, 'TERMS_HASH_MISMATCH');
    checkSeparate(record, facts);
    checkFiled(record, facts.actor.msp, facts);
    const on = { agreementId, number } as const;
    const consent: Event = { type: 'AmendmentConsented', ...on, participant, termsHash };
    const sight: AmendmentInSight = { state, terms, record, facts };
    if (open === undefined) return [opened(sight, command), consent];
    const asked = consentersOf(state, facts.hashOf);
    const isLast = asked.every((id) => id === participant || consented.includes(id));
    if (!isLast) return [consent];
    if (isOvertaken(open, sight)) return [consent, { type: 'AmendmentOvertaken', ...on }];
    checkAmendment(sight);
    for (const msp of newHolders(terms, record)) checkFiled(record, msp, facts);
    return [consent, ...effectsOf(sight)];
  },

  refuseAmendment: (state, command) => {
    const { agreementId, number } = command;
    checkOpen(agreementOf(state).agreement, number);
    return [{ type: 'AmendmentRefused', agreementId, number }];
  },

  withdrawAmendment: (state, command) => {
    const { agreementId, number } = command;
    checkOpen(agreementOf(state).agreement, number);
    return [{ type: 'AmendmentWithdrawn', agreementId, number }];
  },
};

/** Above what was opened, so that none opens twice; not far above, so that numbers last. */
function checkNumber(agreement: Agreement, { namedTerms }: State, number: number): void {
  const { amendments: after = agreement.termsVersion } = agreement;
  const until = after + limits.amendmentsAhead;
  const isFree = namedTerms === undefined && number > after && number <= until;
  requireThat(isFree, 'AMENDMENT_NUMBER_NOT_FREE', { number, after, until });
}

function checkOpen(agreement: Agreement, number: number): void {
  checkActive(agreement);
  requireThat(agreement.amendment?.number === number, 'AMENDMENT_NOT_OPEN', { number });
}

/** The amendment when it is open, nothing when this consent would open it. */
function openOrOpenable(
  { amendment, amendments = 0, termsVersion }: Agreement,
  { version: number, amends, proposedBy }: AmendingTerms,
  participant: string,
): Amendment | undefined {
  if (amendment?.number === number) return amendment;
  const isOpenable = number > amendments && proposedBy.participant === participant;
  requireThat(isOpenable, 'AMENDMENT_NOT_OPEN', { number });
  const { version } = amends;
  requireThat(version === termsVersion, 'AMENDMENT_OUTDATED', { version });
  if (amendment) throw new DomainError('AMENDMENT_ALREADY_OPEN', { number: amendment.number });
  return undefined;
}

function opened(
  sight: AmendmentInSight,
  {
    agreementId,
    termsHash,
  }: {
    readonly agreementId: TermsRecord['agreementId'];
    readonly termsHash: Amendment['termsHash'];
  },
): Event {
  checkAmendment(sight);
  const { state, record, facts } = sight;
  const { version: number } = record;
  const { openUntil } = record.terms;
  const asked = consentersOf(state, facts.hashOf);
  const shares = touchedShares(sight);
  const amendment = { number, termsHash, openUntil, asked, shares };
  return { type: 'AmendmentOpened', agreementId, number, amendment };
}

function addedBy(record: TermsRecord, { terms }: TermsRecord): readonly MilestoneTerms[] {
  const { milestones } = terms;
  return record.terms.milestones.filter(({ id }) => !milestones.some((each) => each.id === id));
}

/** The new terms come into force: money first, by the terms that valued it until now. */
function effectsOf(sight: AmendmentInSight): readonly Event[] {
  const { terms, record, facts } = sight;
  const { agreementId, version } = record;
  const { revalued, lowered } = record.amends;
  const money = standing(sight).flatMap((milestone) => {
    const low = lowered.find(({ milestoneId }) => milestoneId === milestone.id);
    if (low !== undefined) return loweredEvents(milestone, low, facts);
    return revalued.includes(milestone.id) ? revaluedEvents(milestone) : [];
  });
  const amended = record.terms.milestones.map((definition) => ({
    type: 'MilestoneAmended' as const,
    agreementId,
    milestoneId: definition.id,
    termsVersion: version,
    reached: newlyReached(definition, sight),
    reopens: isReopened(definition, sight),
  }));
  const activated = addedBy(record, terms).map(({ id: milestoneId }) => ({
    type: 'MilestoneActivated' as const,
    agreementId,
    milestoneId,
  }));
  const inEffect = { type: 'AmendmentTookEffect' as const, agreementId, number: version };
  return [...money, inEffect, ...amended, ...activated];
}

/** Nothing is performed of what expired unless it is due at another date. */
function isReopened(definition: MilestoneTerms, { state }: AmendmentInSight): boolean {
  const milestone = present(state.milestones.get(definition.id), 'every milestone is loaded');
  const isExpired = milestone.delivery.status === 'expired';
  return isExpired && milestone.slice.definition.dueDate !== definition.dueDate;
}

/** What a milestone newly depends on may have been reached before. */
function newlyReached(definition: MilestoneTerms, { state, facts }: AmendmentInSight): Reached {
  const own = present(state.milestones.get(definition.id), 'every milestone is loaded');
  const known = own.delivery.reached.map(({ id }) => id);
  return dependenciesOf(definition)
    .filter((id) => !known.includes(id))
    .flatMap((id) => {
      const target = present(state.milestones.get(id), 'every milestone is loaded');
      const reached = reachedOf(target, facts);
      return reached.accepted === undefined && reached.settled === undefined ? [] : [reached];
    });
}

function reachedOf({ id, delivery, position }: Milestone, { at }: Facts): Reached[number] {
  const { acceptedAt: accepted } = delivery;
  const isSettled = position.every(({ state }) => state === 'settled');
  return {
    id,
    ...(accepted === undefined ? {} : { accepted }),
    ...(isSettled ? { settled: at } : {}),
  };
}
