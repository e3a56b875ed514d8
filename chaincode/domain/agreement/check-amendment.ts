import {
  definitionInForce,
  isFrozen,
  isTouched,
  loweredEvents,
  lowerableParts,
  usedTranches,
} from '../amending.js';
import { isAmending, type AmendingTerms } from '../consenters.js';
import { requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { movedParties } from '../moved-parties.js';
import { invariant, present } from '../invariant.js';
import { SHARE_BASIS_POINT, totalSize } from '../shares.js';
import type { Facts, Milestone, State } from '../state.js';
import type { MilestoneTerms, TrancheTerms } from '../terms.js';
import { checkTerms } from './check-terms.js';
import type { Amendment, LoweredMilestone, TermsRecord } from './state.js';

/** An amendment with what it is judged by. */
export interface AmendmentInSight {
  readonly state: State;
  readonly terms: TermsRecord;
  readonly record: AmendingTerms;
  readonly facts: Facts;
}

/**
 * Checks what an amendment would make of a running agreement: when it is proposed, opened and
 * consented to for the last time.
 * @throws DomainError in this order: MILESTONE_DROPPED, MILESTONE_NOT_FOUND, ID_LISTED_TWICE, those
 *   of `checkTerms`, then milestone by milestone MILESTONE_FROZEN, REDUCTIONS_EXHAUSTED,
 *   SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT
 */
export function checkAmendment({ state, terms, record, facts }: AmendmentInSight): void {
  const { milestones } = terms.terms;
  for (const { id: milestone } of milestones) {
    const isKept = record.terms.milestones.some(({ id }) => id === milestone);
    requireThat(isKept, 'MILESTONE_DROPPED', { milestone });
  }
  const { revalued, lowered } = record.amends;
  const named = [...revalued, ...lowered.map(({ milestoneId }) => milestoneId)];
  for (const id of named) {
    const isKnown = milestones.some((each) => each.id === id);
    requireThat(isKnown, 'MILESTONE_NOT_FOUND', { id });
    requireThat(named.indexOf(id) === named.lastIndexOf(id), 'ID_LISTED_TWICE', { id });
  }
  const { parameters } = record;
  const { terms: after } = record;
  checkTerms({ terms: after, state, parameters, at: facts.at, amended: terms.terms });
  for (const milestone of standing({ state, terms })) {
    checkKept(milestone, record, facts);
    const low = lowered.find(({ milestoneId }) => milestoneId === milestone.id);
    if (low !== undefined) checkLowered(milestone, low, facts);
  }
}

/** The milestones of the terms in force, in their order. */
export function standing({
  state,
  terms,
}: Pick<AmendmentInSight, 'state' | 'terms'>): readonly Milestone[] {
  return terms.terms.milestones.map(({ id }): Milestone =>
    present(state.milestones.get(id), 'every milestone is loaded'),
  );
}

/** Price and boundaries of what is frozen stay, and every condition that was used. */
function checkKept(milestone: Milestone, record: AmendingTerms, { hashOf }: Facts): void {
  const { id } = milestone;
  const refuse = (isKept: boolean, what: string): void => {
    requireThat(isKept, 'MILESTONE_FROZEN', { milestone: id, what });
  };
  const before = definitionInForce(
    milestone,
    movedParties(milestone.slice.parties, record.terms.parties),
  );
  const after = definitionOf(record, milestone);
  if (isFrozen(milestone)) {
    const { revalued, lowered } = record.amends;
    const isLowered = lowered.some(({ milestoneId }) => milestoneId === id);
    refuse(!revalued.includes(id) && !isLowered, 'amount');
    refuse(hashOf(boundariesOf(before)) === hashOf(boundariesOf(after)), 'tranches');
  }
  for (const used of usedTranches(milestone)) {
    const same = [before, after].map((definition) => hashOf(trancheIn(definition, used)));
    refuse(same[0] === same[1], `condition of ${used}`);
  }
}

function definitionOf({ terms }: TermsRecord, { id }: Milestone): MilestoneTerms {
  const found = terms.milestones.find((each) => each.id === id);
  return present(found, 'no milestone is left out of the terms');
}

function boundariesOf({ tranches }: MilestoneTerms): readonly object[] {
  return tranches.map(({ id, shareBps, advance }) => ({ id, shareBps, advance }));
}

function trancheIn({ tranches }: MilestoneTerms, used: string): readonly object[] {
  return tranches
    .filter(({ id }) => id === used)
    .map(({ shareBps: _share, ...rest }: TrancheTerms) => rest);
}

function checkLowered(milestone: Milestone, low: LoweredMilestone, facts: Facts): void {
  const { share, exact } = low;
  const available = totalSize(lowerableParts(milestone));
  requireThat(share <= available, 'SHARE_NOT_HELD', { available });
  const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === available;
  requireThat(exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
  const max = limits.reductions;
  const made = loweredEvents(milestone, low, facts).filter(
    ({ type }) => type === 'MilestoneReduced',
  );
  const { reductions = [] } = milestone.review;
  requireThat(reductions.length + made.length <= max, 'REDUCTIONS_EXHAUSTED', { max });
}

/** Where each milestone that an amendment touches stands now. */
export function touchedShares(of: AmendmentInSight): Amendment['shares'] {
  const { hashOf } = of.facts;
  return standing(of)
    .filter((milestone) => isTouched(milestone, of.record, hashOf))
    .map((milestone) => ({ milestoneId: milestone.id, hash: hashOf(shareOf(milestone)) }));
}

function shareOf(milestone: Milestone): object {
  const { position } = milestone;
  return { position, isFrozen: isFrozen(milestone) };
}

/** Whether a share that an amendment touches has moved since it was opened. */
export function isOvertaken({ shares }: Amendment, of: AmendmentInSight): boolean {
  return of.facts.hashOf(shares) !== of.facts.hashOf(touchedShares(of));
}

/** The amendment that a command names; the ledger refuses a missing one before any decision. */
export function namedAmendment({ namedTerms }: State): AmendingTerms {
  invariant(namedTerms !== undefined && isAmending(namedTerms), 'the named terms are loaded');
  return namedTerms;
}
