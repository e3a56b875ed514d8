/**
 * What a caller can do about a refusal: nothing, mend the input, wait for the state, or send the
 * same again.
 */
export type RetryClass = 'never' | 'after-change' | 'after-time' | 'retry';

/** One row of the error table. */
export interface ErrorEntry {
  /** HTTP status that a gateway answers with. */
  readonly status: number;
  readonly retry: RetryClass;
  /** Names of the parameters that travel with the code; never private values. */
  readonly params: readonly string[];
  /** The sentence for people; `{name}` stands for a parameter. */
  readonly text: string;
}

/** Makes a row of the table. */
export function row(
  status: number,
  retry: RetryClass,
  params: readonly string[],
  text: string,
): ErrorEntry {
  return { status, retry, params, text };
}
