/** What a figure must reach. */
export interface Limit {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

/** One line of the result. */
export interface Figure {
  readonly measure: string;
  readonly unit: string;
  /** What it is compared with, measured in the same run. */
  readonly reference?: number;
  readonly measured: number;
  /** Measured to reference. */
  readonly ratio?: number;
  /** What the ratio, or the figure where there is none, must reach; absent when only reported. */
  readonly limit?: Limit;
}

/** A figure beside its reference, with their ratio. */
export function compared(
  of: Pick<Figure, 'measure' | 'unit'> & { readonly reference: number; readonly measured: number },
  limit?: Limit,
): Figure {
  const ratio = of.measured / of.reference;
  return { ...of, ratio, ...(limit === undefined ? {} : { limit }) };
}

/** Whether a figure reaches its limit; undefined when it has none. What is no number does not. */
export function passes({ limit, ratio, measured }: Figure): boolean | undefined {
  if (limit === undefined) return undefined;
  const value = ratio ?? measured;
  if (!Number.isFinite(value)) return false;
  return limit.is === 'at least' ? value >= limit.value : value <= limit.value;
}

/** The figures that miss their limits. */
export function missed(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter((figure) => passes(figure) === false);
}
