import type { Msp } from '@tranche/chaincode/domain';
import { ProblemError } from '../api/index.js';
import { isBelieved } from './endorse.js';
import { LedgerFailure, type FailureKind } from './failures.js';
import type { BaseServices } from './base-services.js';

/** How often a command was tried again, by reason. */
export type Tries = Readonly<Partial<Record<RetryReason, number>>>;

type RetryReason = 'conflict' | 'policy' | 'endorsement' | 'lag';

/** Most tries for each reason after the first one. */
const triesMax: Readonly<Record<RetryReason, number>> = {
  conflict: 8,
  policy: 1,
  endorsement: 3,
  lag: 5,
};

const PAUSE_MILLIS_MIN = 50;
const PAUSE_MILLIS_MAX = 2_000;
const ENDORSEMENT_PAUSE_MILLIS = 300;

const reasonsOfCommit: Readonly<Record<string, RetryReason>> = {
  MVCC_READ_CONFLICT: 'conflict',
  PHANTOM_READ_CONFLICT: 'conflict',
  ENDORSEMENT_POLICY_FAILURE: 'policy',
};

const reasonsOfFailure: Readonly<Partial<Record<FailureKind, RetryReason>>> = {
  unreachable: 'endorsement',
  disagreed: 'endorsement',
};

/** What ended a try. */
export type TryEnd =
  { readonly validation: string; readonly txId: string } | { readonly failure: LedgerFailure };

/**
 * Counts a try that ended without success and waits with back-off and jitter before the next one.
 * @throws ProblemError TRANSACTION_INVALID, CONFLICT_PERSISTED when another try would not help
 * @throws LedgerFailure the failure itself when another try would not help
 */
export async function nextTry(
  { clock, log, member }: Pick<BaseServices, 'clock' | 'log' | 'member'>,
  tries: Tries,
  end: TryEnd,
): Promise<Tries> {
  const reason = reasonOf(end, member);
  const count = reason === undefined ? 0 : (tries[reason] ?? 0) + 1;
  if (reason === undefined || count > triesMax[reason]) throw giveUp(end, reason, count);
  log.debug('trying again', { reason, count });
  const least = reason === 'endorsement' ? ENDORSEMENT_PAUSE_MILLIS : PAUSE_MILLIS_MIN;
  const pauseMillis = Math.min(least * 2 ** (count - 1), PAUSE_MILLIS_MAX);
  await clock.after(pauseMillis * (0.5 + clock.random() / 2));
  return { ...tries, [reason]: count };
}

/** A refusal that the own node did not say: the other's may be behind, and is asked again. */
function reasonOf(end: TryEnd, own: Msp): RetryReason | undefined {
  if (!('failure' in end)) return reasonsOfCommit[end.validation];
  const { failure } = end;
  if (failure.kind !== 'refused') return reasonsOfFailure[failure.kind];
  return isBelieved(failure, own) ? undefined : 'lag';
}

function giveUp(end: TryEnd, reason: RetryReason | undefined, count: number): Error {
  if ('failure' in end) return end.failure;
  const { txId, validation } = end;
  if (reason === 'conflict')
    return new ProblemError('CONFLICT_PERSISTED', { attempts: count }, { txId });
  return new ProblemError('TRANSACTION_INVALID', { validation }, { txId });
}
