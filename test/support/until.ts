import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const WITHIN_MILLIS = 60_000;
const POLL_MILLIS = 100;

/** Waits until something is so, a minute at most; fails with the sentence when it never is. */
export async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = performance.now() + WITHIN_MILLIS;
  while (performance.now() < deadline) {
    if (await isSo()) return;
    await setTimeout(POLL_MILLIS);
  }
  assert.fail(otherwise);
}
