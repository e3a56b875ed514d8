import { LedgerFailure, type FailureKind } from './failures.js';
import type { Path, Proposal, SigningIdentity } from './ports.js';
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
  return overPeers(peers, (path) => ledger.evaluate(as, of.proposal, path));
}

/**
 * What a question gets from the own peer, or from the first fallback peer that answers.
 * @throws LedgerFailure
 */
export async function overPeers<T>(peers: number, ask: (path: Path) => Promise<T>): Promise<T> {
  let first: LedgerFailure | undefined;
  for (let peer = 0; peer < peers; peer += 1) {
    try {
      return await ask({ peer });
    } catch (error) {
      if (!(error instanceof LedgerFailure) || !passing.includes(error.kind)) throw error;
      first ??= error;
    }
  }
  throw first ?? new LedgerFailure('unreachable', 'There is no peer to ask.');
}
