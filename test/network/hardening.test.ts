import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { program } from '../../network/fabric/binaries.js';
import { openNetwork, type Network } from '../../network/index.js';
import type { IdentityName, TlsName } from '../../network/paths.js';
import { peerCallAs } from '../../network/peer-cli.js';
import { runProgram } from '../../network/run-program.js';
import { memberSites, type MemberSite } from '../../network/site.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const UP_MILLIS = 180_000;

/** Channel header type of a configuration update (common.HeaderType). */
const CONFIG_UPDATE = 2;

describe('the hardened network', function () {
  this.timeout(UP_MILLIS);
  let network: Network;
  let folder: TemporaryFolder;
  let exporter: MemberSite;

  before(async () => {
    folder = temporaryFolder();
    network = openNetwork('test', { environment: process.env });
    await network.up();
    const [first] = memberSites(network.site);
    assert.ok(first !== undefined);
    exporter = first;
  });

  after(() => {
    folder.remove();
  });

  describe('sends transactions only of clients and administrators', () => {
    let transaction: string;

    before(async () => {
      transaction = await emptyUpdate(network, folder.path);
    });

    /** What the orderer says of a transaction that the identity has signed. */
    async function answerTo(name: IdentityName): Promise<string> {
      const { member, site } = exporter;
      const mspFolder = site.paths.member(member.name).identity(name);
      const call = ['channel', 'update', '-f', transaction, '-c', site.topology.channel];
      const orderer = ['-o', exporter.address('orderer'), '--tls', '--cafile'];
      const root = site.paths.member(member.name).tlsRoot;
      try {
        await peerCallAs(exporter, mspFolder, [...call, ...orderer, root]);
        return 'sent';
      } catch (thrown) {
        return String(thrown);
      }
    }

    for (const name of ['peer', 'orderer'] as const) {
      it(`and refuses those of a ${name}`, async () => {
        assert.match(await answerTo(name), /FORBIDDEN/);
      });
    }

    it('and looks at the content of an administrator’s', async () => {
      assert.match(await answerTo('admin'), /BAD_REQUEST/);
    });
  });

  describe('lets orderers be administered', () => {
    const channelsAs = (name: TlsName): Promise<number> => {
      const files = network.paths.member('exporter');
      const tls = files.tls(name);
      const url = `https://${exporter.address('ordererAdmin')}/participation/v1/channels`;
      return statusOf(new URL(url), {
        ca: readFileSync(files.tlsRoot),
        cert: readFileSync(path.join(tls, 'cert.pem')),
        key: readFileSync(path.join(tls, 'key.pem')),
      });
    };

    it('by certificates of the authority that is for nothing else', async () => {
      assert.equal(await channelsAs('orderer-admin'), 200);
    });

    for (const name of ['peer', 'chaincode-client', 'orderer'] as const) {
      it(`not by the TLS certificate of its ${name}`, async () => {
        await assert.rejects(channelsAs(name), /alert|reset|hang up/);
      });
    }
  });

  it('keeps every key and password to its owner', () => {
    const { paths, topology } = network;
    assert.equal(statSync(paths.folder).mode & 0o077, 0);
    for (const { name } of topology.members) {
      const files = paths.member(name);
      const secrets = [
        files.secret,
        path.join(files.identity('admin'), 'keystore', 'key.pem'),
        path.join(files.tls('peer'), 'key.pem'),
        path.join(files.ca, 'fabric-ca-server-config.yaml'),
      ];
      for (const file of secrets) assert.equal(statSync(file).mode & 0o077, 0, file);
    }
  });
});

/** A configuration update that changes nothing, ready to be signed and sent. */
async function emptyUpdate(network: Network, folder: string): Promise<string> {
  const { channel } = network.topology;
  const header = { channel_header: { channel_id: channel, type: CONFIG_UPDATE } };
  const update = { channel_id: channel, read_set: {}, write_set: {} };
  const json = path.join(folder, 'update.json');
  const file = path.join(folder, 'update.tx');
  writeFileSync(json, JSON.stringify({ payload: { header, data: { config_update: update } } }));
  await runProgram({
    command: program(network.site.toolbox.ready().fabric, 'configtxlator'),
    args: ['proto_encode', '--type', 'common.Envelope', '--input', json, '--output', file],
    environment: {},
  });
  return file;
}

interface ClientTls {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

function statusOf(url: URL, tls: ClientTls): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ...tls, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
  });
}
