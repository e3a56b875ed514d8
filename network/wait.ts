import type { Clock } from './clock.js';
import { NetworkError, messageOf } from './errors.js';

const POLL_MILLIS = 50;

/** How long to wait, for what, and how often to look (milliseconds). */
export interface WaitOptions {
  readonly clock: Clock;
  readonly what: string;
  readonly timeoutMillis: number;
  readonly everyMillis?: number;
}

/**
 * Asks again until the probe answers something other than `undefined`, and returns the answer.
 *
 * A probe that throws is asked again too; its last error is the cause of `TIMED_OUT`. A probe that
 * throws a `NetworkError` ends the wait at once: it has found out that waiting is useless. But a
 * program that failed (`TOOL_FAILED`) is tried again: the nodes it called may not be ready.
 */
export async function until<T>(
  options: WaitOptions,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const { clock } = options;
  const deadline = clock.now() + options.timeoutMillis;
  for (;;) {
    let last: unknown;
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (thrown) {
      if (thrown instanceof NetworkError && thrown.code !== 'TOOL_FAILED') throw thrown;
      last = thrown;
    }
    if (clock.now() >= deadline) {
      const seconds = options.timeoutMillis / 1000;
      const reason = last === undefined ? '' : `: ${messageOf(last)}`;
      throw new NetworkError(
        'TIMED_OUT',
        `${options.what} did not happen within ${seconds} s${reason}`,
        { cause: last },
      );
    }
    await clock.after(options.everyMillis ?? POLL_MILLIS);
  }
}

/**
 * Runs the tasks at the same time and waits for all of them, also when one fails; then throws the
 * first failure, so that nothing goes on behind the back of whoever handles it.
 */
export async function together<T>(tasks: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(tasks);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}
