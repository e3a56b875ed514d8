import assert from 'node:assert/strict';
import { NetworkError } from '../../../network/errors.js';
import { issuerPort, portOf, portUses } from '../../../network/ports.js';
import { PORTS_PER_PROFILE, profileNames, profileOf } from '../../../network/profiles.js';
import { topology } from '../../../network/topology.js';

const LOWEST_EPHEMERAL_PORT = 32_768;

const profile = (name: string, environment: Record<string, string> = {}, madeWith?: number) =>
  profileOf({ name, root: '/project', environment, ...(madeWith !== undefined && { madeWith }) });

const coded = (code: string) => (thrown: unknown) =>
  thrown instanceof NetworkError && thrown.code === code;

describe('the profiles', () => {
  it('share no port, and stay below the range of ephemeral ports', () => {
    const ports = profileNames.flatMap((name) => [...portUses(profile(name), topology).keys()]);
    assert.equal(new Set(ports).size, ports.length);
    assert.ok(Math.max(...ports) < LOWEST_EPHEMERAL_PORT);
  });

  it('hold all their ports within their own block', () => {
    const { portBase } = profile('test');
    for (const port of portUses(profile('test'), topology).keys()) {
      assert.ok(port >= portBase && port < portBase + PORTS_PER_PROFILE);
    }
  });

  it('give every use of every member a port of its own', () => {
    const kinds = ['gateway', 'ca', 'orderer', 'peer', 'chaincodeA', 'chaincodeB'] as const;
    const local = profile('local');
    const ports = kinds.flatMap((kind) => [0, 19].map((index) => portOf(local, kind, index)));
    assert.equal(new Set(ports).size, ports.length);
    assert.ok(!ports.includes(issuerPort(profile('local'))));
  });

  it('have no ports for a twenty-first member', () => {
    assert.throws(() => portOf(profile('local'), 'peer', 20), RangeError);
  });

  it('keep their data apart, below the project', () => {
    assert.equal(profile('local').folder, '/project/.network/local');
    assert.equal(profile('test').folder, '/project/.network/test');
  });

  it('mark the ledger of the test profile, and only that, as a test', () => {
    assert.equal(profile('local').rulesTime.profile, 'production');
    assert.equal(profile('test').rulesTime.profile, 'test');
  });

  it('refuse a name that no profile has', () => {
    assert.throws(() => profile('production'), coded('PROFILE_UNKNOWN'));
  });

  it('move to the port base of the environment', () => {
    assert.equal(profile('local', { TRANCHE_PORT_BASE: '21000' }).portBase, 21_000);
  });

  for (const text of ['', '80', '65200', 'many', '21000.5', '-1']) {
    it(`refuse ${JSON.stringify(text)} as a port base`, () => {
      const environment = { TRANCHE_PORT_BASE: text };
      assert.throws(() => profile('local', environment), coded('PORT_BASE_INVALID'));
    });
  }

  it('stay where their data were made', () => {
    assert.equal(profile('local', {}, 21_000).portBase, 21_000);
    assert.throws(
      () => profile('local', { TRANCHE_PORT_BASE: '22000' }, 21_000),
      coded('PORT_BASE_INVALID'),
    );
  });
});
