import { liveAssignments } from '../assignees.js';
import { assignmentFilings } from '../assignment-filings.js';
import { requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { rangesWithout, SHARE_BASIS_POINT, type Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import type { Assignment } from './state.js';

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

/**
 * Checks that bank and financier hold what tells them of the assignment.
 * @throws DomainError DOCUMENT_NOT_FILED
 */
export function checkHolders(milestone: Milestone, assignment: Assignment, facts: Facts): void {
  for (const { msp, ref, hash } of assignmentFilings(milestone, assignment)) {
    const isFiled = facts.filed.get(filedKey(msp, ref)) === hash;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: `${ref.kind}/${ref.part}`, msp });
  }
}
