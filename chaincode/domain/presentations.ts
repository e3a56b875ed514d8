import type { Sha256 } from './ids.js';
import type { Presentation, Suspension } from './review/state.js';
import type { Facts, Milestone } from './state.js';

/** A presentation whose review stands still. */
export type SuspendedPresentation = Presentation & { readonly suspension: Suspension };

/** The presentation that is under review. */
export function openPresentation({ review }: Milestone): Presentation | undefined {
  return review.presentations.find(({ outcome }) => outcome === undefined);
}

/** The presentation whose review stands still now. */
export function suspendedPresentation(milestone: Milestone): SuspendedPresentation | undefined {
  const open = openPresentation(milestone);
  return open !== undefined && isSuspended(open) ? open : undefined;
}

/** Whether the clock of a review stands still. */
export function isSuspended(presentation: Presentation): presentation is SuspendedPresentation {
  const { suspension } = presentation;
  return suspension !== undefined && suspension.resumedAt === undefined;
}

/**
 * Whether all presentations are used and something is left that none of them was accepted for: both
 * sides may then have it decided at once.
 */
export function isExhausted(milestone: Milestone): boolean {
  const { presentations } = milestone.review;
  const isUsedUp = presentations.length >= milestone.slice.definition.review.maxPresentations;
  const isEnded = openPresentation(milestone) === undefined;
  return isUsedUp && isEnded && milestone.delivery.status !== 'accepted';
}

/** The hash of what is presented, which its reviewer names. */
export function hashOfPresentation(
  { agreementId, id: milestoneId }: Milestone,
  content: Pick<Presentation, 'number' | 'evidence' | 'claimedShare'>,
  { hashOf }: Pick<Facts, 'hashOf'>,
): Sha256 {
  const { number, evidence, claimedShare } = content;
  return hashOf({ agreementId, milestoneId, number, evidence, claimedShare });
}
