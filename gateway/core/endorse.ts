import type { Msp } from '@tranche/chaincode/domain';
import { LedgerFailure, type FailureKind } from './failures.js';
import type { EndorsedTransaction, Path, Proposal, SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';

/** An endorsed transaction and the way that it took. */
export interface Endorsement {
  readonly transaction: EndorsedTransaction;
  readonly path: Path;
}

/** Failures after which another way can still succeed. */
const passing: readonly FailureKind[] = ['unreachable', 'disagreed', 'timed-out', 'overloaded'];

/**
 * A refusal counts when the own node says it, or when nobody is named: another member cannot block,
 * and its node may be a moment behind.
 */
export function isBelieved(failure: LedgerFailure, own: Msp): boolean {
  const { refusal } = failure;
  if (refusal === undefined) return false;
  return refusal.by.length === 0 || refusal.by.includes(own);
}

/**
 * Tries the ways in their order until one gives an endorsed transaction.
 * @throws LedgerFailure the refusal when one was met, else the first failure
 */
export async function endorseOver(
  services: Pick<BaseServices, 'ledger' | 'clock' | 'member' | 'log' | 'patience'>,
  as: SigningIdentity,
  of: { readonly proposal: Proposal; readonly paths: readonly Path[] },
): Promise<Endorsement> {
  const { ledger, clock, member, log, patience } = services;
  const until = clock.now() + patience.endorsementMillis;
  const failures: LedgerFailure[] = [];
  for (const path of of.paths) {
    if (failures.length > 0 && clock.now() >= until) break;
    try {
      return { transaction: await ledger.endorse(as, of.proposal, path), path };
    } catch (error) {
      if (!(error instanceof LedgerFailure)) throw error;
      const goesOn = passing.includes(error.kind) || error.kind === 'refused';
      if (!goesOn || isBelieved(error, member)) throw error;
      log.debug('endorsement failed on this way', { path, kind: error.kind });
      failures.push(error);
    }
  }
  throw mostTelling(failures);
}

function mostTelling(failures: readonly LedgerFailure[]): LedgerFailure {
  const refused = failures.find(({ kind }) => kind === 'refused');
  return refused ?? failures[0] ?? new LedgerFailure('unreachable', 'There is no way to endorse.');
}
