import assert from 'node:assert/strict';
import { policy } from '@tranche/chaincode/domain';
import { behaviour } from '../behaviour/shared/suite.js';
import { MemoryConsortium } from '../support/consortium.js';
import { recorded, type RecordedTransaction } from '../support/recorded-transactions.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { agree, playOnNodes } from './nodes.js';
import type { PeerAnswer } from './peer.js';

const TIME_LIMIT_MILLIS = 180_000;

/** Commands that no part of the behaviour suite needs. */
const unused: readonly string[] = [];

describe('every transaction of the behaviour suite', function () {
  this.timeout(TIME_LIMIT_MILLIS);
  const consortiums: MemoryConsortium[] = [];

  for (const [subject, should] of Object.entries(behaviour)) {
    describe(`recorded while it shows ${subject}`, () => {
      should(async () => {
        const consortium = await MemoryConsortium.found();
        consortiums.push(consortium);
        return consortium;
      });
    });
  }

  describe('replayed by peers with nothing in common but the code', () => {
    let chains: readonly (readonly RecordedTransaction[])[] = [];
    let peers: readonly PeerAnswer[] = [];
    const folder = temporaryFolder();
    after(() => {
      folder.remove();
    });

    before(async () => {
      chains = consortiums.map(({ transactions }) => transactions.map(recorded));
      peers = await playOnNodes(folder, chains);
    });

    it('is of every type but those that the suite does not need', () => {
      const types = new Set(chains.flat().map(({ type }) => type));
      const expected = Object.keys(policy).filter((type) => !unused.includes(type));
      assert.deepEqual([...types].sort(), expected.sort());
    });

    it('is replayed by each, refused ones too, with the answer that the suite was given', () => {
      const ledgers = consortiums.map(({ ledger }) => ledger);
      const answers = ledgers.map((ledger) => ledger.answers.map(({ response }) => response));
      for (const { traces } of peers) {
        const replayed = traces.map((chain) => chain.flatMap(({ answer }) => responseIn(answer)));
        assert.deepEqual(
          traces.map(({ length }) => length),
          chains.map(({ length }) => length),
        );
        assert.deepEqual(replayed, answers);
      }
    });

    it('reads, writes, keeps private, names as endorsers, tells and answers the same', () => {
      const [first] = peers;
      for (const peer of peers) assert.deepEqual(peer.traces, first?.traces);
      assert.ok(agree(peers.map(({ traces }) => traces)));
    });
  });
});

/** The response in what a trace says of an answer; nothing for a refusal. */
function responseIn(answer: string): readonly string[] {
  const { response } = JSON.parse(answer) as { readonly response?: string };
  return response === undefined ? [] : [response];
}
