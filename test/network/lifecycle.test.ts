import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { queryAsAdmin } from '../../network/chaincode/invoke.js';
import { committedDefinition } from '../../network/chaincode/lifecycle.js';
import { NetworkError, openNetwork, type Network, type NodeStatus } from '../../network/index.js';
import { portOf } from '../../network/ports.js';
import { startToken } from '../../network/process/start-token.js';
import { memberSites, type MemberSite } from '../../network/site.js';

const UP_MILLIS = 180_000;
const NODES = 25;

interface Build {
  readonly codeDigest: string;
  readonly rulesInForce: number;
}

describe('the network of five members', function () {
  this.timeout(UP_MILLIS);
  let network: Network;

  before(() => {
    network = openNetwork('test', { environment: process.env });
  });

  async function statusOf(name: string): Promise<NodeStatus> {
    const found = (await network.status()).find((node) => node.name === name);
    assert.ok(found !== undefined, name);
    return found;
  }

  function first(): MemberSite {
    const [member] = memberSites(network.site);
    assert.ok(member !== undefined);
    return member;
  }

  describe('from nothing', () => {
    it('names a taken port with its owner, and starts nothing', async () => {
      await network.reset();
      const port = portOf(network.profile, 'peer', 2);
      const server = await listen(port);
      try {
        await assert.rejects(network.up(), (thrown) => {
          assert.ok(thrown instanceof NetworkError && thrown.code === 'PORT_IN_USE');
          assert.match(thrown.message, new RegExp(`${port}, peer of bank: .*pid ${process.pid}`));
          return true;
        });
        assert.deepEqual(network.table.names(), []);
      } finally {
        server.close();
      }
    });

    it('comes up with every node healthy', async () => {
      await network.up();
      const nodes = await network.status();
      assert.equal(nodes.length, NODES);
      assert.deepEqual(
        nodes.filter(({ healthy }) => !healthy),
        [],
      );
      for (const { pid } of nodes) assert.ok(pid !== null && startToken(pid) !== undefined);
    });

    it('has the consortium founded, and every member runs the same approved code', async () => {
      const builds = await Promise.all(
        memberSites(network.site).map(async (of) => {
          const answer = await queryAsAdmin(of, { transaction: 'query:build', command: {} });
          return JSON.parse(answer) as Build;
        }),
      );
      assert.equal(new Set(builds.map(({ codeDigest }) => codeDigest)).size, 1);
      assert.deepEqual([...new Set(builds.map(({ rulesInForce }) => rulesInForce))], [1]);
    });

    it('is found well by the doctor', async () => {
      const findings = await network.doctor();
      assert.deepEqual(
        findings.filter(({ level }) => level === 'error'),
        [],
      );
    });

    it('can be brought up again, and that changes nothing', async () => {
      const before = await network.status();
      const definition = await committedDefinition(first());
      await network.up();
      assert.deepEqual(await network.status(), before);
      assert.deepEqual(await committedDefinition(first()), definition);
    });
  });

  describe('with a node killed', () => {
    for (const name of ['peer.buyer', 'orderer.exporter', 'chaincode.bank', 'gateway.auditor']) {
      it(`shows ${name} as crashed, and heals it by a start`, async () => {
        assert.equal(await network.kill(name), true);
        const crashed = await statusOf(name);
        assert.equal(crashed.pid, null);
        assert.equal(crashed.healthy, false);
        assert.equal(network.table.state(name), 'crashed');
        assert.equal(await network.start(name), true);
        assert.equal((await statusOf(name)).healthy, true);
      });
    }

    it('tells the doctor’s fix, and is healed by up', async () => {
      await network.kill('ca.bank');
      const findings = await network.doctor();
      const finding = findings.find(({ subject }) => subject === 'ca.bank');
      assert.match(finding?.fix ?? '', /start ca\.bank/);
      await network.up();
      assert.equal((await statusOf('ca.bank')).healthy, true);
    });
  });

  describe('by hand', () => {
    it('shows a stopped node as stopped, and refuses a node that it does not have', async () => {
      assert.equal(await network.stop('gateway.bank'), true);
      assert.equal(await network.stop('gateway.bank'), false);
      assert.equal(network.table.state('gateway.bank'), 'stopped');
      await assert.rejects(
        network.start('gateway.nobody'),
        (thrown) => thrown instanceof NetworkError && thrown.code === 'NODE_UNKNOWN',
      );
      await network.start('gateway.bank');
    });
  });

  describe('at its end', () => {
    it('goes down without leaving a process, and comes up with its ledger', async () => {
      const height = await committedDefinition(first());
      const pids = (await network.status()).flatMap(({ pid }) => pid ?? []);
      assert.equal(await network.down(), NODES);
      assert.deepEqual(pids.filter((pid) => startToken(pid) !== undefined), []);
      assert.deepEqual(network.table.names(), []);
      await network.up();
      assert.deepEqual(await committedDefinition(first()), height);
      await network.down();
    });
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      resolve(server);
    });
  });
}
