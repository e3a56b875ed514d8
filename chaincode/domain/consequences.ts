import type { Event } from './catalogue.js';
import { evaluate, type Judge, type Leaf } from './condition.js';
import type { MilestoneId } from './ids.js';
import { present } from './invariant.js';
import { judgeOf } from './judge.js';
import { approved, newOrder } from './payment/order.js';
import { partsIn } from './position.js';
import { SHARE_BASIS_POINT, SHARE_WHOLE, type Range } from './shares.js';
import type { Facts, Milestone, State } from './state.js';
import type { TrancheTerms } from './terms.js';

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
  if (milestone.delivery.status === 'waiting') return [];
  const due = nextDue(milestone, facts);
  if (due.length > 0) return due;
  if (isNewlyAccepted(milestone)) return [{ type: 'MilestoneAccepted', agreementId, milestoneId }];
  return [];
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
  const { agreementId, id: milestoneId } = milestone;
  const parts = { tranche: of.tranche.id, to: 'payee', ranges: of.ranges } as const;
  const order = newOrder(milestone, parts, facts);
  const due: Event = { type: 'ShareDue', agreementId, milestoneId, order };
  const isAutomatic = milestone.slice.definition.approval === 'automatic';
  return isAutomatic ? [due, approved(milestone, order, 'rule', facts.at)] : [due];
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

/** The held parts that a met condition releases: where acceptance met it, what was accepted. */
function releasable(
  milestone: Milestone,
  { condition }: TrancheTerms,
  within: Range,
  judge: Judge,
): readonly Range[] {
  if (condition !== undefined && !evaluate(condition, judge).met) return [];
  const isWhole = condition === undefined || evaluate(condition, unaided(milestone, judge)).met;
  const accepted = Math.min(within.until, milestone.review.acceptedShare);
  const until = isWhole ? within.until : accepted;
  return partsIn(milestone.position, 'held', { from: within.from, until });
}

/** Answers as if nothing had been accepted. */
function unaided({ slice }: Milestone, judge: Judge): Judge {
  const { exporter } = slice.parties;
  const isByAcceptance = (leaf: Leaf): boolean =>
    leaf.type === 'acceptance' || (leaf.type === 'evidence' && leaf.from === exporter);
  return { ...judge, isMet: (leaf) => !isByAcceptance(leaf) && judge.isMet(leaf) };
}

/**
 * Accepted: everything was taken by the reviewer or, where nobody reviews, the first tranche became
 * due.
 */
function isNewlyAccepted(milestone: Milestone): boolean {
  if (milestone.delivery.acceptedAt !== undefined) return false;
  if (milestone.slice.definition.review.by !== 'none') {
    return milestone.review.acceptedShare === SHARE_WHOLE;
  }
  const [first] = milestone.slice.definition.tranches;
  return milestone.orders.some(({ tranche }) => tranche === first?.id);
}

/**
 * What the events of one transaction mean to the milestones that depend on theirs:
 * `DependencyReached` for each that does not know it yet, or the records that are needed to tell.
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
      else if (!knows(dependant, milestone.id, what))
        found.push(reaching(dependant, milestone.id, what));
    }
  }
  return needs.size > 0
    ? { kind: 'needs', milestones: [...needs] }
    : { kind: 'events', events: found };
}

type Reached = 'accepted' | 'settled';

function reachedBy(
  state: State,
  event: Event,
): { readonly milestone: Milestone; readonly what: Reached } | undefined {
  if (event.type !== 'MilestoneAccepted' && event.type !== 'OrderSettled') return undefined;
  const found = state.milestones.get(event.milestoneId);
  const milestone = present(found, 'an event changes only a milestone that is loaded');
  if (event.type === 'MilestoneAccepted') return { milestone, what: 'accepted' };
  const isSettled = milestone.position.every((interval) => interval.state === 'settled');
  return isSettled ? { milestone, what: 'settled' } : undefined;
}

function knows(dependant: Milestone, id: MilestoneId, what: Reached): boolean {
  return dependant.delivery.reached.some((entry) => entry.id === id && entry[what] !== undefined);
}

function reaching(dependant: Milestone, dependency: MilestoneId, reached: Reached): Event {
  const { agreementId, id: milestoneId } = dependant;
  return { type: 'DependencyReached', agreementId, milestoneId, dependency, reached };
}
