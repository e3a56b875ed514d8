import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RecordedTransaction } from '../support/recorded-transactions.js';
import type { TemporaryFolder } from '../support/temporary-folder.js';
import type { PeerAnswer } from './peer.js';

const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
const DAY = 86_400_000;

/** Nodes that have nothing in common but the code. */
export const nodes = [
  { TZ: 'UTC', LANG: 'C', TRANCHE_CLOCK_SHIFT: '0', TRANCHE_ORDER: 'as it came' },
  {
    TZ: 'Asia/Kolkata',
    LANG: 'sv_SE.UTF-8',
    LC_ALL: 'sv_SE.UTF-8',
    TRANCHE_CLOCK_SHIFT: String(-400 * DAY),
    TRANCHE_ORDER: 'reversed',
    NODE_OPTIONS: '--max-old-space-size=512',
  },
  {
    TZ: 'America/St_Johns',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TRANCHE_CLOCK_SHIFT: String(3 * DAY),
    TRANCHE_ORDER: 'rotated',
    HOME: '/nonexistent',
    NODE_ENV: 'production',
  },
] as const;

const run = promisify(execFile);

/** Has every node play the chains, each in a process of its own. */
export async function playOnNodes(
  folder: TemporaryFolder,
  chains: readonly (readonly RecordedTransaction[])[],
): Promise<readonly PeerAnswer[]> {
  folder.write('chains.json', JSON.stringify(chains));
  const file = path.join(folder.path, 'chains.json');
  return Promise.all(nodes.map((_, index) => askPeer(file, index)));
}

async function askPeer(file: string, index: number): Promise<PeerAnswer> {
  const here = import.meta.dirname;
  const preloads = ['shift-clock.js', 'shuffle-maps.js'].map((each) => path.join(here, each));
  const args = [...preloads.map((each) => `--import=${each}`), path.join(here, 'peer.js'), file];
  const env = { PATH: process.env['PATH'], TRANCHE_NODE: `Node${index + 1}`, ...nodes[index] };
  const { stdout } = await run(process.execPath, args, { env, maxBuffer: MAX_ANSWER_BYTES });
  return JSON.parse(stdout) as PeerAnswer;
}

/** Whether all nodes say the same, byte for byte. */
export function agree(values: readonly unknown[]): boolean {
  const texts = new Set(values.map((value) => JSON.stringify(value)));
  return texts.size === 1;
}
