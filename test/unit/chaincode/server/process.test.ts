import assert from 'node:assert/strict';

import { runningLimits } from '@tranche/chaincode/server/admission';

import { testAuthority, type Identity } from '../../../support/certificates.js';
import { ChaincodePeer, type Call } from '../../../support/chaincode-peer.js';
import type { Child } from '../../../support/child.js';
import { freePort } from '../../../support/free-port.js';
import { stageChaincode, type StagedChaincode } from '../../../support/staged-chaincode.js';

const STOP_TEST_MILLIS = 30_000;
const BUILD = ['query:build', '{}'];

describe('the chaincode server', () => {
  let staged: StagedChaincode;
  let user: Identity;
  let children: Child[] = [];
  let peers: ChaincodePeer[] = [];
  let calls = 0;

  before(async () => {
    staged = await stageChaincode();
    user = await (await testAuthority('users')).issue('trade-bank.maker');
  });

  after(() => {
    staged.remove();
  });

  afterEach(async () => {
    for (const peer of peers) peer.cut();
    for (const child of children) child.signal('SIGKILL');
    await Promise.all(children.map(({ ended }) => ended));
    children = [];
    peers = [];
  });

  function start(changes: Readonly<Record<string, string>> = {}): Child {
    const child = staged.start(changes);
    children.push(child);
    return child;
  }

  function connect(identity: Identity = staged.client): ChaincodePeer {
    const { address, root } = staged;
    const peer = new ChaincodePeer({ address, root, identity });
    peers.push(peer);
    return peer;
  }

  function callOf(args: readonly string[], mspId = 'BankMSP'): Call {
    calls += 1;
    const { certificate } = user;
    return { txId: `tx-${calls}`, creator: { mspId, certificate }, args };
  }

  async function serving(): Promise<{ child: Child; peer: ChaincodePeer }> {
    const child = start();
    await child.line('serving');
    const peer = connect();
    assert.equal(await peer.registered, staged.packageId);
    return { child, peer };
  }

  it('tells a peer with a certificate of its authority what it runs', async () => {
    const { peer } = await serving();
    const { status, payload } = await peer.call(callOf(BUILD));
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(payload), {
      codeDigest: staged.environment.TRANCHE_CODE_DIGEST,
      msp: 'BankMSP',
      packageVersion: '0.1.0',
      rules: [1],
      rulesInForce: 0,
    });
  });

  it('refuses a client without a certificate, and one of another authority', async () => {
    await serving();
    const { address, root } = staged;
    const anonymous = new ChaincodePeer({ address, root });
    const stranger = connect(await (await testAuthority('other')).issue('peer.bank'));
    peers.push(anonymous);
    await assert.rejects(anonymous.registered, /UNAVAILABLE/);
    await assert.rejects(stranger.registered, /UNAVAILABLE/);
  });

  it('refuses to start when its code is not what the member approved', async () => {
    const child = start({ TRANCHE_CODE_DIGEST: 'b'.repeat(64) });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /refused-to-start.*approves b{64}/);
  });

  it('refuses to start on wrong settings, and names each', async () => {
    const child = start({ CORE_CHAINCODE_ID: 'tranche', CORE_PEER_LOCALMSPID: '' });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /CORE_CHAINCODE_ID is no package id/);
    assert.match(child.errors, /CORE_PEER_LOCALMSPID is missing/);
  });

  it('refuses to start when another process listens on its address', async () => {
    await serving();
    const child = start({ TRANCHE_OPERATIONS_ADDRESS: `127.0.0.1:${await freePort()}` });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /EADDRINUSE/);
  });

  it('answers an unknown function and wrong arguments with a code', async () => {
    const { peer } = await serving();
    const unknown = await peer.call(callOf(['query:nothing']));
    const missing = await peer.call(callOf(['query:build']));
    const other = await peer.call(callOf(['query:build', '{"all":true}']));
    for (const { status, message } of [unknown, missing, other]) {
      assert.equal(status, 500);
      assert.match(message, /"code":"COMMAND_MALFORMED"/);
    }
  });

  it("turns away a member's calls beyond the limit, and serves those of others", async () => {
    const { peer } = await serving();
    peer.hold();
    const running = Array.from({ length: runningLimits.ofOneMember }, () =>
      peer.call(callOf(BUILD, 'BuyerMSP')),
    );
    await peer.holding(running.length);
    const beyond = await peer.call(callOf(BUILD, 'BuyerMSP'));
    assert.match(beyond.message, /"code":"NODE_BUSY"/);
    const other = peer.call(callOf(BUILD, 'BankMSP'));
    await peer.holding(running.length + 1);
    peer.release();
    assert.equal((await other).status, 200);
    for (const call of running) assert.equal((await call).status, 200);
  });

  it('forgets the calls of a lost connection', async () => {
    const { peer } = await serving();
    peer.hold();
    const { ofOneMember } = runningLimits;
    for (let call = 0; call < ofOneMember; call += 1) void peer.call(callOf(BUILD));
    await peer.holding(ofOneMember);
    peer.cut();
    const again = connect();
    await again.registered;
    assert.equal((await again.call(callOf(BUILD))).status, 200);
    assert.match(await metrics(staged), /^tranche_chaincode_running_calls 0$/m);
  });

  it('counts its calls by function and outcome', async () => {
    const { peer } = await serving();
    await peer.call(callOf(BUILD));
    await peer.call(callOf(['query:nothing']));
    const page = await metrics(staged);
    assert.match(page, /calls_total\{function="query:build",outcome="answered"\} 1/);
    assert.match(page, /calls_total\{function="unknown",outcome="refused"\} 1/);
    assert.match(page, /^tranche_chaincode_connections 1$/m);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`lets a running call finish on ${signal}, takes no new one, and ends well`, async () => {
      const { child, peer } = await serving();
      assert.equal((await fetch(`${staged.operations}/healthz`)).status, 200);
      peer.hold();
      const running = peer.call(callOf(BUILD));
      await peer.holding(1);
      child.signal(signal);
      await child.line('stopping');
      assert.equal((await fetch(`${staged.operations}/healthz`)).status, 503);
      assert.match((await peer.call(callOf(BUILD))).message, /"code":"NODE_STOPPING"/);
      peer.release();
      assert.equal((await running).status, 200);
      assert.equal(await peer.ended, undefined);
      assert.equal(await child.ended, 0);
    });
  }

  it('ends well after 10 s when a running call does not', async function () {
    this.timeout(STOP_TEST_MILLIS);
    const { child, peer } = await serving();
    peer.hold();
    void peer.call(callOf(BUILD));
    await peer.holding(1);
    child.signal('SIGTERM');
    assert.match(await child.line('calls-abandoned'), /"running":1/);
    await peer.ended;
    assert.equal(await child.ended, 0);
  });
});

async function metrics({ operations }: StagedChaincode): Promise<string> {
  const response = await fetch(`${operations}/metrics`);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  return response.text();
}
