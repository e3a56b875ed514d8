import assert from 'node:assert/strict';
import { mspSchema, type Msp } from '@tranche/chaincode/domain';
import { endorsementPaths, layoutsOf } from '@tranche/gateway/core';

const msp = (name: string): Msp => mspSchema.parse(name);
const [bank, one, two, three] = ['BankMSP', 'One', 'Two', 'Three'].map(msp) as [Msp, Msp, Msp, Msp];
const policy = { bank, others: [one, two, three] };

describe('the ways to endorse', () => {
  it('name the bank and two of W, those with the own member first', () => {
    assert.deepEqual(layoutsOf(policy, two), [
      [bank, two, one],
      [bank, two, three],
      [bank, one, three],
    ]);
  });

  it('leave the choice to the own peer before a fallback peer is asked', () => {
    const paths = endorsementPaths({ kind: 'agreement', policy }, { own: one, peers: 2 });
    assert.deepEqual(paths.slice(3), [
      { peer: 0 },
      { peer: 1, endorsers: [bank, two, three] },
      { peer: 1 },
    ]);
  });

  it('are the peers’ choice for what no agreement’s policy covers', () => {
    const paths = endorsementPaths({ kind: 'chaincode' }, { own: one, peers: 2 });
    assert.deepEqual(paths, [{ peer: 0 }, { peer: 1 }]);
  });

  it('are the own peer and exactly the named members for private documents', () => {
    const need = { kind: 'exactly', members: [one, bank] } as const;
    const paths = endorsementPaths(need, { own: one, peers: 3 });
    assert.deepEqual(paths, [{ peer: 0, endorsers: [one, bank] }]);
  });
});
