import { liveAssignments } from '../assignees.js';
import { requireThat } from '../errors.js';
import { rangesWithout, SHARE_BASIS_POINT, type Range } from '../shares.js';
import type { Milestone } from '../state.js';

/**
 * Parts that can be assigned, lowest first: held, or due to the exporter, and in no other live
 * assignment.
 * @param besides an assignment whose own parts count as not assigned
 */
export function assignableParts(milestone: Milestone, besides?: number): readonly Range[] {
  const open = milestone.position
    .filter(({ state, to }) => state === 'held' || (state === 'due' && to === 'payee'))
    .map(({ from, until }) => ({ from, until }));
  const taken = liveAssignments(milestone)
    .filter(({ number }) => number !== besides)
    .flatMap(({ ranges }) => ranges);
  return rangesWithout(open, taken);
}

/**
 * Refuses a share that is neither all, nor of basis points, nor said to be exact.
 * @throws DomainError SHARE_NOT_BASIS_POINT
 */
export function checkBoundary(
  { share, exact }: { readonly share: number; readonly exact?: true },
  available: number,
): void {
  const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === available;
  requireThat(exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
}
