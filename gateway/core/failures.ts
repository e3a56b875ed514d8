import type { ErrorCode, ErrorParams, Msp } from '@tranche/chaincode/domain';

/** A coded refusal of the chaincode, as its message says. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Members whose nodes refused; empty when the failure does not say. */
  readonly by: readonly Msp[];
}

/**
 * What is known after a failed call of the ledger:
 * - `refused`: the rules said no; nothing was sent
 * - `denied`: the identity itself is not accepted
 * - `unreachable`: the peer, or enough endorsers, did not answer; nothing was sent
 * - `disagreed`: the endorsers' results differ, or one of them failed; nothing was sent
 * - `overloaded`: the peer takes no more; nothing was sent
 * - `timed-out`: no answer within the deadline; nothing was sent
 * - `unknown-outcome`: sent, or perhaps sent; only the commit status tells
 * - `failed`: anything else; nothing was sent
 */
export const failureKinds = [
  'refused',
  'denied',
  'unreachable',
  'disagreed',
  'overloaded',
  'timed-out',
  'unknown-outcome',
  'failed',
] as const;
/** What is known after a failure. */
export type FailureKind = (typeof failureKinds)[number];

/** A call of the ledger failed; `kind` says what is known. */
export class LedgerFailure extends Error {
  override readonly name = 'LedgerFailure';
  readonly refusal?: Refusal;

  constructor(
    readonly kind: FailureKind,
    message: string,
    options: { readonly cause?: unknown; readonly refusal?: Refusal } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    if (options.refusal !== undefined) this.refusal = options.refusal;
  }
}
