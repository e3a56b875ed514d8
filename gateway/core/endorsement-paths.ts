import type { EndorsementParties, Msp } from '@tranche/chaincode/domain';
import type { Path } from './ports.js';

/** Named layouts tried before the peer may choose. */
const LAYOUTS_MAX = 6;

/**
 * Sets of members that satisfy an agreement's policy with its bank: the bank and two of W, those
 * with the own member first. Left alone, a peer may pick a layout without the bank.
 */
export function layoutsOf(policy: EndorsementParties, own: Msp): readonly (readonly Msp[])[] {
  const { bank, others } = policy;
  const ordered = [...others].sort((one, other) => Number(other === own) - Number(one === own));
  const pairs = ordered.flatMap((one, index) =>
    ordered.slice(index + 1).map((other) => [bank, one, other] as const),
  );
  return pairs.slice(0, LAYOUTS_MAX);
}

/** What decides the ways to endorse a command. */
export type EndorsementNeed =
  | { readonly kind: 'agreement'; readonly policy: EndorsementParties }
  | { readonly kind: 'chaincode' }
  | { readonly kind: 'exactly'; readonly members: readonly Msp[] };

/**
 * The ways to endorse a command, best first: named layouts through the own peer, the own peer's
 * choice, then the same through each fallback peer. Private documents go through the own peer to
 * the named members alone.
 */
export function endorsementPaths(
  need: EndorsementNeed,
  of: { readonly own: Msp; readonly peers: number },
): readonly Path[] {
  if (need.kind === 'exactly') return [{ peer: 0, endorsers: need.members }];
  const layouts = need.kind === 'agreement' ? layoutsOf(need.policy, of.own) : [];
  const withoutOwn = layouts.filter((layout) => !layout.includes(of.own));
  return Array.from({ length: of.peers }, (_, peer) => peer).flatMap((peer) => [
    ...(peer === 0 ? layouts : withoutOwn).map((endorsers) => ({ peer, endorsers })),
    { peer },
  ]);
}
