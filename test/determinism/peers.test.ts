import assert from 'node:assert/strict';
import { Dice } from '../support/dice.js';
import { goldenChains } from '../support/golden.js';
import { allTransactionsOf } from '../support/random-transactions.js';
import { recorded, type RecordedTransaction } from '../support/recorded-transactions.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { agree, nodes, playOnNodes } from './nodes.js';
import type { PeerAnswer } from './peer.js';
import { plants } from './plants.js';

const TIME_LIMIT_MILLIS = 180_000;
const RANDOM_CHAINS = 8;
const RANDOM_STEPS = 40;

async function randomChains(): Promise<readonly (readonly RecordedTransaction[])[]> {
  const chains = [];
  for (let stage = 0; stage < RANDOM_CHAINS; stage += 1) {
    const dice = new Dice(stage);
    const steps = Array.from({ length: RANDOM_STEPS }, () => dice.below(2 ** 32));
    chains.push((await allTransactionsOf({ stage, steps })).map(recorded));
  }
  return chains;
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
    peers = await playOnNodes(folder, [...golden, ...(await randomChains())]);
  });

  it('stand in other time zones, languages and days, and find things in other orders', () => {
    for (const what of ['timeZone', 'language', 'day', 'keys', 'entries'] as const) {
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
