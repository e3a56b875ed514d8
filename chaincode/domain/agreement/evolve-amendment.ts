import type { Cause } from '../actor.js';
import type { EventOf } from '../catalogue.js';
import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import { movedParties, withMoved } from '../moved-parties.js';
import { signatoriesOf } from '../parties.js';
import { asksForInspection } from '../asked.js';
import { openPresentation } from '../presentations.js';
import type { Milestone, State } from '../state.js';
import type { MilestoneTerms } from '../terms.js';
import type { AmendmentEvent } from './amendment-events.js';
import { newMilestone, sliceOf, withAgreement } from './records.js';
import type { Agreement, AmendmentEnd, Amendment, Signature, TermsRecord } from './state.js';

/** What each event of an amendment changes on record. */
export const amendmentEvolvers: EvolversOf<AmendmentEvent['type']> = {
  AmendmentProposed: (state, { record }, cause) => {
    const added = record.terms.milestones.filter(({ id }) => !state.milestones.has(id));
    const milestones = added.map((each) => [each.id, newMilestone(record, each, cause)] as const);
    return {
      ...state,
      namedTerms: record,
      milestones: new Map([...state.milestones, ...milestones]),
    };
  },

  AmendmentOpened: (state, event) =>
    withAgreement(state, (agreement) => ({
      ...agreement,
      amendment: { ...event.amendment, consents: [] },
      amendments: event.number,
    })),

  AmendmentConsented: (state, { termsHash }, cause) =>
    withAgreement(state, (agreement) => {
      const amendment = openAmendment(agreement);
      const consents = [...amendment.consents, { ...stampOf(cause), termsHash }];
      return { ...agreement, amendment: { ...amendment, consents } };
    }),

  AmendmentRefused: (state, event, cause) => ended(state, event, 'refused', cause),
  AmendmentWithdrawn: (state, event, cause) => ended(state, event, 'withdrawn', cause),
  AmendmentExpired: (state, event, cause) => ended(state, event, 'expired', cause),
  AmendmentOvertaken: (state, event, cause) => ended(state, event, 'overtaken', cause),

  AmendmentTookEffect: (state, event, cause) => {
    const terms = present(state.namedTerms, 'terms are loaded before they come into force');
    return ended({ ...withTerms(state, terms), terms }, event, 'in-effect', cause);
  },

  MilestoneAmended: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const terms = present(state.terms, 'terms come into force before their milestones');
      const { termsVersion, reopens } = event;
      const before = reopens ? reopened(milestone) : milestone.delivery;
      const delivery = { ...before, reached: [...before.reached, ...event.reached] };
      return underTerms({ ...milestone, termsVersion, delivery }, terms, cause);
    }),

  AmendedTermsApplied: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const definition = present(milestone.amended, 'only terms that wait are applied');
      return defined(milestone, definition, cause);
    }),
};

function openAmendment({ amendment }: Agreement): Amendment {
  return present(amendment, 'an event changes only an amendment that is open');
}

function ended(
  state: State,
  { number }: EventOf<AmendmentEvent['type']> & { readonly number: number },
  as: AmendmentEnd,
  cause: Cause,
): State {
  return withAgreement(state, ({ amendment: _amendment, ...agreement }) => ({
    ...agreement,
    lastAmendment: { number, as, ...stampOf(cause) },
  }));
}

/** Each signatory's latest signature counts; who is none any more has none. */
function withTerms(state: State, { version, terms }: TermsRecord): State {
  return withAgreement(state, (agreement) => {
    const { consents, termsHash } = openAmendment(agreement);
    const signed = ({ by }: Signature): string => by.participant;
    const again = consents.map(signed);
    const signatories: readonly string[] = signatoriesOf(terms.parties);
    const kept = agreement.signatures.filter((each) => !again.includes(signed(each)));
    const { versions = [agreement.termsVersion] } = agreement;
    return {
      ...agreement,
      termsVersion: version,
      termsHash,
      versions: [...versions, version],
      signatures: [...kept, ...consents].filter((each) => signatories.includes(signed(each))),
    };
  });
}

/**
 * A milestone under the terms that came into force. What is under review keeps its own definition,
 * with moved parties under their new ids, and the new one waits.
 */
function underTerms(milestone: Milestone, terms: TermsRecord, cause: Cause): Milestone {
  const found = terms.terms.milestones.find(({ id }) => id === milestone.id);
  const definition = present(found, 'no milestone is left out of the terms');
  const { slice: before } = milestone;
  const slice = sliceOf(terms, definition);
  if (openPresentation(milestone) === undefined) {
    return defined(
      { ...milestone, slice: { ...slice, definition: before.definition } },
      definition,
      cause,
    );
  }
  const kept = withMoved(before.definition, movedParties(before.parties, slice.parties));
  return { ...milestone, slice: { ...slice, definition: kept }, amended: definition };
}

/** As it was before it expired. */
function reopened({ delivery, review }: Milestone): Milestone['delivery'] {
  const { expiry: _expiry, ...others } = delivery;
  return { ...others, status: review.presentations.length > 0 ? 'refused' : 'open' };
}

/**
 * A milestone by its new definition: what was asked by the former alone is asked no more, and a new
 * due date takes the place of the former with all that had moved it.
 */
function defined(
  { amended: _amended, ...milestone }: Milestone,
  definition: MilestoneTerms,
  { at }: Cause,
): Milestone {
  const slice = { ...milestone.slice, definition };
  const delivery = stillAsked(milestone, definition);
  const { dueDate } = definition;
  if (milestone.slice.definition.dueDate === dueDate) return { ...milestone, slice, delivery };
  return {
    ...milestone,
    slice,
    review: { ...milestone.review, dueDate, cured: false },
    delivery: { ...delivery, countedUntil: at },
  };
}

/** Needs that no terms name any more, and inspections that none ask for, stop no due date. */
function stillAsked(
  { delivery }: Pick<Milestone, 'delivery'>,
  definition: MilestoneTerms,
): Milestone['delivery'] {
  const { blocks, inspectionRequest, ...others } = delivery;
  const { needs = [] } = definition;
  const named = blocks?.filter(({ need }) => needs.some(({ id }) => id === need));
  const isRequested = inspectionRequest !== undefined && asksForInspection(definition);
  return {
    ...others,
    ...(named === undefined ? {} : { blocks: named }),
    ...(isRequested ? { inspectionRequest } : {}),
  };
}
