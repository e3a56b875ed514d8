import assert from 'node:assert/strict';
import { ConfigError, environmentOverrides, readConfig } from '@tranche/gateway/config';

const settings = {
  member: 'bank',
  mspId: 'BankMSP',
  mode: 'development',
  channel: 'trade',
  chaincode: 'tranche',
  http: { host: '127.0.0.1', port: 7001 },
  peer: { mspId: 'BankMSP', address: '127.0.0.1:7051', tlsRootFile: '/tls/ca.pem' },
  fallbackPeers: [{ mspId: 'BuyerMSP', address: '127.0.0.1:7052', tlsRootFile: '/tls/buyer.pem' }],
  wallet: { folder: '/wallet' },
  issuer: { url: 'http://127.0.0.1:7100', audience: 'urn:tranche:gateway:bank' },
  journal: { folder: '/journal' },
  log: { level: 'info' },
};
type Settings = Readonly<Record<string, unknown>>;

function pathsOf(
  text: string,
  environment: Readonly<Record<string, string>> = {},
): readonly string[] {
  try {
    readConfig({ text, environment });
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    for (const { path } of error.problems) assert.ok(error.message.includes(path));
    return error.problems.map(({ path }) => path);
  }
  return [];
}

function changed(change: Settings): string {
  return JSON.stringify({ ...settings, ...change });
}

describe('the configuration of a gateway', () => {
  it('is read with defaults for deadlines and load', () => {
    const config = readConfig({ text: JSON.stringify(settings), environment: {} });
    assert.equal(config.http.port, 7001);
    assert.ok(config.deadlines.commitMillis > 0 && config.load.inFlight > 0);
  });

  it('lets the environment stand above the file', () => {
    const environment = { TRANCHE_HTTP_PORT: '7999', TRANCHE_LOG_LEVEL: 'debug' };
    const config = readConfig({ text: JSON.stringify(settings), environment });
    assert.equal(config.http.port, 7999);
    assert.equal(config.log.level, 'debug');
  });

  it('takes every documented override', () => {
    for (const [variable, { path }] of Object.entries(environmentOverrides)) {
      const [group, key] = path;
      const value = (settings as Settings)[group];
      const current = key === undefined ? value : (value as Settings)[key];
      const environment = { [variable]: String(current) };
      assert.deepEqual(pathsOf(JSON.stringify(settings), environment), []);
    }
  });

  const table: readonly (readonly [
    string,
    string,
    Readonly<Record<string, string>>,
    readonly string[],
  ])[] = [
    ['no JSON', '{', {}, ['configuration']],
    ['no object', '[]', {}, ['configuration']],
    ['an unknown setting', changed({ htpp: 1 }), {}, ['configuration']],
    ['a wrong mode', changed({ mode: 'test' }), {}, ['mode']],
    ['a wrong port', changed({ http: { host: 'x', port: 70_000 } }), {}, ['http.port']],
    ['a missing wallet', changed({ wallet: undefined }), {}, ['wallet']],
    [
      'a wrong address',
      changed({ peer: { ...settings.peer, address: 'peer' } }),
      {},
      ['peer.address'],
    ],
    [
      'another member’s peer',
      changed({ peer: { ...settings.peer, mspId: 'BuyerMSP' } }),
      {},
      ['peer.mspId'],
    ],
    [
      'a wrong fallback peer',
      changed({ fallbackPeers: [{}] }),
      {},
      ['fallbackPeers.0.mspId', 'fallbackPeers.0.address', 'fallbackPeers.0.tlsRootFile'],
    ],
    [
      'a variable that is no number',
      changed({}),
      { TRANCHE_HTTP_PORT: 'x' },
      ['TRANCHE_HTTP_PORT'],
    ],
    [
      'a production mode with what is for development',
      changed({ mode: 'production' }),
      {},
      ['issuer.url', 'wallet.folder'],
    ],
  ];

  for (const [kind, text, environment, expected] of table) {
    it(`with ${kind} is refused by path`, () => {
      assert.deepEqual(pathsOf(text, environment), expected);
    });
  }
});
