import { NO_TRANCHE } from './payment/order.js';
import { takeLowest, type Interval } from './position.js';
import { merged } from './ranges.js';
import type { Review } from './review/state.js';
import { rangesWithout, SHARE_WHOLE, totalSize, type Range } from './shares.js';
import type { Milestone } from './state.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** The parts that a reviewer accepted, lowest first. */
export function acceptedParts({ review }: Pick<Milestone, 'review'>): readonly Range[] {
  const { acceptedShare: until, acceptedRanges } = review;
  if (acceptedRanges !== undefined) return acceptedRanges;
  return until === 0 ? [] : [{ from: 0, until }];
}

/**
 * Parts that can be claimed, lowest first: secured, undisputed, neither accepted before nor gone to
 * the buyer, nor given to the payee by a split.
 */
export function claimableParts(milestone: Milestone): readonly Range[] {
  const { position, orders } = milestone;
  const split = orders.filter(({ tranche, to }) => tranche === NO_TRANCHE && to === 'payee');
  return rangesWithout(
    [WHOLE],
    [
      ...acceptedParts(milestone),
      ...position.filter(isGone),
      ...split.flatMap(({ ranges }) => ranges),
    ],
  );
}

function isGone({ state, to }: Interval): boolean {
  return state === 'unsecured' || state === 'disputed' || state === 'lapsed' || to === 'buyer';
}

/** What the acceptance of so many parts accepts: the lowest that can be claimed. */
export function partsToAccept(milestone: Milestone, size: number): readonly Range[] {
  const claimable = claimableParts(milestone);
  return takeLowest(claimable, Math.min(size, totalSize(claimable)));
}

/**
 * The review with so many parts more accepted. Which ones is on record only where a dispute or a
 * reduction has left a gap below them.
 */
export function withAccepted(milestone: Milestone, size: number): Review {
  const { acceptedRanges: _known, ...review } = milestone.review;
  const acceptedShare = review.acceptedShare + size;
  const ranges = merged([...acceptedParts(milestone), ...partsToAccept(milestone, size)]);
  const isFromLowest = totalSize(rangesWithout([{ from: 0, until: acceptedShare }], ranges)) === 0;
  return isFromLowest
    ? { ...review, acceptedShare }
    : { ...review, acceptedShare, acceptedRanges: ranges };
}
