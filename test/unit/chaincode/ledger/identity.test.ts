import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { DomainError, type ActingUser } from '@tranche/chaincode/domain';
import {
  actingUser,
  PARTICIPANT_ATTRIBUTE,
  ROLES_ATTRIBUTE,
  sha256,
} from '@tranche/chaincode/ledger';
import { refusalOf } from '../../../support/consortium.js';
import { certificateOf, type Subject } from './support/certificate-of.js';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const usual: Subject = [{ OU: ['client'] }, { CN: ['trade-bank.maker'] }];

/** The acting user of a certificate of the bank, or of another member. */
async function userOf(
  subject: Subject,
  attributes: Readonly<Record<string, string>> = {},
  mspId = 'BankMSP',
): Promise<ActingUser> {
  const pem = await certificateOf(subject);
  return actingUser({ mspId, certificate: pem, attribute: (name) => attributes[name] });
}

describe('the acting user', () => {
  it('is read from member, common name, unit and attributes', async () => {
    const attributes = {
      [PARTICIPANT_ATTRIBUTE]: 'BankMSP:trade-bank',
      [ROLES_ATTRIBUTE]: 'maker',
    };
    const { key, ...user } = await userOf(usual, attributes);
    assert.match(String(key), /^[0-9a-f]{64}$/);
    assert.deepEqual(user, {
      msp: 'BankMSP',
      user: 'trade-bank.maker',
      unit: 'client',
      participant: 'BankMSP:trade-bank',
      roles: ['maker'],
    });
  });

  it('has the key of its certificate, however often that key is certified', async () => {
    const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
    const again = [usual, [{ CN: ['other'] }]] satisfies Subject[];
    const certified = [];
    for (const subject of again) {
      const certificate = await certificateOf(subject, keys);
      certified.push(actingUser({ mspId: 'BankMSP', certificate, attribute: () => undefined }).key);
    }
    const spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey));
    assert.deepEqual(certified, [sha256(spki), sha256(spki)]);
    assert.notEqual((await userOf(usual)).key, sha256(spki));
  });

  it('without attributes acts for no participant and has no role', async () => {
    const user = await userOf(usual);
    assert.equal('participant' in user, false);
    assert.deepEqual(user.roles, []);
  });

  for (const unit of ['client', 'admin', 'peer', 'orderer'] as const) {
    it(`has the unit ${unit}`, async () => {
      assert.equal((await userOf([{ OU: [unit] }, { CN: ['a'] }])).unit, unit);
    });

    it(`has the unit ${unit} among others of one name, as Fabric's CA writes them`, async () => {
      assert.equal((await userOf([{ OU: [unit, 'treasury'] }, { CN: ['a'] }])).unit, unit);
      assert.equal((await userOf([{ OU: ['treasury', unit] }, { CN: ['a'] }])).unit, unit);
    });
  }

  for (const subject of [
    [{ CN: ['a'] }],
    [{ OU: ['treasury'] }, { CN: ['a'] }],
    [{ OU: ['administrators'] }, { CN: ['a'] }],
    [{ O: ['admin'] }, { CN: ['a'] }],
  ] satisfies Subject[]) {
    it(`has no unit in ${JSON.stringify(subject)}`, async () => {
      assert.equal((await userOf(subject)).unit, 'none');
    });
  }

  for (const name of ['a\nOU=admin', 'a + OU=admin', 'a, OU=admin', 'OU=admin', 'a\\ + OU=admin']) {
    it(`gets no unit from the common name ${JSON.stringify(name)}`, async () => {
      const user = await userOf([{ OU: ['client'] }, { CN: [name] }]);
      assert.equal(user.unit, 'client');
    });
  }

  it('gets no common name from another field', async () => {
    const user = await userOf([{ O: ['x\nCN=admin'] }, { CN: ['maker'] }]);
    assert.equal(user.user, 'maker');
  });

  it('keeps the signs of equality of its common name', async () => {
    assert.equal((await userOf([{ CN: ['a=b=c'] }])).user, 'a=b=c');
  });

  it('has the known roles of its certificate, in one order, and no others', async () => {
    const roles = (text: string): Promise<readonly string[]> =>
      userOf(usual, { [ROLES_ATTRIBUTE]: text }).then((user) => user.roles);
    assert.deepEqual(await roles('approver, maker'), ['maker', 'approver']);
    assert.deepEqual(await roles('maker,owner,Checker,maker'), ['maker']);
    assert.deepEqual(await roles(''), []);
  });

  it('keeps a participant of another member, for the rules to refuse', async () => {
    const user = await userOf(usual, { [PARTICIPANT_ATTRIBUTE]: 'BuyerMSP:retail' });
    assert.equal(user.participant, 'BuyerMSP:retail');
    assert.equal(user.msp, 'BankMSP');
  });

  const unknown: readonly (readonly [
    name: string,
    subject: Subject,
    attributes?: Readonly<Record<string, string>>,
    mspId?: string,
  ])[] = [
    ['without a common name', [{ OU: ['client'] }]],
    ['with a longer common name than any record takes', [{ CN: ['a'.repeat(257)] }]],
    ['with a malformed participant', usual, { [PARTICIPANT_ATTRIBUTE]: 'retail' }],
    ['with an empty participant', usual, { [PARTICIPANT_ATTRIBUTE]: '' }],
    ['of a member whose id is malformed', usual, {}, 'Bank MSP'],
  ];
  for (const [name, subject, attributes, mspId] of unknown) {
    it(`is unknown ${name}`, async () => {
      const work = userOf(subject, attributes, mspId);
      await assert.rejects(work, DomainError);
      assert.equal(await refusalOf(work), 'CALLER_UNKNOWN');
    });
  }
});
