import { leavesOf, type Leaf } from './condition.js';
import { present } from './invariant.js';
import type { Waiver } from './review/state.js';
import type { Milestone } from './state.js';

/** Whether a waiver counts: none that still waits for the bank does. */
export function isInEffect({ needsBank, confirmed }: Waiver): boolean {
  return !needsBank || confirmed !== undefined;
}

/** The leaves of a milestone's conditions that its buyer waived, as its slice holds them. */
export function waivedLeaves({ review, slice }: Milestone): ReadonlySet<Leaf> {
  const leaves = new Set<Leaf>();
  for (const waiver of review.waivers ?? []) {
    const { waived } = waiver;
    if (waived.kind !== 'condition' || !isInEffect(waiver)) continue;
    const tranche = slice.definition.tranches.find(({ id }) => id === waived.tranche);
    const condition = present(tranche?.condition, 'only what a tranche asks for is waived');
    leaves.add(present(leavesOf(condition)[waived.leaf], 'only a leaf that exists is waived'));
  }
  return leaves;
}
