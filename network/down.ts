import { rmSync } from 'node:fs';
import { startOrder } from './nodes/node.js';
import type { Operation } from './up.js';
import { together } from './wait.js';

/** Stops every process that the profile has started, and no other; returns how many ran. */
export async function bringDown(operation: Operation): Promise<number> {
  const { supervisor, progress } = operation;
  let count = 0;
  for (const role of [...startOrder].reverse()) {
    const names = supervisor.table.names().filter((name) => name.startsWith(`${role}.`));
    if (names.length === 0) continue;
    await progress.step(`Stop ${names.join(' ')}`, async () => {
      const stopped = await together(names.map((name) => supervisor.stop(name)));
      count += stopped.filter(Boolean).length;
    });
  }
  return count;
}

/** Stops everything and deletes all that the profile keeps: keys, ledgers, logs. */
export async function reset(operation: Operation): Promise<void> {
  await bringDown(operation);
  await operation.progress.step('Delete the data', async () => {
    rmSync(operation.site.paths.folder, { recursive: true, force: true });
    await Promise.resolve();
  });
}
