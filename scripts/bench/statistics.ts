/** The value below or at which a share of the values lies (nearest rank); NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  if (share <= 0 || share > 1) throw new RangeError('a percentile is above 0 and at most 1');
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The sum of all values. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
