import { LedgerFailure, type FailureKind } from './failures.js';
import type { Proposal, SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';

const passing: readonly FailureKind[] = ['unreachable', 'disagreed', 'timed-out'];

/**
 * Asks the own node, and for public records a fallback peer when the own node does not answer.
 * @throws LedgerFailure
 */
export async function evaluate(
  services: Pick<BaseServices, 'ledger'>,
  as: SigningIdentity,
  of: { readonly proposal: Proposal; readonly visibility: 'public' | 'private' },
): Promise<string> {
  const { ledger } = services;
  const peers = of.visibility === 'private' ? 1 : ledger.peers.length;
  let first: LedgerFailure | undefined;
  for (let peer = 0; peer < peers; peer += 1) {
    try {
      return await ledger.evaluate(as, of.proposal, { peer });
    } catch (error) {
      if (!(error instanceof LedgerFailure) || !passing.includes(error.kind)) throw error;
      first ??= error;
    }
  }
  throw first ?? new LedgerFailure('unreachable', 'There is no peer to ask.');
}
