import { invariant } from '../domain/index.js';

/** Most calls that may run at a time: of one member, and in all. */
export const runningLimits = { ofOneMember: 64, inAll: 256 } as const;

/** Whether a call may run, or why it may not. */
export type Verdict = 'admitted' | 'full' | 'closed';

/**
 * Decides which calls may run: those beyond the limits are turned away, never queued, so that one
 * member cannot slow down a node of another. The node's own member comes first: the others
 * together leave it the room for all the calls that it may run.
 */
export class Admission {
  readonly #ownMsp: string;
  readonly #running = new Map<string, number>();
  #total = 0;
  #closed = false;
  #whenIdle: (() => void)[] = [];

  constructor(ownMsp: string) {
    this.#ownMsp = ownMsp;
  }

  /** Calls that run now. */
  get running(): number {
    return this.#total;
  }

  /** Calls of one member that run now. */
  runningOf(msp: string): number {
    return this.#running.get(msp) ?? 0;
  }

  /** Asks for a call of this member; when admitted, `leave` follows exactly once. */
  enter(msp: string): Verdict {
    if (this.#closed) return 'closed';
    const own = this.runningOf(msp);
    if (own >= runningLimits.ofOneMember) return 'full';
    if (msp !== this.#ownMsp && this.#others() >= this.#roomForOthers()) return 'full';
    this.#running.set(msp, own + 1);
    this.#total += 1;
    return 'admitted';
  }

  /** A call of this member has ended. */
  leave(msp: string): void {
    const running = this.runningOf(msp);
    invariant(running > 0, 'a call leaves once, after it was admitted');
    if (running === 1) this.#running.delete(msp);
    else this.#running.set(msp, running - 1);
    this.#total -= 1;
    if (this.#total === 0) this.#tellIdle();
  }

  /** Admits no more calls, for good. */
  close(): void {
    this.#closed = true;
  }

  /** Resolves once no call runs. */
  async idle(): Promise<void> {
    if (this.#total === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenIdle.push(resolve);
    });
  }

  #others(): number {
    return this.#total - this.runningOf(this.#ownMsp);
  }

  #roomForOthers(): number {
    return runningLimits.inAll - runningLimits.ofOneMember;
  }

  #tellIdle(): void {
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resolve of waiting) resolve();
  }
}
