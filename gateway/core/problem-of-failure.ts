import { ProblemError, type ProblemCode } from '../api/index.js';
import { LedgerFailure, type FailureKind } from './failures.js';

const codes: Readonly<Record<Exclude<FailureKind, 'refused'>, ProblemCode>> = {
  denied: 'IDENTITY_REJECTED',
  unreachable: 'LEDGER_UNAVAILABLE',
  disagreed: 'NOT_ENDORSED',
  overloaded: 'LEDGER_BUSY',
  'timed-out': 'LEDGER_TIMED_OUT',
  'unknown-outcome': 'LEDGER_UNAVAILABLE',
  failed: 'INTERNAL',
};

/** What the caller is told about a failure of the ledger. */
export function problemOfFailure(failure: LedgerFailure): ProblemError {
  const { refusal } = failure;
  if (refusal !== undefined)
    return new ProblemError(refusal.code, refusal.params, { cause: failure });
  const code = failure.kind === 'refused' ? 'INTERNAL' : codes[failure.kind];
  return new ProblemError(code, {}, { cause: failure });
}

/** Runs a use case; failures of the ledger leave it as problems. */
export async function withProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerFailure) throw problemOfFailure(error);
    throw error;
  }
}
