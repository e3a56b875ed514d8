import assert from 'node:assert/strict';
import { callerOf, type Callers } from '@tranche/chaincode/ledger/callers';
import { actingUser, PARTICIPANT_ATTRIBUTE, type Creator } from '@tranche/chaincode/ledger';
import sinon from 'sinon';
import { certificateOf } from './support/certificate-of.js';

async function creatorOf(user: string, mspId = 'ExporterMSP') {
  const certificate = await certificateOf([{ OU: ['client'] }, { CN: [user] }]);
  const attribute = sinon.spy((name: string) =>
    name === PARTICIPANT_ATTRIBUTE ? `${mspId}:textiles` : undefined,
  );
  return { mspId, certificate, attribute } satisfies Creator;
}

describe('callers whose certificates are remembered', () => {
  it('are who the certificate says', async () => {
    const creator = await creatorOf('textiles.maker');
    assert.deepEqual(callerOf(new Map(), creator), actingUser(creator));
  });

  it('are read once', async () => {
    const callers: Callers = new Map();
    const creator = await creatorOf('textiles.maker');
    const first = callerOf(callers, creator);
    creator.attribute.resetHistory();
    assert.equal(callerOf(callers, creator), first);
    sinon.assert.notCalled(creator.attribute);
  });

  it('are others under another member, also with the same certificate', async () => {
    const callers: Callers = new Map();
    const creator = await creatorOf('textiles.maker');
    assert.equal(callerOf(callers, creator).msp, 'ExporterMSP');
    assert.equal(callerOf(callers, { ...creator, mspId: 'BankMSP' }).msp, 'BankMSP');
  });

  it('cannot be changed by the transaction that they are given to', async () => {
    const user = callerOf(new Map(), await creatorOf('textiles.maker'));
    assert.ok(Object.isFrozen(user) && Object.isFrozen(user.roles));
  });

  it('that are refused are not remembered', async () => {
    const callers: Callers = new Map();
    const creator = await creatorOf('textiles.maker', 'no msp');
    assert.throws(() => callerOf(callers, creator), { code: 'CALLER_UNKNOWN' });
    assert.throws(() => callerOf(callers, creator), { code: 'CALLER_UNKNOWN' });
  });

  it('are forgotten all at once when they are more than 1,024', async () => {
    const callers: Callers = new Map();
    const first = await creatorOf('textiles.maker');
    callerOf(callers, first);
    for (let number = 1; number < 1_024; number += 1) {
      callerOf(callers, { ...first, mspId: `M${number}MSP` });
    }
    first.attribute.resetHistory();
    callerOf(callers, first);
    sinon.assert.notCalled(first.attribute);
    callerOf(callers, { ...first, mspId: 'OneMoreMSP' });
    callerOf(callers, first);
    sinon.assert.called(first.attribute);
  });
});
