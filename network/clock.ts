import { setTimeout as timer } from 'node:timers/promises';

/** Where the network takes its time from, so that tests can replace it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds. */
  after(millis: number): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: async (millis) => {
    await timer(millis);
  },
};
