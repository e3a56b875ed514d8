import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Dice } from '../support/dice.js';
import { goldenChains } from '../support/golden.js';
import { allTransactionsOf } from '../support/random-transactions.js';
import { recorded } from '../support/recorded-transactions.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { PeerAnswer } from './peer.js';
import { plants } from './plants.js';

const TIME_LIMIT_MILLIS = 180_000;
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
const DAY = 86_400_000;
const RANDOM_CHAINS = 8;
const RANDOM_STEPS = 40;

/** Nodes that have nothing in common but the code. */
const nodes = [
  { TZ: 'UTC', LANG: 'C', TRANCHE_CLOCK_SHIFT: '0' },
  {
    TZ: 'Asia/Kolkata',
    LANG: 'sv_SE.UTF-8',
    LC_ALL: 'sv_SE.UTF-8',
    TRANCHE_CLOCK_SHIFT: String(-400 * DAY),
    NODE_OPTIONS: '--max-old-space-size=512',
  },
  {
    TZ: 'America/St_Johns',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TRANCHE_CLOCK_SHIFT: String(3 * DAY),
    HOME: '/nonexistent',
    NODE_ENV: 'production',
  },
] as const;

const run = promisify(execFile);

async function askPeer(file: string, index: number): Promise<PeerAnswer> {
  const here = import.meta.dirname;
  const preload = `--import=${path.join(here, 'shift-clock.js')}`;
  const args = [preload, path.join(here, 'peer.js'), file];
  const env = { PATH: process.env['PATH'], TRANCHE_NODE: `Node${index + 1}`, ...nodes[index] };
  const { stdout } = await run(process.execPath, args, { env, maxBuffer: MAX_ANSWER_BYTES });
  return JSON.parse(stdout) as PeerAnswer;
}

async function randomChains(): Promise<readonly object[]> {
  const chains = [];
  for (let stage = 0; stage < RANDOM_CHAINS; stage += 1) {
    const dice = new Dice(stage);
    const steps = Array.from({ length: RANDOM_STEPS }, () => dice.below(2 ** 32));
    chains.push((await allTransactionsOf({ stage, steps })).map(recorded));
  }
  return chains;
}

/** Whether all peers say the same, byte for byte. */
function agree(values: readonly unknown[]): boolean {
  const texts = new Set(values.map((value) => JSON.stringify(value)));
  return texts.size === 1;
}

describe('peers with nothing in common but the code', function () {
  this.timeout(TIME_LIMIT_MILLIS);
  let peers: readonly PeerAnswer[] = [];

  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  before(async () => {
    const golden = goldenChains().map(({ transactions }) => transactions.map(recorded));
    const chains = [...golden, ...(await randomChains())];
    folder.write('chains.json', JSON.stringify(chains));
    const file = path.join(folder.path, 'chains.json');
    peers = await Promise.all(nodes.map((_, index) => askPeer(file, index)));
  });

  it('stand in different time zones, languages and days', () => {
    for (const what of ['timeZone', 'language', 'day'] as const) {
      const values = new Set(peers.map(({ surroundings }) => surroundings[what]));
      assert.equal(values.size, nodes.length, `${what}: ${[...values].join(', ')}`);
    }
  });

  it('read, write, keep private, tell and answer the same in every transaction', () => {
    const [first] = peers;
    if (first === undefined) throw new Error('no peer answered');
    assert.ok(first.traces.every((traces) => traces.length > 0));
    for (const peer of peers) assert.deepEqual(peer.traces, first.traces);
    assert.ok(agree(peers.map(({ traces }) => traces)));
  });

  for (const name of Object.keys(plants)) {
    it(`would be found to differ by ${name}`, () => {
      assert.ok(!agree(peers.map(({ planted }) => planted[name])));
    });
  }
});
