import { acceptedParts, isWhollyTaken } from './acceptance.js';
import type { Event, EventOf } from './catalogue.js';
import { evaluate, type Judge, type Leaf } from './condition.js';
import type { MilestoneId } from './ids.js';
import { present } from './invariant.js';
import { judgeOf } from './judge.js';
import { fallDue } from './payment/order.js';
import { partsIn } from './position.js';
import { openPresentation } from './presentations.js';
import { rangesInside, SHARE_BASIS_POINT, SHARE_WHOLE, type Range } from './shares.js';
import type { Facts, Milestone, State } from './state.js';
import type { TrancheTerms } from './terms.js';
import { waivedLeaves } from './waived.js';

/** What follows from a command: more events, or records that must be loaded first. */
export type Consequence =
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  | { readonly kind: 'needs'; readonly milestones: readonly MilestoneId[] };

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/**
 * The next thing that follows, by the rules, from what is on record of one milestone; none when
 * nothing does. The caller applies it and asks again.
 */
export function nextConsequence(
  milestone: Milestone,
  facts: Pick<Facts, 'at' | 'hashOf'>,
): readonly Event[] {
  const { agreementId, id: milestoneId } = milestone;
  if (!milestone.live) return [];
  if (canOpen(milestone)) return [{ type: 'MilestoneOpened', agreementId, milestoneId }];
  const { status } = milestone.delivery;
  if (status === 'waiting') return [];
  if (status === 'expired') return ofExpired(milestone);
  const due = nextDue(milestone, facts);
  if (due.length > 0) return due;
  if (isNewlyAccepted(milestone)) return [{ type: 'MilestoneAccepted', agreementId, milestoneId }];
  if (isNoLongerAccepted(milestone)) {
    return [{ type: 'MilestoneReopened', agreementId, milestoneId }];
  }
  if (awaitsTerms(milestone)) return [{ type: 'AmendedTermsApplied', agreementId, milestoneId }];
  return [];
}

/** Once nothing is under review any more, and it had its effect, the terms in force apply. */
function awaitsTerms(milestone: Milestone): boolean {
  return milestone.amended !== undefined && openPresentation(milestone) === undefined;
}

/** What expired releases nothing any more, but is accepted where a dispute gave it to the payee. */
function ofExpired(milestone: Milestone): readonly Event[] {
  const { agreementId, id: milestoneId, position } = milestone;
  const isLeft = partsIn(position, 'held', WHOLE).length > 0;
  if (isLeft || !isNewlyAccepted(milestone)) return [];
  return [{ type: 'MilestoneAccepted', agreementId, milestoneId }];
}

/** A milestone opens when any of it is secured and what it depends on is accepted. */
function canOpen(milestone: Milestone): boolean {
  const { delivery, slice, position } = milestone;
  if (delivery.status !== 'waiting' || partsIn(position, 'held', WHOLE).length === 0) return false;
  return slice.definition.dependsOn.every((id) =>
    delivery.reached.some((entry) => entry.id === id && entry.accepted !== undefined),
  );
}

function nextDue(milestone: Milestone, facts: Pick<Facts, 'at' | 'hashOf'>): readonly Event[] {
  for (const { tranche, within } of trancheRanges(milestone)) {
    const ranges = releasable(milestone, tranche, within, judgeOf(milestone, facts.at));
    if (ranges.length > 0) return trancheDue(milestone, { tranche, ranges }, facts);
  }
  return [];
}

/** Held parts of a tranche fall due to the payee, and are released at once where that is agreed. */
export function trancheDue(
  milestone: Milestone,
  of: { readonly tranche: TrancheTerms; readonly ranges: readonly Range[] },
  facts: Pick<Facts, 'at' | 'hashOf'>,
): readonly Event[] {
  const parts = { tranche: of.tranche.id, to: 'payee', ranges: of.ranges } as const;
  return fallDue(milestone, parts, facts);
}

/** The parts of each tranche: consecutive ranges in the order of the terms. */
export function trancheRanges(
  milestone: Milestone,
): readonly { readonly tranche: TrancheTerms; readonly within: Range }[] {
  let from = 0;
  return milestone.slice.definition.tranches.map((tranche) => {
    const until = from + tranche.shareBps * SHARE_BASIS_POINT;
    const within = { from, until };
    from = until;
    return { tranche, within };
  });
}

/** The held parts that a met condition releases. */
function releasable(
  milestone: Milestone,
  tranche: TrancheTerms,
  within: Range,
  judge: Judge,
): readonly Range[] {
  const released = releasedParts(milestone, tranche, within, judge);
  return released.flatMap((range) => partsIn(milestone.position, 'held', range));
}

/**
 * The parts of a tranche that its condition releases: all or, where acceptance met it, those that
 * were accepted; none while the condition is not met.
 */
export function releasedParts(
  milestone: Milestone,
  { condition }: TrancheTerms,
  within: Range,
  judge: Judge,
): readonly Range[] {
  if (condition === undefined) return [within];
  if (!evaluate(condition, judge).met) return [];
  if (evaluate(condition, unaided(milestone, judge)).met) return [within];
  return rangesInside(acceptedParts(milestone.review), within);
}

/** Whether nothing but an acceptance can meet a tranche's condition, whatever else is on record. */
export function needsAcceptance(milestone: Milestone, { condition }: TrancheTerms): boolean {
  if (condition === undefined) return false;
  const everything: Judge = { isMet: () => true, owedBy: () => '' };
  return !evaluate(condition, unaided(milestone, everything)).met;
}

/** Answers as if nothing had been accepted; what was waived needs no acceptance. */
function unaided(milestone: Milestone, judge: Judge): Judge {
  const { exporter } = milestone.slice.parties;
  const waived = waivedLeaves(milestone);
  const isByAcceptance = (leaf: Leaf): boolean =>
    leaf.type === 'acceptance' || (leaf.type === 'evidence' && leaf.from === exporter);
  return {
    ...judge,
    isMet: (leaf) => waived.has(leaf) || (!isByAcceptance(leaf) && judge.isMet(leaf)),
  };
}

/**
 * Accepted: the reviewer took something, and everything else was taken or is gone for good; where
 * nobody reviews, the first tranche became due. What is gone as a whole is never accepted.
 */
function isNewlyAccepted(milestone: Milestone): boolean {
  if (milestone.delivery.acceptedAt !== undefined) return false;
  if (milestone.slice.definition.review.by !== 'none') {
    return isWhollyTaken(milestone);
  }
  return hasFirstOrder(milestone);
}

/** Where nobody reviews, acceptance goes with the order of the first tranche. */
function isNoLongerAccepted(milestone: Milestone): boolean {
  const { delivery, slice } = milestone;
  if (delivery.acceptedAt === undefined || slice.definition.review.by !== 'none') return false;
  return !hasFirstOrder(milestone);
}

/** A tranche's order, or what a dispute gave the payee of the tranche. */
function hasFirstOrder(milestone: Milestone): boolean {
  const awarded = acceptedParts(milestone.review);
  return trancheRanges(milestone)
    .slice(0, 1)
    .some(
      ({ tranche: { id }, within }) =>
        rangesInside(awarded, within).length > 0 ||
        milestone.orders.some(
          ({ tranche, cancelled }) => tranche === id && cancelled === undefined,
        ),
    );
}

/**
 * What the events of one transaction mean to the milestones that depend on theirs:
 * `DependencyReached` for each that does not know it yet, `DependencyLost` for each that has not
 * begun, or the records that are needed to tell.
 */
export function dependencyConsequences(state: State, events: readonly Event[]): Consequence {
  const found: Event[] = [];
  const needs = new Set<MilestoneId>();
  for (const event of events) {
    const reached = reachedBy(state, event);
    if (reached === undefined) continue;
    const { milestone, what } = reached;
    for (const id of milestone.slice.dependants) {
      const dependant = state.milestones.get(id);
      if (dependant === undefined) needs.add(id);
      else found.push(...toDependant(dependant, milestone.id, what));
    }
  }
  return needs.size > 0
    ? { kind: 'needs', milestones: [...needs] }
    : { kind: 'events', events: found };
}

type Reached = 'accepted' | 'settled' | 'reopened';

function reachedBy(
  state: State,
  event: Event,
): { readonly milestone: Milestone; readonly what: Reached } | undefined {
  if (!isReaching(event)) return undefined;
  const found = state.milestones.get(event.milestoneId);
  const milestone = present(found, 'an event changes only a milestone that is loaded');
  if (event.type === 'MilestoneAccepted') return { milestone, what: 'accepted' };
  if (event.type === 'MilestoneReopened') return { milestone, what: 'reopened' };
  const isSettled = milestone.position.every((interval) => interval.state === 'settled');
  return isSettled ? { milestone, what: 'settled' } : undefined;
}

type ReachingEvent = EventOf<'MilestoneAccepted' | 'MilestoneReopened' | 'OrderSettled'>;

function isReaching(event: Event): event is ReachingEvent {
  const types: readonly string[] = ['MilestoneAccepted', 'MilestoneReopened', 'OrderSettled'];
  return types.includes(event.type);
}

function toDependant(
  dependant: Milestone,
  dependency: MilestoneId,
  reached: Reached,
): readonly Event[] {
  const { agreementId, id: milestoneId, delivery } = dependant;
  const known = delivery.reached.find(({ id }) => id === dependency);
  const on = { agreementId, milestoneId, dependency } as const;
  if (reached === 'reopened') {
    return hasNotBegun(dependant) ? [{ type: 'DependencyLost', ...on }] : [];
  }
  return known?.[reached] === undefined ? [{ type: 'DependencyReached', ...on, reached }] : [];
}

/** Nothing of it was presented, nor has any part moved from held. */
function hasNotBegun({ review, position }: Milestone): boolean {
  const isUntouched = position.every(({ state }) => state === 'unsecured' || state === 'held');
  return review.presentations.length === 0 && isUntouched;
}
