import { setImmediate as immediate, setTimeout as timer } from 'node:timers/promises';

/** Where the server takes its time from, so that tests can hold it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, and at once when the signal ends the wait. */
  after(millis: number, signal: AbortSignal): Promise<void>;
  /** Resolves once everything that is ready to run now has run. */
  settled(): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: async (millis, signal) => {
    await timer(millis, undefined, { signal }).catch((thrown: unknown) => {
      if (!signal.aborted) throw thrown;
    });
  },
  settled: async () => {
    await immediate();
  },
};

/** Waits for the work, but no longer than so many milliseconds; tells whether it ended. */
export async function within(clock: Clock, millis: number, work: Promise<void>): Promise<boolean> {
  const ended = new AbortController();
  try {
    const overdue = clock.after(millis, ended.signal).then(() => false);
    return await Promise.race([work.then(() => true), overdue]);
  } finally {
    ended.abort();
  }
}
