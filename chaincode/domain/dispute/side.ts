import { requireThat } from '../errors.js';
import { participantOf } from '../policy.js';
import { SHARE_BASIS_POINT, totalSize } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import type { Dispute, Side, Split } from './state.js';

/** The side that the caller acts for: the policy lets nobody else come so far. */
export function sideOf({ slice }: Milestone, { actor }: Pick<Facts, 'actor'>): Side {
  return participantOf(actor) === slice.parties.exporter ? 'exporter' : 'buyer';
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'exporter' ? 'buyer' : 'exporter';
}

/**
 * The split that a command names, of all that is disputed.
 * @throws DomainError SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT
 */
export function checkedSplit(
  { ranges }: Dispute,
  { toPayee, toBuyer, exact }: Split & { readonly exact?: true },
): Split {
  const available = totalSize(ranges);
  requireThat(toPayee + toBuyer <= available, 'SHARE_NOT_HELD', { available });
  const isWhole = toPayee + toBuyer === available;
  const isBasisPoint = toPayee % SHARE_BASIS_POINT === 0 || toPayee === available;
  const isNext = toBuyer % SHARE_BASIS_POINT === 0 || isWhole;
  requireThat(exact === true || (isBasisPoint && isNext), 'SHARE_NOT_BASIS_POINT');
  return { toPayee, toBuyer };
}
