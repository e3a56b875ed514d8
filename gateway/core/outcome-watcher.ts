import { identityOf } from './identity.js';
import type { OpenTransaction } from './ports.js';
import type { BaseServices } from './base-services.js';
import { settle } from './settle.js';

const PAUSE_MILLIS_MIN = 500;
const PAUSE_MILLIS_MAX = 30_000;

/** Settles in the background every transaction whose caller no longer waits. */
export class OutcomeWatcher {
  readonly #services: BaseServices;
  readonly #watched = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(services: BaseServices) {
    this.#services = services;
  }

  /** Takes up what a crash left open; resolves when each transaction was tried once. */
  async recover(): Promise<void> {
    const open = this.#services.journal.list();
    if (open.length > 0) this.#services.log.info('open transactions found', { count: open.length });
    await Promise.all(
      open.map(async (transaction) => {
        const isSent = true;
        if (!(await this.#tryOnce(transaction, isSent))) this.watch(transaction, { isSent });
      }),
    );
  }

  /**
   * Follows a transaction until its outcome is known or the gateway stops; one not yet sent is sent
   * first.
   */
  watch(open: OpenTransaction, { isSent }: { readonly isSent: boolean }): void {
    if (this.#watched.has(open.txId) || this.#stop.signal.aborted) return;
    const done = this.#follow(open, isSent).finally(() => this.#watched.delete(open.txId));
    this.#watched.set(open.txId, done);
  }

  /** Ends the waiting; what is open stays in the journal for the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#watched.values());
  }

  async #follow(open: OpenTransaction, wasSent: boolean): Promise<void> {
    const { clock } = this.#services;
    let isSent = wasSent;
    let pauseMillis = PAUSE_MILLIS_MIN;
    while (!this.#stop.signal.aborted) {
      if (await this.#tryOnce(open, isSent)) return;
      isSent = true;
      const jitter = 0.5 + clock.random() / 2;
      await clock.after(pauseMillis * jitter, this.#stop.signal);
      pauseMillis = Math.min(pauseMillis * 2, PAUSE_MILLIS_MAX);
    }
  }

  async #tryOnce(open: OpenTransaction, isSent: boolean): Promise<boolean> {
    const { log, journal } = this.#services;
    const { txId } = open;
    try {
      const identity = await identityOf(this.#services, open.user);
      const path = { peer: 0 };
      const commit = await settle(this.#services, identity, { open, path, isSent });
      if (commit === undefined) return false;
      await journal.close(txId);
      log.info('open transaction settled', { txId, validation: commit.validation });
      return true;
    } catch (error) {
      log.warn('open transaction not settled', { txId, error });
      return false;
    }
  }
}
