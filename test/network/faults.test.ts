import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { NetworkConsortium } from '../support/network-consortium.js';
import { newFile, PartyPlay } from '../support/party-play.js';
import { until } from '../support/until.js';

const members = ['exporter', 'buyer', 'bank', 'inspector', 'auditor'] as const;
const ordering = members.filter((member) => member !== 'auditor');
const victims = [
  ...members.map((member) => `peer.${member}`),
  ...members.map((member) => `chaincode.${member}`),
  ...ordering.map((member) => `orderer.${member}`),
];

const reader: Readonly<Record<string, string>> = {
  exporter: 'textiles.maker',
  buyer: 'retail.maker',
  bank: 'trade-bank.maker',
  inspector: 'quality.maker',
  auditor: 'audit.auditor',
};

describe('with one node killed', () => {
  let network: NetworkConsortium;
  const plays = new Map<string, PartyPlay>();

  before(async () => {
    network = await NetworkConsortium.open();
    for (const victim of victims) plays.set(victim, await PartyPlay.secured(network));
  });

  for (const victim of victims) {
    it(`${victim}: a milestone goes on to its approved order; it catches up`, async () => {
      const play = plays.get(victim);
      assert.ok(play !== undefined);
      assert.equal(await network.network.kill(victim), true);
      try {
        await play.accept('order', await play.present('order', 'order-confirmation'));
        await approve(play);
      } finally {
        await network.network.start(victim);
      }
      const label = reader[victim.split('.')[1] ?? ''] ?? 'textiles.maker';
      await until(async () => {
        const view = await play.milestone('order', label).catch(() => undefined);
        return view?.orders[0]?.state === 'approved';
      }, `${victim} has not caught up`);
    });
  }

  async function approve(play: PartyPlay): Promise<void> {
    const [order] = (await play.milestone('order', 'trade-bank.maker')).orders;
    const on = { milestoneId: 'order', orderId: order?.id, hash: order?.hash };
    await play.send('trade-bank.approver-1', 'approveOrder', on);
    await play.send('trade-bank.approver-2', 'approveOrder', on);
    const [approved] = (await play.milestone('order', 'trade-bank.maker')).orders;
    assert.equal(approved?.state, 'approved');
  }
});

describe('a command whose gateway is killed between endorsement and commit', () => {
  it('happens exactly once, whatever the gateway had done', async () => {
    const network = await NetworkConsortium.open();
    const play = await PartyPlay.secured(network);
    const { agreementId } = play;
    const user = network.user('textiles.maker');
    const path = `/v1/agreements/${agreementId}/milestones/order/evidence`;
    const words = { issuer: 'issuer', reference: 'reference', mediaType: 'text/plain' };
    const body = { docType: 'order-confirmation', hash: newFile(), size: 1, ...words };
    const key = newFile().slice(0, 32);
    const { journal } = network.network.paths.member('exporter');
    const pid = network.network.table.pid('gateway.exporter');
    assert.ok(pid !== undefined);
    const watcher = watch(journal, () => {
      watcher.close();
      process.kill(pid, 'SIGKILL');
    });
    await assert.rejects(user.post(path, body, key));
    await until(
      () => Promise.resolve(network.network.table.pid('gateway.exporter') === undefined),
      'the gateway was not killed',
    );
    await network.network.start('gateway.exporter');
    const again = await user.post(path, body, key);
    assert.ok(again.status < 300, JSON.stringify(again.body));
    const { txId } = again.body as { readonly txId: string };
    await user.waitFor(txId);
    const { delivery } = await play.milestone('order');
    assert.equal(delivery.evidence.length, 1);
    const third = await user.post(path, body, key);
    assert.equal(third.headers.get('idempotency-replayed'), 'true');
    assert.equal((third.body as { readonly txId: string }).txId, txId);
  });
});

describe('with every node killed at once', () => {
  it('the ledger goes on from where it was', async () => {
    const network = await NetworkConsortium.open();
    const play = await PartyPlay.secured(network);
    const before = JSON.stringify(await play.milestone('order'));
    for (const node of await network.network.status()) {
      if (node.pid !== null) process.kill(node.pid, 'SIGKILL');
    }
    await until(async () => {
      const nodes = await network.network.status();
      return nodes.every(({ pid }) => pid === null);
    }, 'not every node has ended');
    await network.network.up();
    await until(async () => {
      const view = await play.milestone('order').catch(() => undefined);
      return JSON.stringify(view) === before;
    }, 'the record is not what it was');
    await play.present('order', 'order-confirmation');
  });
});
