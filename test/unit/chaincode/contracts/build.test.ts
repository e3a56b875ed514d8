import '../ledger/support/quiet-library.js';
import assert from 'node:assert/strict';
import { rulesVersions } from '@tranche/chaincode/domain';
import { QueryContract } from '@tranche/chaincode/contracts/query';
import { canonicalize } from '@tranche/chaincode/ledger';
import { Context } from '@tranche/chaincode/ledger/fabric';
import sinon from 'sinon';
import { MemoryConsortium } from '../../../support/consortium.js';
import { fakeContext, fakeNode } from '../ledger/support/fake-context.js';

describe('the build of a node', () => {
  const contract = new QueryContract();

  it('is its code, its version, its member, and the rules that it knows and follows', async () => {
    const { values } = (await MemoryConsortium.found()).ledger;
    const { context } = await fakeContext({ label: 'trade-bank.maker', values });
    const expected = { ...fakeNode, msp: 'BankMSP', rules: rulesVersions, rulesInForce: 1 };
    assert.equal(await contract.build(context, '{}'), canonicalize(expected));
  });

  it('is known before the consortium is founded, under no rules', async () => {
    const { context } = await fakeContext();
    const build = JSON.parse(await contract.build(context, '{}')) as { rulesInForce: number };
    assert.equal(build.rulesInForce, 0);
  });

  for (const input of ['', '{ }', '{"a":1}', 'null']) {
    it(`is refused when it is asked with ${JSON.stringify(input)}`, async () => {
      const { context } = await fakeContext();
      const params = { path: '$', problem: 'not {}' };
      const message = canonicalize({ code: 'COMMAND_MALFORMED', params });
      await assert.rejects(contract.build(context, input), { message });
    });
  }

  it('is a bug without the facts of the node', async () => {
    const { context } = await fakeContext();
    const bare = Object.assign(new Context(), { stub: context.stub });
    const write = sinon.stub(process.stderr, 'write').returns(true);
    try {
      const message = canonicalize({ code: 'INTERNAL', params: {} });
      await assert.rejects(contract.build(bare, '{}'), { message });
      sinon.assert.calledOnce(write);
    } finally {
      write.restore();
    }
  });
});
