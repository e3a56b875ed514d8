import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Launch } from '../nodes/node.js';

const SHOWN_LENGTH = 16;

/** A short digest of what a process is started with, to see later whether that has changed. */
export function settingsDigest(launch: Launch): string {
  const { command, args, folder, environment, reads = [] } = launch;
  const sorted = Object.entries(environment).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([command, args, folder, sorted]));
  for (const file of reads) addFile(hash, file);
  return hash.digest('hex').slice(0, SHOWN_LENGTH);
}

function addFile(hash: Hash, file: string): void {
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) addFile(hash, path.join(file, name));
  } else if (/\.js(?:on)?$/.test(file)) {
    hash.update(file).update(readFileSync(file));
  }
}
