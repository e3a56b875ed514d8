import type { Range } from './shares.js';

/** The same parts with neighbours and overlaps joined, lowest first. */
export function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.until) {
      result[result.length - 1] = { ...last, until: Math.max(last.until, range.until) };
    } else {
      result.push(range);
    }
  }
  return result;
}

/** The parts that both have, in the order of the first. */
export function common(one: readonly Range[], other: readonly Range[]): readonly Range[] {
  return one.flatMap((mine) =>
    other
      .map((theirs) => ({
        from: Math.max(mine.from, theirs.from),
        until: Math.min(mine.until, theirs.until),
      }))
      .filter(({ from, until }) => from < until),
  );
}
