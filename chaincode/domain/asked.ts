import { leavesOf } from './condition.js';
import type { MilestoneTerms } from './terms.js';

/** Whether any condition of a milestone is about an inspection, or runs from one. */
export function asksForInspection({ tranches }: MilestoneTerms): boolean {
  return tranches
    .flatMap(({ condition }) => (condition === undefined ? [] : leavesOf(condition)))
    .some(
      (leaf) =>
        leaf.type === 'inspection' || (leaf.type === 'after' && leaf.of.kind === 'inspection'),
    );
}
