/** A programming error: the code broke its own promise, so nothing that follows can be trusted. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * Stops the transaction when `condition` is false. On in production: a broken promise must abort,
 * not be recorded.
 * @throws InvariantError
 */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new InvariantError(sentence);
}

/** The value, when it is there; a missing one is a programming error. */
export function present<T>(value: T | undefined, sentence: string): T {
  invariant(value !== undefined, sentence);
  return value;
}
