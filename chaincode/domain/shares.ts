import { invariant } from './invariant.js';

/** Parts of a milestone: large enough that every exact amount of money is an interval of parts. */
export const SHARE_WHOLE = 1_000_000_000_000;

/** Basis points in a whole. */
export const BPS_WHOLE = 10_000;

/** Parts in one basis point of a milestone. */
export const SHARE_BASIS_POINT = SHARE_WHOLE / BPS_WHOLE;

/** A half-open range of parts `[from, until)` of one milestone. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Number of parts in a range. */
export function sizeOf(range: Range): number {
  return range.until - range.from;
}

/** Number of parts in all ranges. */
export function totalSize(ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => sum + sizeOf(range), 0);
}

/** The parts of ranges that no range of `taken` holds, in the same order. */
export function rangesWithout(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
  return taken.reduce<readonly Range[]>(
    (left, cut) =>
      left.flatMap(({ from, until }) =>
        [
          { from, until: Math.min(until, cut.from) },
          { from: Math.max(from, cut.until), until },
        ].filter((part) => part.from < part.until),
      ),
    ranges,
  );
}

/** The parts of ranges that some range of `others` holds too, in the order of the ranges. */
export function commonParts(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  return rangesWithout(ranges, rangesWithout(ranges, others));
}

/** What of the ranges lies inside another range, in the same order. */
export function rangesInside(ranges: readonly Range[], within: Range): readonly Range[] {
  return ranges
    .map(({ from, until }) => ({
      from: Math.max(from, within.from),
      until: Math.min(until, within.until),
    }))
    .filter(({ from, until }) => from < until);
}

/**
 * The money of a range, in minor units: `floor(amount × until / WHOLE) − floor(amount × from /
 * WHOLE)`. Neighbouring ranges add up exactly in every currency, because each boundary is rounded
 * once.
 */
export function amountOf(milestoneAmountMinor: bigint, range: Range): bigint {
  const whole = BigInt(SHARE_WHOLE);
  const upTo = (boundary: number): bigint => (milestoneAmountMinor * BigInt(boundary)) / whole;
  return upTo(range.until) - upTo(range.from);
}

/** The money of several ranges, in minor units. */
export function amountOfAll(milestoneAmountMinor: bigint, ranges: readonly Range[]): bigint {
  return ranges.reduce((sum, range) => sum + amountOf(milestoneAmountMinor, range), 0n);
}

/**
 * Whether an exact amount is what its nominal share says:
 * `|amount × 10,000 − total × shareBps| ≤ max(total, 10,000)`.
 */
export function isNominal(of: {
  readonly amountMinor: bigint;
  readonly totalMinor: bigint;
  readonly shareBps: number;
}): boolean {
  const whole = BigInt(BPS_WHOLE);
  const difference = of.amountMinor * whole - of.totalMinor * BigInt(of.shareBps);
  const distance = difference < 0n ? -difference : difference;
  return distance <= (of.totalMinor > whole ? of.totalMinor : whole);
}

/**
 * Exact amounts for nominal shares, which add up to the total: each is the difference of two
 * rounded running sums.
 * @returns minor units, in the order of the shares
 */
export function amountsForShares(
  totalMinor: bigint,
  shareBps: readonly number[],
): readonly bigint[] {
  invariant(
    shareBps.reduce((sum, share) => sum + share, 0) === BPS_WHOLE,
    'the shares of an agreement add up to 10,000 basis points',
  );
  const amounts: bigint[] = [];
  let running = 0;
  let paid = 0n;
  for (const share of shareBps) {
    running += share;
    const upTo = (totalMinor * BigInt(running)) / BigInt(BPS_WHOLE);
    amounts.push(upTo - paid);
    paid = upTo;
  }
  return amounts;
}
