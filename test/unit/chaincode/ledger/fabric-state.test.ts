import './support/quiet-library.js';
import assert from 'node:assert/strict';
import { mspSchema, type EndorsementParties } from '@tranche/chaincode/domain';
import { actingUser, sha256 } from '@tranche/chaincode/ledger';
import { endorsementPolicy } from '@tranche/chaincode/ledger/endorsement-policy';
import { callOf, CHAINCODE_NAME, FabricState } from '@tranche/chaincode/ledger/fabric-state';
import sinon from 'sinon';
import { userOf } from '../../../support/cast.js';
import { txIdOf } from '../../../support/memory-ledger.js';
import {
  fakeContext,
  fakeHistory,
  fakeListing,
  type FakeModification,
} from './support/fake-context.js';

const bank = mspSchema.parse('BankMSP');
const bytes = Buffer.from('value');
const COLLECTION = '_implicit_org_BankMSP';

/** Most values that a history answers. */
const MAX_HISTORY = 10_000;

/** A key's values at the seconds 1 to `count`, newest first. */
function modifications(count: number): readonly FakeModification[] {
  return Array.from({ length: count }, (_, index) => {
    const seconds = count - index;
    return {
      txId: txIdOf(seconds),
      value: Buffer.from(String(seconds)),
      timestamp: { seconds, nanos: 0 },
    };
  });
}

describe('the state on Fabric', () => {
  it('has the member of its peer', async () => {
    const { context } = await fakeContext({ label: 'trade-bank.maker' });
    assert.equal(new FabricState(context).ownMsp, 'BankMSP');
  });

  it('takes no bytes, and none at all, for no value', async () => {
    const { context, stub } = await fakeContext();
    const state = new FabricState(context);
    for (const nothing of [new Uint8Array(), undefined]) {
      for (const method of [stub.getState, stub.getPrivateData, stub.getPrivateDataHash]) {
        method.resolves(nothing);
      }
      assert.equal(await state.get('key'), undefined);
      assert.equal(await state.getPrivate(bank, 'key'), undefined);
      assert.equal(await state.privateHash(bank, 'key'), undefined);
    }
  });

  it('reads and writes public values', async () => {
    const { context, stub } = await fakeContext({ values: new Map([['key', bytes]]) });
    const state = new FabricState(context);
    assert.equal(await state.get('key'), bytes);
    await state.put('key', bytes);
    sinon.assert.calledOnceWithExactly(stub.putState, 'key', bytes);
  });

  it('reads and writes private values in the implicit collection of a member', async () => {
    const { context, stub } = await fakeContext();
    const state = new FabricState(context);
    stub.getPrivateData.resolves(bytes);
    assert.equal(await state.getPrivate(bank, 'key'), bytes);
    sinon.assert.calledOnceWithExactly(stub.getPrivateData, COLLECTION, 'key');
    await state.putPrivate(bank, 'key', bytes);
    sinon.assert.calledOnceWithExactly(stub.putPrivateData, COLLECTION, 'key', bytes);
  });

  it('reads the hash of a private value as text', async () => {
    const { context, stub } = await fakeContext();
    const hash = sha256(bytes);
    stub.getPrivateDataHash.resolves(Buffer.from(hash, 'hex'));
    assert.equal(await new FabricState(context).privateHash(bank, 'key'), hash);
    sinon.assert.calledOnceWithExactly(stub.getPrivateDataHash, COLLECTION, 'key');
  });

  it('sets the policy of a key as bytes', async () => {
    const { context, stub } = await fakeContext();
    const others = ['AMSP', 'BMSP', 'CMSP'].map((msp) => mspSchema.parse(msp));
    const parties: EndorsementParties = { bank, others };
    await new FabricState(context).setPolicy('key', parties);
    const expected = endorsementPolicy(parties);
    sinon.assert.calledOnceWithExactly(stub.setStateValidationParameter, 'key', expected);
  });

  it('emits an event by its name', async () => {
    const { context, stub } = await fakeContext();
    new FabricState(context).emit({ name: 'tranche.v1', payload: bytes });
    sinon.assert.calledOnceWithExactly(stub.setEvent, 'tranche.v1', bytes);
  });
});

describe('the records of a type', () => {
  const entries = ['a', 'b', 'c'].map((key) => ({ key, value: Buffer.from(key) }));

  it('are listed in the order of their keys, all of them or the first', async () => {
    for (const [max, expected] of [
      [4, entries],
      [2, entries.slice(0, 2)],
    ] as const) {
      const { context, stub } = await fakeContext();
      const iterator = fakeListing(entries);
      stub.getStateByPartialCompositeKey.resolves(iterator);
      assert.deepEqual(await new FabricState(context).list('member', max), expected);
      sinon.assert.calledOnceWithExactly(stub.getStateByPartialCompositeKey, 'member', []);
      sinon.assert.calledOnce(iterator.close);
    }
  });

  it('close their iterator also when it breaks off', async () => {
    const { context, stub } = await fakeContext();
    const iterator = fakeListing(entries);
    iterator.next.onSecondCall().rejects(new Error('the peer is gone'));
    stub.getStateByPartialCompositeKey.resolves(iterator);
    await assert.rejects(new FabricState(context).list('member', 4), /the peer is gone/);
    sinon.assert.calledOnce(iterator.close);
  });
});

describe('the history of a key', () => {
  it('is told oldest first, and its iterator is closed', async () => {
    const { context, stub } = await fakeContext();
    const iterator = fakeHistory(modifications(3));
    stub.getHistoryForKey.resolves(iterator);
    const entries = await new FabricState(context).history('key');
    const expected = [1, 2, 3].map((seconds) => ({
      txId: txIdOf(seconds),
      at: seconds * 1000,
      value: Buffer.from(String(seconds)),
    }));
    assert.deepEqual(entries, expected);
    sinon.assert.calledOnceWithExactly(stub.getHistoryForKey, 'key');
    sinon.assert.calledOnce(iterator.close);
  });

  it('is told up to its newest 10,000 values', async () => {
    const { context, stub } = await fakeContext();
    const iterator = fakeHistory(modifications(MAX_HISTORY + 1));
    stub.getHistoryForKey.resolves(iterator);
    const entries = await new FabricState(context).history('key');
    assert.equal(entries.length, MAX_HISTORY);
    assert.equal(entries[0]?.at, 2000);
    assert.equal(entries.at(-1)?.at, (MAX_HISTORY + 1) * 1000);
    sinon.assert.calledOnce(iterator.close);
  });

  it('closes its iterator also when it breaks off', async () => {
    const { context, stub } = await fakeContext();
    const iterator = fakeHistory(modifications(1));
    iterator.next.onSecondCall().rejects(new Error('the peer is gone'));
    stub.getHistoryForKey.resolves(iterator);
    await assert.rejects(new FabricState(context).history('key'), /the peer is gone/);
    sinon.assert.calledOnce(iterator.close);
  });
});

describe('the call that a context carries', () => {
  it('is who signed, when, in which transaction, what, and the private input', async () => {
    const transient = new Map([['documents', bytes]]);
    const { context } = await fakeContext({ seconds: 1_772_442_000, nanos: 7_999_999, transient });
    const certificate = context.clientIdentity.getIDBytes();
    const { key } = actingUser({
      mspId: 'ExporterMSP',
      certificate: Buffer.from(certificate).toString(),
      attribute: () => undefined,
    });
    assert.deepEqual(callOf(context, 'input'), {
      actor: { ...userOf('textiles.maker'), key },
      at: 1_772_442_000_007,
      txId: txIdOf(1),
      input: 'input',
      transient,
    });
  });

  for (const [nanos, millis] of [
    [0, 0],
    [999_999, 0],
    [1_000_000, 1],
    [999_999_999, 999],
  ] as const) {
    it(`is ${String(millis)} ms past the second at ${String(nanos)} ns`, async () => {
      const { context } = await fakeContext({ seconds: 1, nanos });
      assert.equal(callOf(context, '').at, 1000 + millis);
    });
  }

  it('acts for no participant when the certificate has no attribute', async () => {
    const { context } = await fakeContext();
    const clientIdentity = { ...context.clientIdentity, getAttributeValue: () => null };
    const bare = Object.assign(context, { clientIdentity });
    const { actor } = callOf(bare, '');
    assert.equal(actor.participant, undefined);
    assert.deepEqual(actor.roles, []);
  });

  for (const chaincode of ['other', '', 'tranche2', undefined]) {
    it(`is refused when its client called ${String(chaincode)}`, async () => {
      const { context } = await fakeContext({ chaincode });
      assert.throws(() => callOf(context, ''), { code: 'CALL_INDIRECT' });
    });
  }

  it('is taken when its client called this chaincode by its name', async () => {
    const { context } = await fakeContext({ chaincode: CHAINCODE_NAME });
    assert.doesNotThrow(() => callOf(context, ''));
  });
});
