import { parseArgs } from 'node:util';

/** What the caller of the test script asked for. */
export interface TestRequest {
  /** Names of the stages to run; all when not given. */
  readonly only: readonly string[] | undefined;
  /** Regular expression over the full titles of tests; all when not given. */
  readonly grep: string | undefined;
}

/** The arguments do not fit: the message says how they would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function checkNames(only: readonly string[], known: readonly string[]): void {
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(`there is no stage ${unknown.join(', ')}; there are ${known.join(', ')}`);
}

function checkPattern(grep: string): void {
  try {
    new RegExp(grep);
  } catch (error) {
    throw new UsageError(`--grep takes a regular expression, and this is none: ${grep}`, {
      cause: error,
    });
  }
}

/**
 * Reads `[--only stage[,stage…]] [--grep pattern]`.
 *
 * @throws {@link UsageError} for anything else, or a stage that is not among `known`.
 */
export function parseTestRequest(args: readonly string[], known: readonly string[]): TestRequest {
  const { only, grep } = readOptions(args);
  const names = only?.split(',');
  if (names !== undefined) checkNames(names, known);
  if (grep !== undefined) checkPattern(grep);
  return { only: names, grep };
}

function readOptions(args: readonly string[]): { readonly only?: string; readonly grep?: string } {
  try {
    const options = { only: { type: 'string' }, grep: { type: 'string' } } as const;
    return { ...parseArgs({ args: [...args], options }).values };
  } catch (error) {
    const usage = 'usage: npm test -- [--only stage[,stage…]] [--grep pattern]';
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, {
      cause: error,
    });
  }
}
