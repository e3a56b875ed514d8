import { DomainError, requireThat } from '../errors.js';
import { mspOf, type Msp, type ParticipantId } from '../ids.js';
import type { ConsortiumRole } from '../actor.js';
import type { Instant } from '../instant.js';
import { limits } from '../limits.js';
import { endorsersOf, inspectorsOf } from '../parties.js';
import { BPS_WHOLE } from '../shares.js';
import { isInBusiness } from '../standing.js';
import type { State } from '../state.js';
import type { Parameters, Parties, PublicTerms } from '../terms.js';
import { endOfAll, workingTime } from '../working-time.js';
import { checkMilestones } from './check-milestones.js';

/**
 * Checks proposed terms as a whole; of terms that amend others only the dates that they change.
 * @throws DomainError in this order: SHARES_NOT_WHOLE, ID_LISTED_TWICE, PARTICIPANT_NOT_ACTIVE,
 *   PARTICIPANT_ROLE_MISSING, AGREEMENT_MEMBERS_NOT_DISTINCT, AGREEMENT_CO_ENDORSERS_TOO_FEW,
 *   AGREEMENT_CO_ENDORSERS_TOO_MANY, those of the milestones, TERMS_DATE_PAST, LONG_STOP_TOO_EARLY
 */
export function checkTerms(check: {
  readonly terms: PublicTerms;
  readonly state: State;
  readonly parameters: Parameters;
  readonly at: Instant;
  /** The terms that they amend. */
  readonly amended?: PublicTerms;
}): void {
  const { terms, state } = check;
  checkShares(terms);
  checkIds(terms);
  checkRoles(terms.parties, state);
  checkMembers(terms.parties, state);
  checkMilestones(terms);
  checkDates(check);
}

function checkShares(terms: PublicTerms): void {
  const wholes = [
    { of: 'the agreement', shares: terms.milestones.map(({ shareBps }) => shareBps) },
    ...terms.milestones.map(({ id, tranches }) => ({
      of: String(id),
      shares: tranches.map(({ shareBps }) => shareBps),
    })),
  ];
  for (const { of, shares } of wholes) {
    const sum = shares.reduce((total, share) => total + share, 0);
    requireThat(sum === BPS_WHOLE, 'SHARES_NOT_WHOLE', { of });
  }
}

function checkIds(terms: PublicTerms): void {
  const lists: readonly (readonly string[])[] = [
    terms.milestones.map(({ id }) => id),
    ...terms.milestones.map(({ tranches }) => tranches.map(({ id }) => id)),
    ...terms.milestones.map(({ needs = [] }) => needs.map(({ id }) => id)),
    inspectorsOf(terms.parties),
    terms.parties.sources,
    terms.parties.auditors,
    terms.parties.financiers ?? [],
    terms.parties.coEndorsers,
  ];
  for (const ids of lists) {
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new DomainError('ID_LISTED_TWICE', { id: twice });
  }
}

function checkRoles(parties: Parties, state: State): void {
  const needs: readonly (readonly [ParticipantId | undefined, ConsortiumRole])[] = [
    [parties.exporter, 'exporter'],
    [parties.buyer, 'buyer'],
    [parties.bank, 'bank'],
    [parties.exporterBank, 'bank'],
    [parties.arbiter, 'arbiter'],
    ...inspectorsOf(parties).map((id) => [id, 'inspector'] as const),
    ...parties.sources.map((id) => [id, 'carrier'] as const),
    ...parties.auditors.map((id) => [id, 'auditor'] as const),
    ...(parties.financiers ?? []).map((id) => [id, 'financier'] as const),
  ];
  for (const [participant, role] of needs) {
    if (participant === undefined) continue;
    const record = state.participants.get(participant);
    const member = state.members.get(mspOf(participant));
    requireThat(record !== undefined && isInBusiness(record, member), 'PARTICIPANT_NOT_ACTIVE', {
      participant,
    });
    const holds = record.roles.includes(role) && member?.roles.includes(role) === true;
    requireThat(holds, 'PARTICIPANT_ROLE_MISSING', { participant, role });
  }
}

function checkMembers(parties: Parties, state: State): void {
  const [exporter, buyer, bank] = [parties.exporter, parties.buyer, parties.bank].map(mspOf);
  requireThat(new Set([exporter, buyer, bank]).size === 3, 'AGREEMENT_MEMBERS_NOT_DISTINCT', {
    rule: 'exporter, buyer and bank are hosted by three members',
  });
  const neutral = [...inspectorsOf(parties), ...(parties.arbiter ? [parties.arbiter] : [])];
  const partial = (msp: Msp): boolean => msp === exporter || msp === buyer;
  requireThat(!neutral.some((id) => partial(mspOf(id))), 'AGREEMENT_MEMBERS_NOT_DISTINCT', {
    rule: 'inspectors and arbiter are hosted by neither the exporter’s nor the buyer’s',
  });
  for (const msp of parties.coEndorsers) {
    requireThat(state.members.get(msp)?.status === 'active', 'MEMBER_NOT_ACTIVE', { msp });
  }
  const count = endorsersOf(parties).others.length;
  const { coEndorsersMin: min, coEndorsersMax: max } = limits;
  requireThat(count >= min, 'AGREEMENT_CO_ENDORSERS_TOO_FEW', { count, min });
  requireThat(count <= max, 'AGREEMENT_CO_ENDORSERS_TOO_MANY', { count, max });
}

function checkDates(check: {
  readonly terms: PublicTerms;
  readonly parameters: Parameters;
  readonly at: Instant;
  readonly amended?: PublicTerms;
}): void {
  const { terms, parameters, at, amended } = check;
  const dates: readonly (readonly [string, Instant])[] = [
    ['openUntil', terms.openUntil],
    ...(isFundingNew(terms, amended) ? [['fundingBy', terms.fundingBy] as const] : []),
    ...terms.milestones.flatMap(({ id, dueDate }, index) => {
      const before = amended?.milestones.find((each) => each.id === id);
      const path = `milestones.${String(index)}.dueDate`;
      return before?.dueDate === dueDate ? [] : [[path, dueDate] as const];
    }),
  ];
  for (const [path, date] of dates) requireThat(date > at, 'TERMS_DATE_PAST', { path });
  const time = workingTime({ calendar: terms.calendar, parameters });
  const needed = endOfAll(time, terms.milestones, at);
  requireThat(terms.longStop >= needed, 'LONG_STOP_TOO_EARLY', { needed });
}

/** A funding deadline stands once it has passed, unless it changes or binds another milestone. */
function isFundingNew(terms: PublicTerms, amended: PublicTerms | undefined): boolean {
  if (amended === undefined) return true;
  const isMore = terms.milestones.length > amended.milestones.length;
  return isMore || terms.fundingBy !== amended.fundingBy;
}
