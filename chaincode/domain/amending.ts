import type { Amends, LoweredMilestone, TermsRecord } from './agreement/state.js';
import type { Event } from './catalogue.js';
import { trancheRanges } from './consequences.js';
import { movedParties, withMoved, type MovedParties } from './moved-parties.js';
import { giveBack } from './payment/give-back.js';
import { partsIn, takeHighest, type PositionState } from './position.js';
import { openPresentation } from './presentations.js';
import { reducedBy } from './reduction.js';
import { SHARE_WHOLE, totalSize, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';
import type { MilestoneTerms } from './terms.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** What an amendment may still move; anything else was earned, disputed or paid. */
const movable: readonly PositionState[] = ['unsecured', 'held', 'lapsed'];

/**
 * Whether the price and the boundaries of a milestone can no longer be amended: any part is
 * disputed, due or later, is claimed under review, or waits for what takes the place of a revoked
 * record.
 */
export function isFrozen(milestone: Milestone): boolean {
  const { position, revocations = [] } = milestone;
  const isMoved = position.some(({ state }) => !movable.includes(state));
  return isMoved || openPresentation(milestone) !== undefined || revocations.length > 0;
}

/**
 * Ids of the tranches whose condition was used: a part is disputed, due or later, or goes on to be
 * for what was revoked, or the buyer waived some of it.
 */
export function usedTranches(milestone: Milestone): ReadonlySet<string> {
  const { position, review, revocations = [] } = milestone;
  const moved = position.filter(({ state }) => !movable.includes(state));
  const earned = trancheRanges(milestone).filter(({ within }) =>
    moved.some(({ from, until }) => from < within.until && within.from < until),
  );
  const waived = (review.waivers ?? []).flatMap((waiver) =>
    waiver.waived.kind === 'condition' ? [waiver.waived.tranche] : [],
  );
  const back = revocations.map(({ tranche }) => tranche);
  return new Set([...earned.map(({ tranche }) => String(tranche.id)), ...waived, ...back]);
}

/** What the terms in force say of a milestone, with moved parties under their new ids. */
export function definitionInForce(milestone: Milestone, moved: MovedParties): MilestoneTerms {
  return withMoved(milestone.amended ?? milestone.slice.definition, moved);
}

/** Whether an amendment changes anything of a milestone but its nominal share and its hosts. */
export function isTouched(
  milestone: Milestone,
  record: TermsRecord & { readonly amends: Amends },
  hashOf: Facts['hashOf'],
): boolean {
  const { id, slice } = milestone;
  const { revalued, lowered } = record.amends;
  if (revalued.includes(id) || lowered.some(({ milestoneId }) => milestoneId === id)) return true;
  const before = definitionInForce(milestone, movedParties(slice.parties, record.terms.parties));
  const after = record.terms.milestones.filter((each) => each.id === id);
  return hashOf([before].map(withoutShare)) !== hashOf(after.map(withoutShare));
}

function withoutShare({ shareBps: _shareBps, ...definition }: MilestoneTerms): object {
  return definition;
}

/** Parts that a lower price can give back, lowest first: what is held or not secured yet. */
export function lowerableParts({ position }: Milestone): readonly Range[] {
  const parts = [...partsIn(position, 'unsecured', WHOLE), ...partsIn(position, 'held', WHOLE)];
  return parts.sort((one, other) => one.from - other.from);
}

/**
 * What a lower price gives back, for good: the highest parts. Those that are held go back as under
 * any reduction, the others lapse. A part keeps its worth, so that every order pays what it says.
 */
export function loweredEvents(
  milestone: Milestone,
  { share }: Pick<LoweredMilestone, 'share'>,
  facts: Pick<Facts, 'at' | 'hashOf'>,
): readonly Event[] {
  const { agreementId, id: milestoneId, position } = milestone;
  const given = takeHighest(lowerableParts(milestone), share);
  const unsecured = given.flatMap((range) => partsIn(position, 'unsecured', range));
  const held = given.flatMap((range) => partsIn(position, 'held', range));
  const events: Event[] = [];
  const reduce = (ranges: readonly Range[], number: number): void => {
    const reduction = { number, share: totalSize(ranges), reason: LOWERED };
    events.push(reducedBy(milestone, reduction));
  };
  const number = (milestone.review.reductions ?? []).length + 1;
  if (unsecured.length > 0) {
    reduce(unsecured, number);
    events.push({ type: 'ShareLapsed', agreementId, milestoneId, ranges: unsecured });
  }
  if (held.length > 0) {
    reduce(held, unsecured.length > 0 ? number + 1 : number);
    events.push(...giveBack(milestone, held, facts));
  }
  return events;
}

/** Reason of the reductions that an amendment makes. */
const LOWERED = 'AMENDED';

/** What is worth more is no longer secured, until a security names the new terms. */
export function revaluedEvents(milestone: Milestone): readonly Event[] {
  const { agreementId, id: milestoneId, position } = milestone;
  const ranges = partsIn(position, 'held', WHOLE);
  return ranges.length === 0 ? [] : [{ type: 'ShareUnsecured', agreementId, milestoneId, ranges }];
}
