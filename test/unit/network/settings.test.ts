import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodesOf } from '../../../network/nodes/nodes.js';
import { ordererSettings } from '../../../network/nodes/orderer.js';
import { peerSettings } from '../../../network/nodes/peer.js';
import { settingsDigest } from '../../../network/process/settings-digest.js';
import { memberSites } from '../../../network/site.js';
import { testSite } from './test-site.js';

const site = testSite('/project');
const [exporter] = memberSites(site);
assert.ok(exporter !== undefined);

describe('the nodes', () => {
  const nodes = nodesOf(site, undefined);

  it('are named by role and member', () => {
    const names = nodes.map(({ name }) => name);
    assert.equal(names.length, 25);
    assert.equal(new Set(names).size, 25);
    for (const name of ['ca.auditor', 'orderer.exporter', 'peer.bank', 'chaincode.buyer']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(names.includes('gateway.bank') && names.includes('issuer.dev'));
    assert.ok(!names.includes('orderer.auditor'));
  });

  it('belong to a member each, but for the development issuer', () => {
    const nobodys = nodes.filter(({ member }) => member === null).map(({ name }) => name);
    assert.deepEqual(nobodys, ['issuer.dev']);
  });

  it('listen at addresses of their own', () => {
    const addresses = nodes.flatMap((node) => Object.values(node.addresses));
    assert.equal(new Set(addresses).size, addresses.length);
  });
});

describe('the settings of a peer', () => {
  const settings = peerSettings(exporter);

  it('refuse proposals that are more than two minutes off', () => {
    assert.equal(settings['CORE_PEER_AUTHENTICATION_TIMEWINDOW'], '2m');
  });

  it('need no Docker', () => {
    assert.equal(settings['CORE_VM_ENDPOINT'], '');
  });

  it('take chaincode from the builder whose name is stored with installed packages', () => {
    const [builder] = JSON.parse(settings['CORE_CHAINCODE_EXTERNALBUILDERS'] ?? '') as {
      readonly name: string;
      readonly propagateEnvironment: readonly string[];
    }[];
    assert.equal(builder?.name, 'tranche-ccaas');
    assert.deepEqual(builder.propagateEnvironment, ['TRANCHE_CHAINCODE_CONNECTIONS']);
  });

  it('give up on another peer soon, so that the next can be asked', () => {
    assert.equal(settings['CORE_PEER_GATEWAY_ENDORSEMENTTIMEOUT'], '3s');
  });
});

describe('the settings of an orderer', () => {
  it('let an authority of its own say who administers it', () => {
    const settings = ordererSettings(exporter);
    const roots = settings['ORDERER_ADMIN_TLS_CLIENTROOTCAS'];
    assert.equal(roots, `[${site.paths.member('exporter').ordererAdminRoot}]`);
    assert.notEqual(roots, settings['ORDERER_GENERAL_TLS_ROOTCAS']);
    assert.equal(settings['ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED'], 'true');
  });

  it('slow down whoever sends too much', () => {
    const rate = Number(ordererSettings(exporter)['ORDERER_GENERAL_THROTTLING_RATE']);
    assert.ok(rate > 0);
  });
});

describe('the digest of what a process is started with', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-settings-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const environment = { B: '1', A: '2' };
  const launch = { command: 'node', args: ['main.js'], folder: '/', environment };

  it('does not depend on the order of the variables', () => {
    const other = { ...launch, environment: { A: '2', B: '1' } };
    assert.equal(settingsDigest(other), settingsDigest(launch));
  });

  it('changes with a variable, and with the content of a file that the process reads', () => {
    const file = path.join(folder, 'config.json');
    writeFileSync(file, '{}');
    const before = settingsDigest({ ...launch, reads: [folder] });
    writeFileSync(file, '{"a":1}');
    assert.notEqual(settingsDigest({ ...launch, reads: [folder] }), before);
    assert.notEqual(settingsDigest({ ...launch, environment: {} }), settingsDigest(launch));
  });
});
