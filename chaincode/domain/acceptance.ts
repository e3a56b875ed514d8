import { takeLowest } from './position.js';
import { openPresentation } from './presentations.js';
import type { Review } from './review/state.js';
import { rangesWithout, SHARE_WHOLE, totalSize, type Range } from './shares.js';
import type { Milestone } from './state.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** The parts that the reviewer accepted, lowest first. */
export function acceptedParts({ acceptedShare, acceptedParts: listed }: Review): readonly Range[] {
  if (listed !== undefined) return listed;
  return acceptedShare === 0 ? [] : [{ from: 0, until: acceptedShare }];
}

/**
 * The parts that can be claimed, lowest first: secured, undisputed, not accepted before and not
 * gone for good.
 */
export function claimableParts({ position, review }: Milestone): readonly Range[] {
  const secured = position.filter(
    (part) => !isGone(part) && part.state !== 'unsecured' && part.state !== 'disputed',
  );
  return rangesWithout(secured, acceptedParts(review));
}

/** The lowest parts of what can be claimed, as many as there are up to a share. */
export function partsClaimed(milestone: Milestone, share: number): readonly Range[] {
  const claimable = claimableParts(milestone);
  return takeLowest(claimable, Math.min(share, totalSize(claimable)));
}

/** The parts that the presentation under review claims: nothing moves them until it is decided. */
export function claimedParts(milestone: Milestone): readonly Range[] {
  const open = openPresentation(milestone);
  return open === undefined ? [] : partsClaimed(milestone, open.claimedShare);
}

/** A review in which more parts are accepted; they are listed only where they have a gap. */
export function withAccepted(review: Review, parts: readonly Range[]): Review {
  const { acceptedParts: _listed, ...before } = review;
  const all = merged([...acceptedParts(review), ...parts]);
  const acceptedShare = totalSize(all);
  const isWithoutGap = all.every(({ from, until }) => from === 0 && until === acceptedShare);
  const after = { ...before, acceptedShare };
  return isWithoutGap ? after : { ...after, acceptedParts: all };
}

/** Whether something was accepted, and every part that was not is gone for good. */
export function isWhollyTaken({ position, review }: Milestone): boolean {
  if (review.acceptedShare === 0) return false;
  const taken = [...acceptedParts(review), ...position.filter(isGone)];
  return rangesWithout([WHOLE], taken).length === 0;
}

/** Lapsed, or the buyer's: no part of the milestone's price any more. */
function isGone({ state, to }: Milestone['position'][number]): boolean {
  return state === 'lapsed' || to === 'buyer';
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const ordered = [...ranges].sort((one, other) => one.from - other.from);
  return ordered.reduce<readonly Range[]>((done, { from, until }) => {
    const last = done.at(-1);
    if (last?.until !== from) return [...done, { from, until }];
    return [...done.slice(0, -1), { from: last.from, until }];
  }, []);
}
