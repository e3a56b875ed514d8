import { LedgerFailure } from './failures.js';
import type { Commit, OpenTransaction, Path, SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';

type Settling = Pick<BaseServices, 'ledger' | 'clock' | 'patience' | 'log'>;

/** Most times that the same bytes are sent while one caller waits. */
const SENDINGS_MAX = 3;

/** Most time for the peers that are read first to show what another one has shown. */
const CATCH_UP_MILLIS = 2_000;

/**
 * Waits for the block of a transaction; every peer is asked while the time lasts. When it is known,
 * the peer that reads are answered by has it too, so that whoever was told reads what it wrote.
 * @returns undefined when its outcome is still unknown
 */
export async function awaitCommit(
  services: Pick<Settling, 'ledger' | 'clock'>,
  as: SigningIdentity,
  of: { readonly txId: string; readonly path: Path; readonly withinMillis: number },
): Promise<Commit | undefined> {
  const { ledger, clock } = services;
  const until = clock.now() + of.withinMillis;
  const others = ledger.peers.map((_, peer) => peer).filter((peer) => peer !== of.path.peer);
  for (const peer of [of.path.peer, ...others]) {
    const withinMillis = until - clock.now();
    if (withinMillis <= 0) return undefined;
    const commit = await commitAt(services, as, { txId: of.txId, withinMillis, peer });
    if (commit === undefined) continue;
    await catchUp(services, as, { txId: of.txId, peer });
    return commit;
  }
  return undefined;
}

/** Reads ask the peers in their order: waits for the first before `peer` that answers. */
async function catchUp(
  services: Pick<Settling, 'ledger' | 'clock'>,
  as: SigningIdentity,
  of: { readonly txId: string; readonly peer: number },
): Promise<void> {
  const until = services.clock.now() + CATCH_UP_MILLIS;
  for (let peer = 0; peer < of.peer; peer += 1) {
    const withinMillis = until - services.clock.now();
    if (withinMillis <= 0) return;
    const shown = await commitAt(services, as, { txId: of.txId, withinMillis, peer });
    if (shown !== undefined) return;
  }
}

async function commitAt(
  { ledger }: Pick<Settling, 'ledger'>,
  as: SigningIdentity,
  of: { readonly txId: string; readonly withinMillis: number; readonly peer: number },
): Promise<Commit | undefined> {
  const { peer, ...question } = of;
  try {
    return await ledger.commitOf(as, question, { peer });
  } catch (error) {
    if (error instanceof LedgerFailure) return undefined;
    throw error;
  }
}

/**
 * Sends a transaction that is in the journal and waits for its block. A failed sending leaves the
 * outcome unknown: the commit status is asked before the same bytes are sent again, and a new
 * proposal is never made here.
 * @param of.isSent whether it may have been sent before, so that its status is asked first
 * @returns undefined when the outcome is not known in time
 */
export async function settle(
  services: Settling,
  as: SigningIdentity,
  of: { readonly open: OpenTransaction; readonly path: Path; readonly isSent: boolean },
): Promise<Commit | undefined> {
  const { clock, patience, log } = services;
  const { open, path } = of;
  const { txId } = open;
  const until = clock.now() + patience.commitMillis;
  let shouldAsk = of.isSent;
  for (let sending = 1; sending <= SENDINGS_MAX; sending += 1) {
    if (shouldAsk) {
      const withinMillis = Math.min(patience.statusMillis, until - clock.now());
      const known = await awaitCommit(services, as, { txId, path, withinMillis });
      if (known !== undefined) return known;
    }
    if (clock.now() >= until) return undefined;
    if (await isTaken(services, as, open, path)) {
      const withinMillis = until - clock.now();
      return awaitCommit(services, as, { txId, path, withinMillis });
    }
    log.warn('sending left the outcome unknown', { txId, sending });
    shouldAsk = true;
  }
  return awaitCommit(services, as, { txId, path, withinMillis: until - clock.now() });
}

async function isTaken(
  { ledger }: Pick<Settling, 'ledger'>,
  as: SigningIdentity,
  open: OpenTransaction,
  path: Path,
): Promise<boolean> {
  try {
    await ledger.submit(as, open.bytes, path);
    return true;
  } catch (error) {
    if (error instanceof LedgerFailure) return false;
    throw error;
  }
}
