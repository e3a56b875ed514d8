import { invariant } from './invariant.js';
import { SHARE_WHOLE, sizeOf, totalSize, type Range } from './shares.js';

/** Where a part of a milestone's money is; the only state of money in the ledger. */
export const positionStates = [
  'unsecured',
  'held',
  'disputed',
  'due',
  'approved',
  'instructed',
  'settled',
  'lapsed',
] as const;
export type PositionState = (typeof positionStates)[number];

/** Whom a part is paid to, from `due` on. */
export type Payee = 'payee' | 'buyer';

/** A range of parts in one state. */
export interface Interval extends Range {
  readonly state: PositionState;
  readonly to?: Payee;
}

/** A partition of `[0, SHARE_WHOLE)`, ordered, neighbours different. */
export type Position = readonly Interval[];

/** Every move that money can make; any other is a programming error. */
export const allowedMoves: Readonly<Record<PositionState, readonly PositionState[]>> = {
  unsecured: ['held', 'lapsed'],
  held: ['unsecured', 'disputed', 'due'],
  disputed: ['held', 'unsecured', 'due'],
  due: ['approved', 'held'],
  approved: ['instructed', 'held'],
  instructed: ['settled', 'approved'],
  settled: ['approved'],
  lapsed: [],
};

const statesWithPayee: readonly PositionState[] = ['due', 'approved', 'instructed', 'settled'];

/** The position of a milestone that nobody secured yet. */
export const unsecuredPosition: Position = [{ from: 0, until: SHARE_WHOLE, state: 'unsecured' }];

/**
 * Checks that a position is a partition: whole, ordered, nothing lost and nothing twice.
 * @throws InvariantError
 */
export function checkPartition(position: Position): void {
  let boundary = 0;
  for (const interval of position) {
    invariant(
      interval.from === boundary,
      'each interval of a position starts where the last ended',
    );
    invariant(Number.isSafeInteger(interval.until), 'the boundaries of a position are integers');
    invariant(interval.until > interval.from, 'no interval of a position is empty');
    invariant(
      statesWithPayee.includes(interval.state) === (interval.to !== undefined),
      'an interval names its payee from due on, and not before',
    );
    boundary = interval.until;
  }
  invariant(boundary === SHARE_WHOLE, 'the intervals of a position cover the whole milestone');
}

/**
 * What to move: the ranges, the state they must be in, the state they come to and, from due on, the
 * payee.
 */
export interface Move {
  readonly ranges: readonly Range[];
  readonly from: PositionState;
  readonly into: PositionState;
  readonly to?: Payee;
}

/**
 * Moves ranges from one state into another; the payee of an interval stays unless the move names
 * one.
 * @throws InvariantError when a range is not wholly in the state it should leave, or the move is
 *   not allowed
 */
export function movePosition(position: Position, move: Move): Position {
  invariant(
    allowedMoves[move.from].includes(move.into),
    `a part never moves from ${move.from} to ${move.into}`,
  );
  let moved = position;
  for (const range of move.ranges) moved = moveRange(moved, move, range);
  const merged = merge(moved);
  checkPartition(merged);
  return merged;
}

function moveRange(position: Position, move: Move, range: Range): Position {
  invariant(
    Number.isSafeInteger(range.from) &&
      Number.isSafeInteger(range.until) &&
      range.from < range.until,
    'a moved range is a non-empty range of whole parts',
  );
  let found = 0;
  const result: Interval[] = [];
  for (const interval of position) {
    const from = Math.max(interval.from, range.from);
    const until = Math.min(interval.until, range.until);
    if (from >= until) {
      result.push(interval);
      continue;
    }
    invariant(interval.state === move.from, `a moved part is ${move.from} before the move`);
    found += until - from;
    if (interval.from < from) result.push({ ...interval, until: from });
    result.push(intoState({ from, until }, move, interval.to));
    if (until < interval.until) result.push({ ...interval, from: until });
  }
  invariant(found === sizeOf(range), 'a moved range lies inside the milestone');
  return result;
}

function intoState(range: Range, move: Move, before: Payee | undefined): Interval {
  const bare = { from: range.from, until: range.until, state: move.into };
  const to = move.to ?? before;
  return statesWithPayee.includes(move.into) && to !== undefined ? { ...bare, to } : bare;
}

function merge(position: Position): Position {
  const result: Interval[] = [];
  for (const interval of position) {
    const last = result.at(-1);
    if (last?.state === interval.state && last.to === interval.to) {
      result[result.length - 1] = { ...last, until: interval.until };
    } else {
      result.push(interval);
    }
  }
  return result;
}

/** The parts of `within` that are in `state`, lowest first. */
export function partsIn(position: Position, state: PositionState, within: Range): readonly Range[] {
  const result: Range[] = [];
  for (const interval of position) {
    const from = Math.max(interval.from, within.from);
    const until = Math.min(interval.until, within.until);
    if (interval.state === state && from < until) result.push({ from, until });
  }
  return result;
}

/** The lowest `size` parts of ranges that are ordered lowest first. */
export function takeLowest(ranges: readonly Range[], size: number): readonly Range[] {
  const result: Range[] = [];
  let left = size;
  for (const range of ranges) {
    if (left <= 0) break;
    const until = Math.min(range.until, range.from + left);
    result.push({ from: range.from, until });
    left -= until - range.from;
  }
  invariant(left <= 0, 'no more is taken than there is');
  return result;
}

/** The highest `size` parts of ranges that are ordered lowest first, in the same order. */
export function takeHighest(ranges: readonly Range[], size: number): readonly Range[] {
  const total = totalSize(ranges);
  invariant(size <= total, 'no more is taken than there is');
  const result: Range[] = [];
  let left = size;
  for (const range of [...ranges].reverse()) {
    if (left <= 0) break;
    const from = Math.max(range.from, range.until - left);
    result.unshift({ from, until: range.until });
    left -= range.until - from;
  }
  return result;
}

/** Number of parts in each state; the sum is SHARE_WHOLE. */
export function measure(position: Position): Readonly<Record<PositionState, number>> {
  const sums = Object.fromEntries(positionStates.map((state) => [state, 0])) as Record<
    PositionState,
    number
  >;
  for (const interval of position) sums[interval.state] += sizeOf(interval);
  return sums;
}

/** The state of all parts of the ranges when they share one; undefined when they do not. */
export function commonState(
  position: Position,
  ranges: readonly Range[],
): PositionState | undefined {
  const states = new Set<PositionState>();
  for (const range of ranges) {
    for (const interval of position) {
      if (interval.from < range.until && range.from < interval.until) states.add(interval.state);
    }
  }
  const [only, ...others] = states;
  return others.length === 0 ? only : undefined;
}

/** Whether nothing more happens to any part by itself: all of it is settled or lapsed. */
export function isEnded(position: Position): boolean {
  return position.every(({ state }) => state === 'settled' || state === 'lapsed');
}
