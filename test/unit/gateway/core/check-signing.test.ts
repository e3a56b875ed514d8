import assert from 'node:assert/strict';
import {
  mspSchema,
  sha256Schema,
  type AgreementId,
  type Submission,
} from '@tranche/chaincode/domain';
import { ProblemError } from '@tranche/gateway/api';
import { submitCommand, type CommandOutcome } from '@tranche/gateway/core';
import sinon from 'sinon';
import { MemoryConsortium, proposeAndFile } from '../../../support/consortium.js';
import { actorOf, commandId, servicesOf, testDeal } from '../support/gateway-under-test.js';
import { MemoryChannel } from '../support/memory-channel.js';

const BUYER = mspSchema.parse('BuyerMSP');

interface AgreementView {
  readonly agreement: { readonly termsHash: string };
}

describe('a signature through the gateway', () => {
  let consortium: MemoryConsortium;
  let agreementId: AgreementId;
  let channel: MemoryChannel;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
    agreementId = await proposeAndFile(consortium, testDeal());
    channel = new MemoryChannel(consortium, BUYER);
  });

  afterEach(() => {
    sinon.restore();
  });

  async function sign(termsHash?: string): Promise<CommandOutcome> {
    const view = (await consortium.ask('retail.checker', 'agreement', {
      agreementId,
    })) as AgreementView;
    const command: Submission = {
      type: 'acceptAgreement',
      commandId: commandId('sign-1'),
      agreementId,
      termsHash: sha256Schema.parse(termsHash ?? view.agreement.termsHash),
    };
    const services = servicesOf('retail.checker', { ledger: channel });
    return submitCommand(services, { actor: actorOf('retail.checker'), command, isAsync: false });
  }

  async function codeOf(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => undefined,
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof ProblemError);
    return error.code;
  }

  /** The own node shows another document in the place of one part. */
  function altered(part: string, change: Readonly<Record<string, unknown>>): void {
    const stub = sinon.stub(channel, 'evaluate').callsFake(async (as, proposal) => {
      const answer = await stub.wrappedMethod.call(channel, as, proposal);
      const asked = JSON.parse(proposal.argument ?? '{}') as { part?: string };
      if (proposal.transaction !== 'document' || asked.part !== part) return answer;
      const { document } = JSON.parse(answer) as { document: object };
      return JSON.stringify({ document: { ...document, ...change } });
    });
  }

  it('is made when every document is there and as the terms commit to it', async () => {
    assert.equal((await sign()).kind, 'committed');
  });

  it('is not made under another hash than that of the terms', async () => {
    assert.equal(await codeOf(sign('0'.repeat(64))), 'TERMS_HASH_MISMATCH');
  });

  it('is not made while a document is missing', async () => {
    consortium = await MemoryConsortium.found();
    const { terms } = testDeal();
    await consortium.submit('textiles.maker', 'proposeAgreement', { terms }, { commandId: 'p' });
    const [last] = consortium.ledger.answers.slice(-1);
    agreementId = (JSON.parse(last?.response ?? '{}') as { agreementId: AgreementId }).agreementId;
    channel = new MemoryChannel(consortium, BUYER);
    assert.equal(await codeOf(sign()), 'DOCUMENT_NOT_FILED');
    assert.equal(channel.committedCount, 0);
  });

  it('is not made when a document is not the one that the terms commit to', async () => {
    altered('order', { amountMinor: '1' });
    assert.equal(await codeOf(sign()), 'DOCUMENT_NOT_COMMITTED');
    assert.equal(channel.committedCount, 0);
  });
});
