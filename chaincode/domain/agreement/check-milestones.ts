import { isIndependent, isPossible, leavesOf, measureCondition, type Leaf } from '../condition.js';
import { requireThat } from '../errors.js';
import { mspOf, type MilestoneId, type ParticipantId } from '../ids.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import { inspectorsOf } from '../parties.js';
import type { MilestoneTerms, PublicTerms, TrancheTerms } from '../terms.js';

/**
 * Checks conditions, reviewers and dependencies of all milestones.
 * @throws DomainError in this order, milestone by milestone: REVIEWER_UNKNOWN, ARBITER_MISSING,
 *   CONDITION_PARTY_UNKNOWN (of the period of presentation), CONDITION_MISSING,
 *   CONDITION_TOO_LARGE, CONDITION_PARTY_UNKNOWN, CONDITION_NEVER_MET,
 *   MILESTONE_DEPENDENCY_UNKNOWN; then MILESTONE_DEPENDENCY_CYCLE, MILESTONE_DEPENDANTS_TOO_MANY,
 *   CONDITION_SELF_PROVED
 */
export function checkMilestones(terms: PublicTerms): void {
  for (const milestone of terms.milestones) {
    checkReviewer(milestone, terms);
    checkSilence(milestone, terms);
    checkPeriod(milestone, terms);
    for (const tranche of milestone.tranches) checkCondition(milestone, tranche, terms);
    checkDependencies(milestone, terms);
  }
  checkAcyclic(terms);
  checkDependants(terms);
  for (const milestone of terms.milestones) checkIndependence(milestone, terms);
}

function checkReviewer(milestone: MilestoneTerms, terms: PublicTerms): void {
  const { buyer, bank } = terms.parties;
  const permitted: readonly string[] = ['none', buyer, bank, ...inspectorsOf(terms.parties)];
  requireThat(permitted.includes(milestone.review.by), 'REVIEWER_UNKNOWN', {
    milestone: milestone.id,
  });
}

/** Silence can only put a milestone into the hands of an arbiter that is named. */
function checkSilence(milestone: MilestoneTerms, terms: PublicTerms): void {
  const { review, id } = milestone;
  const hasArbiter = terms.parties.arbiter !== undefined;
  requireThat(review.silence !== 'arbiter' || hasArbiter, 'ARBITER_MISSING', { milestone: id });
}

/** What the period of presentation runs from can come on record. */
function checkPeriod(milestone: MilestoneTerms, { parties }: PublicTerms): void {
  const of = milestone.review.presentWithin?.of;
  const refuse = (isParty: boolean, participant: string): void => {
    requireThat(isParty, 'CONDITION_PARTY_UNKNOWN', { milestone: milestone.id, participant });
  };
  if (of?.kind === 'inspection') refuse(inspectorsOf(parties).length > 0, 'an inspector');
  if (of?.kind === 'event') refuse(parties.sources.length > 0, 'a source');
}

function checkCondition(
  milestone: MilestoneTerms,
  tranche: TrancheTerms,
  terms: PublicTerms,
): void {
  const where = { milestone: milestone.id, tranche: tranche.id };
  if (tranche.condition === undefined) {
    requireThat(tranche.advance, 'CONDITION_MISSING', where);
    return;
  }
  const { depth, nodes } = measureCondition(tranche.condition);
  const fits = depth <= limits.conditionDepth && nodes <= limits.conditionNodes;
  requireThat(fits, 'CONDITION_TOO_LARGE', where);
  for (const leaf of leavesOf(tranche.condition)) checkLeafParty(milestone, leaf, terms);
  const possible = isPossible(tranche.condition, (leaf) => isPossibleLeaf(leaf, milestone, terms));
  requireThat(possible, 'CONDITION_NEVER_MET', where);
}

/** Others than the exporter attach less, and what the exporter attaches must be accepted. */
function isPossibleLeaf(leaf: Leaf, milestone: MilestoneTerms, terms: PublicTerms): boolean {
  if (leaf.type !== 'evidence') return true;
  if (leaf.from !== terms.parties.exporter) return leaf.min <= limits.evidenceOfOther;
  return milestone.review.by !== 'none';
}

function checkLeafParty(milestone: MilestoneTerms, leaf: Leaf, terms: PublicTerms): void {
  const { parties } = terms;
  const inspectors = inspectorsOf(parties);
  const refuse = (isParty: boolean, participant: string): void => {
    requireThat(isParty, 'CONDITION_PARTY_UNKNOWN', { milestone: milestone.id, participant });
  };
  if (leaf.type === 'evidence') {
    const attachers = [parties.exporter, ...inspectors, ...parties.sources];
    refuse(attachers.includes(leaf.from), leaf.from);
  } else if (leaf.type === 'event') {
    refuse(parties.sources.includes(leaf.source), leaf.source);
  } else if (leaf.type === 'acceptance') {
    refuse(milestone.review.by === leaf.by, leaf.by);
  } else if (asksFor(leaf, 'inspection')) {
    refuse(inspectors.length > 0, 'an inspector');
  } else if (asksFor(leaf, 'event')) {
    refuse(parties.sources.length > 0, 'a source');
  }
}

/** Whether a leaf is a result of that kind, or waits after one. */
function asksFor(leaf: Leaf, kind: 'inspection' | 'event'): boolean {
  return leaf.type === kind || (leaf.type === 'after' && leaf.of.kind === kind);
}

/** The milestones that must be reached before this one opens, or that its conditions name. */
export function dependenciesOf(milestone: MilestoneTerms): readonly MilestoneId[] {
  const named = milestone.tranches
    .flatMap(({ condition }) => (condition === undefined ? [] : leavesOf(condition)))
    .map(milestoneNamedBy)
    .filter((id) => id !== undefined && id !== milestone.id) as readonly MilestoneId[];
  return [...new Set([...milestone.dependsOn, ...named, ...periodOf(milestone)])];
}

/** The milestone that the period of presentation runs from. */
function periodOf({ review }: MilestoneTerms): readonly MilestoneId[] {
  const of = review.presentWithin?.of;
  return of?.kind === 'milestone' ? [of.id] : [];
}

function milestoneNamedBy(leaf: Leaf): MilestoneId | undefined {
  if (leaf.type === 'milestone') return leaf.id;
  return leaf.type === 'after' && leaf.of.kind === 'milestone' ? leaf.of.id : undefined;
}

/** The milestones that depend on `id`. */
export function dependantsOf(terms: PublicTerms, id: MilestoneId): readonly MilestoneId[] {
  return terms.milestones
    .filter((milestone) => dependenciesOf(milestone).includes(id))
    .map((milestone) => milestone.id);
}

function checkDependencies(milestone: MilestoneTerms, terms: PublicTerms): void {
  for (const dependency of [...milestone.dependsOn, ...dependenciesOf(milestone)]) {
    const isOther =
      dependency !== milestone.id && terms.milestones.some(({ id }) => id === dependency);
    requireThat(isOther, 'MILESTONE_DEPENDENCY_UNKNOWN', { milestone: milestone.id, dependency });
  }
  const namesItself = milestone.tranches
    .flatMap(({ condition }) => (condition === undefined ? [] : leavesOf(condition)))
    .some((leaf) => leaf.type === 'milestone' && leaf.id === milestone.id);
  requireThat(!namesItself, 'MILESTONE_DEPENDENCY_CYCLE', { milestone: milestone.id });
}

/** Removes milestones without open dependencies until none is left, or only cycles are. */
function checkAcyclic(terms: PublicTerms): void {
  let left = [...terms.milestones];
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const stuck = left.filter((each) => dependenciesOf(each).some((id) => ids.has(id)));
    const [first] = stuck;
    if (first === undefined) return;
    requireThat(stuck.length < left.length, 'MILESTONE_DEPENDENCY_CYCLE', { milestone: first.id });
    left = stuck;
  }
}

function checkDependants(terms: PublicTerms): void {
  const max = limits.directDependants;
  for (const { id } of terms.milestones) {
    const count = dependantsOf(terms, id).length;
    requireThat(count <= max, 'MILESTONE_DEPENDANTS_TOO_MANY', { milestone: id, max });
  }
}

function checkIndependence(milestone: MilestoneTerms, terms: PublicTerms): void {
  for (const tranche of milestone.tranches) {
    if (tranche.advance || tranche.condition === undefined) continue;
    const independent = isIndependent(tranche.condition, (leaf) =>
      isIndependentLeaf(leaf, milestone, terms),
    );
    requireThat(independent, 'CONDITION_SELF_PROVED', {
      milestone: milestone.id,
      tranche: tranche.id,
    });
  }
}

/** A leaf is independent when a member other than the payee's answers it; a date never is. */
function isIndependentLeaf(leaf: Leaf, milestone: MilestoneTerms, terms: PublicTerms): boolean {
  const payee = mspOf(terms.parties.exporter);
  const answeredByOther = (who: ParticipantId): boolean => mspOf(who) !== payee;
  switch (leaf.type) {
    case 'evidence':
      return answeredByOther(leaf.from);
    case 'event':
      return answeredByOther(leaf.source);
    case 'acceptance':
      return answeredByOther(leaf.by);
    case 'inspection':
    case 'instrument':
      return true;
    case 'date':
      return false;
    case 'milestone':
      return isIndependentMilestone(leaf.id, terms);
    case 'after':
      return isIndependentReference(leaf.of, milestone, terms);
  }
}

function isIndependentReference(
  reference: Extract<Leaf, { type: 'after' }>['of'],
  milestone: MilestoneTerms,
  terms: PublicTerms,
): boolean {
  if (reference.kind === 'inspection') return true;
  if (reference.kind === 'event') {
    return terms.parties.sources.every((id) => mspOf(id) !== mspOf(terms.parties.exporter));
  }
  if (reference.id === milestone.id) return milestone.review.by !== 'none';
  return isIndependentMilestone(reference.id, terms);
}

function isIndependentMilestone(id: MilestoneId, terms: PublicTerms): boolean {
  const found = terms.milestones.find((milestone) => milestone.id === id);
  const target = present(found, 'dependencies are checked before independence');
  if (target.review.by !== 'none') return true;
  const [first] = target.tranches;
  if (first?.condition === undefined || first.advance) return false;
  return isIndependent(first.condition, (leaf) => isIndependentLeaf(leaf, target, terms));
}
