import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { otherSlot } from '../../../network/chaincode/deployment.js';
import { payloadOf, refusalCode } from '../../../network/chaincode/invoke.js';
import { isInForce } from '../../../network/chaincode/lifecycle.js';
import { definitionVersion, packageCode } from '../../../network/chaincode/package.js';
import { reproducibleTarGz } from '../../../network/chaincode/tar.js';
import { NetworkError } from '../../../network/errors.js';
import { testSite } from './test-site.js';

const code = { digest: 'ab'.repeat(32), packageVersion: '0.1.0' };

describe('a reproducible archive', () => {
  it('has the same bytes whatever the order of its files', async () => {
    const one = { name: 'a.json', content: '{}' };
    const two = { name: 'b.json', content: '[]' };
    const forth = await reproducibleTarGz([one, two]);
    assert.deepEqual(await reproducibleTarGz([two, one]), forth);
  });

  it('tells neither when nor where it was made', async () => {
    const bytes = Buffer.from(await reproducibleTarGz([{ name: 'a.json', content: '{}' }]));
    assert.equal(bytes.readUInt32LE(4), 0);
    assert.equal(bytes[9], 255);
  });

  it('can be read by tar', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tranche-archive-'));
    try {
      const file = path.join(folder, 'a.tar.gz');
      writeFileSync(file, await reproducibleTarGz([{ name: 'a.json', content: '{"a":1}' }]));
      assert.equal(execFileSync('tar', ['-xOzf', file, 'a.json'], { encoding: 'utf8' }), '{"a":1}');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a chaincode package', () => {
  it('is the same for every member, and another for other code', async () => {
    const { packageId } = await packageCode(code);
    assert.equal((await packageCode(code)).packageId, packageId);
    const other = await packageCode({ ...code, digest: 'cd'.repeat(32) });
    assert.notEqual(other.packageId, packageId);
  });

  it('keeps its id from release to release of Node and of this project', async () => {
    assert.equal(
      (await packageCode(code)).packageId,
      'tranche_0.1.0:62d4e21347251e551a5d2f2f12479a8cb2c4b19f3727092d36e300de24414b35',
    );
  });

  it('is defined on the channel under a version that names its code', () => {
    assert.equal(definitionVersion(code), '0.1.0+abababababab');
  });
});

describe('a chaincode definition', () => {
  const site = testSite('/project');
  const everyone = Object.fromEntries(site.topology.members.map(({ mspId }) => [mspId, true]));
  const committed = { sequence: 2, version: '1', approvals: everyone };

  it('is in force when the channel has it and every member approves it', () => {
    assert.equal(isInForce(site, committed, '1'), true);
  });

  it('is not in force while the channel has another, or a member has not approved it', () => {
    assert.equal(isInForce(site, undefined, '1'), false);
    assert.equal(isInForce(site, committed, '2'), false);
    const without = { ...committed, approvals: { ...everyone, BankMSP: false } };
    assert.equal(isInForce(site, without, '1'), false);
  });

  it('is upgraded beside the one that serves', () => {
    assert.equal(otherSlot('A'), 'B');
    assert.equal(otherSlot('B'), 'A');
  });
});

describe('the answer of a transaction', () => {
  it('is read from what the peer program logs', () => {
    const payload = '{\\"a\\":\\"\\303\\251\\\\n\\"}';
    const log = `INFO Chaincode invoke successful. result: status:200 payload:"${payload}" `;
    assert.equal(payloadOf(log), '{"a":"é\\n"}');
  });

  it('may be empty', () => {
    assert.equal(payloadOf('INFO Chaincode invoke successful. result: status:200 '), '');
  });

  it('is missed when the log does not tell it', () => {
    assert.throws(() => payloadOf('INFO something else'), NetworkError);
  });

  it('is a refusal with a code, however deeply quoted', () => {
    const message = 'status:500 message:"{\\"code\\":\\"LEI_INVALID\\",\\"params\\":{}}"';
    assert.equal(refusalCode(new Error(message)), 'LEI_INVALID');
    assert.equal(refusalCode(new Error('{"code":"LEI_INVALID"}')), 'LEI_INVALID');
    assert.equal(refusalCode(new Error('connection refused')), undefined);
  });
});
