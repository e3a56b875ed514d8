import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './core/index.js';

/** The machine's clock: the only place where time comes from. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: async (millis, signal) => {
    try {
      await sleep(millis, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};
