import assert from 'node:assert/strict';
import path from 'node:path';

import { SettingsError, readSettings } from '@tranche/chaincode/server/settings';

import { testAuthority } from '../../../support/certificates.js';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.js';

type Environment = Readonly<Record<string, string>>;

describe('the settings of the chaincode server', () => {
  let folder: TemporaryFolder;
  let right: Environment;

  before(async () => {
    folder = temporaryFolder();
    const authority = await testAuthority('bank');
    const own = await authority.issue('chaincode.bank');
    const other = await authority.issue('other');
    const files = {
      'ca.crt': authority.certificate,
      'own.crt': own.certificate,
      'own.key': own.key,
      'other.key': other.key,
      'text.txt': 'text',
    };
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    right = {
      CORE_CHAINCODE_ID: `tranche_1.0:${'0'.repeat(64)}`,
      CORE_CHAINCODE_ADDRESS: '127.0.0.1:9999',
      CORE_CHAINCODE_TLS_CERT_FILE: path.join(folder.path, 'own.crt'),
      CORE_CHAINCODE_TLS_KEY_FILE: path.join(folder.path, 'own.key'),
      CORE_CHAINCODE_TLS_CLIENT_CACERT_FILE: path.join(folder.path, 'ca.crt'),
      CORE_PEER_LOCALMSPID: 'BankMSP',
      CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
      TRANCHE_CODE_DIGEST: 'a'.repeat(64),
      TRANCHE_OPERATIONS_ADDRESS: '[::1]:9998',
    };
  });

  after(() => {
    folder.remove();
  });

  function problemsOf(changes: Environment): readonly string[] {
    try {
      readSettings({ ...right, ...changes });
      return [];
    } catch (thrown) {
      assert.ok(thrown instanceof SettingsError);
      return thrown.problems;
    }
  }

  it('are read when all of them are right', () => {
    const settings = readSettings(right);
    assert.deepEqual(settings.address, { host: '127.0.0.1', port: 9999 });
    assert.deepEqual(settings.operations, { host: '::1', port: 9998 });
    assert.equal(settings.ownMsp, 'BankMSP');
    assert.match(settings.tls.key.toString(), /PRIVATE KEY/);
  });

  it('are refused all at once when all are missing', () => {
    const empty = Object.fromEntries(Object.keys(right).map((name) => [name, '']));
    const expected = Object.keys(right).map((name) => `${name} is missing`);
    assert.deepEqual([...problemsOf(empty)].sort(), expected.sort());
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['CORE_CHAINCODE_ID', 'tranche', /no package id/],
    ['CORE_CHAINCODE_ID', `tranche:${'A'.repeat(64)}`, /no package id/],
    ['CORE_CHAINCODE_ID', `-tranche:${'a'.repeat(64)}`, /no package id/],
    ['CORE_CHAINCODE_ADDRESS', '9999', /not host:port/],
    ['CORE_CHAINCODE_ADDRESS', 'host:0', /not host:port/],
    ['CORE_CHAINCODE_ADDRESS', 'host:65536', /not host:port/],
    ['CORE_CHAINCODE_ADDRESS', 'https://host:1', /not host:port/],
    ['CORE_CHAINCODE_TLS_CERT_FILE', 'absent.crt', /cannot be read/],
    ['CORE_CHAINCODE_TLS_CERT_FILE', 'text.txt', /without a certificate/],
    ['CORE_CHAINCODE_TLS_KEY_FILE', 'other.key', /not the certificate's/],
    ['CORE_CHAINCODE_TLS_KEY_FILE', 'text.txt', /without a private key/],
    ['CORE_CHAINCODE_TLS_CLIENT_CACERT_FILE', 'own.crt', /no authority/],
    ['CORE_PEER_LOCALMSPID', 'Bank MSP', /no id of an MSP/],
    ['CORE_CHAINCODE_LOGGING_LEVEL', 'DEBUG', /not ERROR/],
    ['TRANCHE_CODE_DIGEST', 'a'.repeat(63), /no SHA-256/],
    ['TRANCHE_OPERATIONS_ADDRESS', '0.0.0.0:9998', /not on the loopback/],
    ['TRANCHE_OPERATIONS_ADDRESS', 'loopback', /not host:port/],
  ];
  for (const [name, value, expected] of wrong) {
    it(`are refused with ${name} ${value.slice(0, 20)}, by name`, () => {
      const text = name.endsWith('_FILE') ? path.join(folder.path, value) : value;
      const problems = problemsOf({ [name]: text });
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', new RegExp(`^${name} `));
      assert.match(problems[0] ?? '', expected);
    });
  }
});
