import { errorsOfCalls } from './errors/calls.js';
import { errorsOfRules } from './errors/rules.js';
import { errorsOfStates } from './errors/states.js';

/**
 * Every refusal of the rules. Codes are permanent: never renamed, never used for something else.
 */
export const errorTable = { ...errorsOfCalls, ...errorsOfStates, ...errorsOfRules } as const;


export type ErrorCode = keyof typeof errorTable;

/** Parameters of a refusal, by name. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** A refusal by the rules: coded, documented, and nothing was changed. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(describeError(code, params));
  }
}

/** The sentence of a code with its parameters filled in. */
export function describeError(code: ErrorCode, params: ErrorParams): string {
  return errorTable[code].text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  );
}

/**
 * Refuses when `condition` is false.
 * @throws DomainError
 */
export function requireThat(
  condition: boolean,
  code: ErrorCode,
  params: ErrorParams = {},
): asserts condition {
  if (!condition) throw new DomainError(code, params);
}

/**
 * The value when it is there, a refusal when it is not.
 * @throws DomainError
 */
export function required<T>(value: T | undefined, code: ErrorCode, params: ErrorParams = {}): T {
  if (value === undefined) throw new DomainError(code, params);
  return value;
}
