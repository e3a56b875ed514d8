import assert from 'node:assert/strict';
import { InvariantError, mspSchema } from '@tranche/chaincode/domain';
import { encode, keys } from '@tranche/chaincode/ledger';
import { UnitOfWork } from '@tranche/chaincode/ledger/unit-of-work';
import { MemoryLedger, MONDAY, txIdOf } from '../../../support/memory-ledger.js';

const KEY = keys.rules();
const ABSENT = keys.parameters();

/** A ledger with one record, and one transaction on it. */
async function withRecord(): Promise<{
  readonly state: ReturnType<MemoryLedger['simulate']>;
  readonly work: UnitOfWork;
}> {
  const ledger = new MemoryLedger();
  const founding = ledger.simulate();
  await founding.put(KEY, encode({ version: 1 }));
  ledger.commit(founding.simulation, { txId: txIdOf(1), at: MONDAY }, { response: '{}' });
  const state = ledger.simulate();
  return { state, work: new UnitOfWork(state) };
}

describe('a unit of work', () => {
  it('reads each key once, whether there is a record or not', async () => {
    const { state, work } = await withRecord();
    for (const key of [KEY, ABSENT, KEY, ABSENT]) await work.load(key);
    assert.deepEqual(state.simulation.reads, [KEY, ABSENT]);
    assert.deepEqual(await work.load(KEY), { version: 1 });
    assert.equal(await work.load(ABSENT), undefined);
  });

  it('reads nothing after its first write, not even what it has read before', async () => {
    const { state, work } = await withRecord();
    await work.load(KEY);
    await work.save(KEY, { version: 2 });
    await assert.rejects(work.load(KEY), InvariantError);
    await assert.rejects(work.load(ABSENT), InvariantError);
    assert.deepEqual(state.simulation.reads, [KEY]);
  });

  it('lists what is few, and knows each of its keys', async () => {
    const ledger = new MemoryLedger();
    const founding = ledger.simulate();
    const msps = ['AMSP', 'BMSP'].map((msp) => mspSchema.parse(msp));
    for (const msp of msps) await founding.put(keys.member(msp), encode({ msp }));
    ledger.commit(founding.simulation, { txId: txIdOf(1), at: MONDAY }, { response: '{}' });
    const work = new UnitOfWork(ledger.simulate());
    assert.deepEqual(await work.loadAll('member', 2), [{ msp: 'AMSP' }, { msp: 'BMSP' }]);
    for (const msp of msps) assert.equal(work.isNew(keys.member(msp)), false);
    await assert.rejects(work.loadAll('member', 1), InvariantError);
    await work.save(KEY, { version: 2 });
    await assert.rejects(work.loadAll('member', 2), InvariantError);
  });

  it('writes records in their canonical text', async () => {
    const { state, work } = await withRecord();
    await work.save(KEY, { version: 2, v: 1 });
    const bytes = state.simulation.puts.get(KEY) ?? [];
    assert.equal(Buffer.from(bytes).toString(), '{"v":1,"version":2}');
  });

  it('knows which of the keys that it read are new', async () => {
    const { work } = await withRecord();
    await work.load(KEY);
    await work.load(ABSENT);
    assert.equal(work.isNew(KEY), false);
    assert.equal(work.isNew(ABSENT), true);
  });

  it('cannot tell whether a key is new that it never read', async () => {
    const { work } = await withRecord();
    assert.throws(() => work.isNew(KEY), InvariantError);
  });
});
