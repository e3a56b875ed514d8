import { isTouched } from './amending.js';
import type { Amends, TermsRecord } from './agreement/state.js';
import { asksForInspection } from './asked.js';
import { assigneesOf } from './assignees.js';
import type { ParticipantId } from './ids.js';
import { mentions } from './moved-parties.js';
import { inspectorsOf, signatoriesOf } from './parties.js';
import { SHARE_WHOLE } from './shares.js';
import type { Facts, State } from './state.js';
import type { MilestoneTerms, PublicTerms } from './terms.js';

/** A version of the terms that amends another. */
export type AmendingTerms = TermsRecord & { readonly amends: Amends };

/** Whether terms amend others: those that an agreement began with do not. */
export function isAmending(record: TermsRecord): record is AmendingTerms {
  return record.amends !== undefined;
}

/**
 * Who has to consent to the amendment that a command names: exporter, buyer and bank of the terms
 * in force and of the new ones, every other signatory whose duties are new or change, and the
 * assignees of what is touched. Nobody, where it names none.
 */
export function consentersOf(state: State, hashOf: Facts['hashOf']): readonly ParticipantId[] {
  const { terms, namedTerms, milestones } = state;
  if (terms === undefined || namedTerms === undefined || !isAmending(namedTerms)) return [];
  const [before, after] = [terms.terms, namedTerms.terms];
  const sides = [before, after].flatMap(({ parties }) => [
    parties.exporter,
    parties.buyer,
    parties.bank,
  ]);
  const isChanged = (id: ParticipantId): boolean =>
    hashOf(dutiesOf(before, id)) !== hashOf(dutiesOf(after, id));
  const assignees = [...milestones.values()]
    .filter((milestone) => isTouched(milestone, namedTerms, hashOf))
    .flatMap((milestone) => assigneesOf(milestone, [{ from: 0, until: SHARE_WHOLE }]));
  const others = signatoriesOf(after.parties).filter(isChanged);
  return [...new Set([...sides, ...others, ...assignees])];
}

/** All that terms ask of a party, and by what it is paid and judged. */
function dutiesOf(terms: PublicTerms, id: ParticipantId): unknown {
  const { contract, law, jurisdiction, calendar, charges, parties } = terms;
  const { disputeDefault, disputePeriods = {} } = terms;
  return {
    agreed: { contract, law, jurisdiction, calendar, charges, disputeDefault, disputePeriods },
    asArbiter: parties.arbiter === id,
    asInspector: parties.inspectors.filter((inspector) => mentions(inspector, id)),
    asSource: parties.sources.includes(id),
    milestones: terms.milestones.filter((each) => concerns(each, terms, id)).map(dutyIn),
  };
}

/** An arbiter may have to decide on any; others answer for what names them or an inspection. */
function concerns(milestone: MilestoneTerms, { parties }: PublicTerms, id: ParticipantId): boolean {
  if (parties.arbiter === id || mentions(milestone, id)) return true;
  return inspectorsOf(parties).includes(id) && asksForInspection(milestone);
}

/** A milestone as all of its parties read it: without its price, and how it is paid. */
function dutyIn(milestone: MilestoneTerms): object {
  const { shareBps: _price, title: _title, approval: _approval, ...duty } = milestone;
  return { ...duty, commitments: { technical: milestone.commitments.technical } };
}
