import type { Clock } from './clock.js';

/** Tells somebody how far a long command is. */
export interface Progress {
  /** Runs a step and shows its title, how long it took and how it ended. */
  step<T>(title: string, work: (say: (line: string) => void) => Promise<T>): Promise<T>;
}

/** Shows nothing: for tests. */
export const silentProgress: Progress = {
  step: (_title, work) => work(() => undefined),
};

/** Shows every step as one line when it ends; steps may run at the same time. */
export function lineProgress(clock: Clock, write: (line: string) => void): Progress {
  const seconds = (since: number): string => `${((clock.now() - since) / 1000).toFixed(1)} s`;
  return {
    step: async (title, work) => {
      const since = clock.now();
      const details: string[] = [];
      const say = (line: string): void => {
        if (line.endsWith(')')) write(`  … ${line}`);
        else details.push(line);
      };
      try {
        const result = await work(say);
        const detail = details.length > 0 ? `: ${details.join(', ')}` : '';
        write(`  ✓ ${title}${detail} (${seconds(since)})`);
        return result;
      } catch (thrown) {
        write(`  ✗ ${title} (${seconds(since)})`);
        throw thrown;
      }
    },
  };
}
