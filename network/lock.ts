import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NetworkError } from './errors.js';
import { makeFolder, readIfThere } from './files.js';
import type { ProcessEntry } from './process/process-table.js';
import { startToken } from './process/start-token.js';

/**
 * Runs the work while no other command changes the profile; `PROFILE_BUSY` when one does.
 *
 * The lock is a file that names its holder; the lock of a holder that has ended counts for nothing.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  take(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): void {
  makeFolder(path.dirname(file));
  const holder = readHolder(file);
  if (holder !== undefined) {
    if (startToken(holder.pid) === holder.start) throw busy(holder.pid);
    rmSync(file, { force: true });
  }
  const mine = { pid: process.pid, start: startToken(process.pid) ?? '' };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
  } catch (cause) {
    throw busy(readHolder(file)?.pid, cause);
  }
}

function readHolder(file: string): ProcessEntry | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ProcessEntry;
  } catch {
    return undefined;
  }
}

function busy(pid: number | undefined, cause?: unknown): NetworkError {
  const who = pid === undefined ? 'another command' : `another command (pid ${pid})`;
  return new NetworkError('PROFILE_BUSY', `${who} is changing this profile; wait until it ends`, {
    cause,
  });
}
