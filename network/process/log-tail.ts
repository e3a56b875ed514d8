import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const MAX_BYTES = 256 * 1024;

/** The last lines of a log file, oldest first; none when there is no file. */
export function lastLines(file: string, count: number): readonly string[] {
  if (!existsSync(file)) return [];
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const length = Math.min(size, MAX_BYTES);
    const buffer = Buffer.alloc(length);
    readSync(handle, buffer, 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    return count > 0 ? lines.slice(-count) : [];
  } finally {
    closeSync(handle);
  }
}
