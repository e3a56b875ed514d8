import assert from 'node:assert/strict';
import { mspSchema, type AgreementId } from '@tranche/chaincode/domain';
import { ProblemError } from '@tranche/gateway/api';
import {
  LedgerFailure,
  readBuild,
  readDocument,
  readRecord,
  readTransaction,
  submitCommand,
} from '@tranche/gateway/core';
import sinon from 'sinon';
import type { MemoryConsortium } from '../../../support/consortium.js';
import { activeDeal, actorOf, commandId, servicesOf } from '../support/gateway-under-test.js';
import { MemoryChannel } from '../support/memory-channel.js';

describe('a read through the gateway', () => {
  let consortium: MemoryConsortium;
  let agreementId: AgreementId;

  before(async () => {
    ({ consortium, agreementId } = await activeDeal());
  });

  afterEach(() => {
    sinon.restore();
  });

  function of(label: string) {
    const actor = actorOf(label);
    const [msp = ''] = actor.participant.split(':');
    const ledger = new MemoryChannel(consortium, mspSchema.parse(msp), {
      peers: ['own', 'fallback'],
    });
    return { actor, ledger, services: servicesOf(label, { ledger }) };
  }

  async function codeOf(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => undefined,
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof ProblemError);
    return error.code;
  }

  const agreement = { question: 'agreement' as const };

  it('shows an agreement to a participant that its terms name', async () => {
    const { services, actor } = of('retail.maker');
    const view = await readRecord(services, actor, { ...agreement, input: { agreementId } });
    assert.equal((view as { agreement: { id: string } }).agreement.id, agreementId);
  });

  it('hides an agreement from everybody else', async () => {
    const { services, actor } = of('arbitration.maker');
    const read = readRecord(services, actor, { ...agreement, input: { agreementId } });
    assert.equal(await codeOf(read), 'AGREEMENT_NOT_FOUND');
  });

  it('asks a fallback peer for public records when the own peer is down', async () => {
    const { services, actor, ledger } = of('retail.maker');
    const stub = sinon.stub(ledger, 'evaluate');
    stub.callThrough();
    stub.onFirstCall().rejects(new LedgerFailure('unreachable', 'planted'));
    await readRecord(services, actor, { ...agreement, input: { agreementId } });
    assert.ok(stub.callCount > 1);
  });

  it('never asks another member’s peer for a private document', async () => {
    const { services, actor, ledger } = of('retail.maker');
    const stub = sinon
      .stub(ledger, 'evaluate')
      .callsFake((as, proposal) =>
        proposal.transaction === 'document'
          ? Promise.reject(new LedgerFailure('unreachable', 'planted'))
          : stub.wrappedMethod.call(ledger, as, proposal),
      );
    const ref = { agreementId, kind: 'commercial', part: 'order' };
    assert.equal(await codeOf(readDocument(services, actor, ref)), 'LEDGER_UNAVAILABLE');
    const asked = stub.getCalls().filter(({ args }) => args[1].transaction === 'document');
    assert.equal(asked.length, 1);
  });

  const documentTable: readonly (readonly [string, string, string, string])[] = [
    ['textiles.maker', 'commercial', 'order', 'shown'],
    ['retail.maker', 'commercial', 'header', 'shown'],
    ['audit.auditor', 'commercial', 'order', 'shown'],
    ['quality.maker', 'commercial', 'order', 'DOCUMENT_NOT_SHOWN'],
    ['line.maker', 'commercial', 'order', 'DOCUMENT_NOT_SHOWN'],
    ['quality.maker', 'technical', 'order', 'shown'],
    ['line.maker', 'technical', 'order', 'DOCUMENT_NOT_SHOWN'],
    ['retail.maker', 'pay-to', 'payee', 'DOCUMENT_NOT_SHOWN'],
    ['trade-bank.maker', 'pay-to', 'payee', 'shown'],
    ['arbitration.maker', 'commercial', 'order', 'AGREEMENT_NOT_FOUND'],
    ['retail.maker', 'security', 'nothing', 'DOCUMENT_NOT_FOUND'],
    ['retail.maker', 'balance', 'nothing', 'DOCUMENT_NOT_SHOWN'],
    ['audit.auditor', 'balance', 'nothing', 'DOCUMENT_NOT_FOUND'],
  ];

  for (const [label, kind, part, expected] of documentTable) {
    it(`answers ${label} about ${kind}/${part}: ${expected}`, async () => {
      const { services, actor } = of(label);
      const read = readDocument(services, actor, { agreementId, kind, part });
      if (expected === 'shown') assert.ok((await read) !== undefined);
      else assert.equal(await codeOf(read), expected);
    });
  }

  it('tells what became of a transaction', async () => {
    const { services, actor } = of('retail.checker');
    const command = {
      type: 'advanceMilestone' as const,
      commandId: commandId('advance-1'),
      agreementId,
      milestoneId: 'order',
    };
    const request = { actor, command: command as never, isAsync: false };
    assert.equal(await codeOf(submitCommand(services, request)), 'NOTHING_DUE');
    const unknown = readTransaction(services, actor, 'a'.repeat(64));
    assert.equal(await codeOf(unknown), 'TRANSACTION_NOT_FOUND');
  });

  it('says what the own node runs', async () => {
    const { services, actor } = of('retail.maker');
    assert.deepEqual(await readBuild(services, actor), { codeDigest: 'aa' });
  });
});
