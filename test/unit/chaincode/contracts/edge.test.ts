import '../ledger/support/quiet-library.js';
import assert from 'node:assert/strict';
import { DomainError } from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, EVENT_NAME } from '@tranche/chaincode/ledger';
import { guarded, query, submit } from '@tranche/chaincode/contracts/edge';
import sinon from 'sinon';
import { txIdOf } from '../../../support/memory-ledger.js';
import { caseDeal, fileHash } from '../domain/support/deal.js';
import { evidenceFields } from '../domain/support/fields.js';
import { Scene } from '../domain/support/scene.js';
import { fakeContext, type FakeTransaction } from '../ledger/support/fake-context.js';

/** What a refusal looks like on the wire. */
function onTheWire(code: string, params: object = {}): { readonly message: string } {
  return { message: canonicalize({ code, params }) };
}

/** A context on the ledger of a scene, one second after its last transaction. */
function contextOf(scene: Scene, more: FakeTransaction = {}): ReturnType<typeof fakeContext> {
  const { values } = scene.consortium.ledger;
  return fakeContext({ values, seconds: scene.consortium.now() / 1000 + 1, ...more });
}

describe("the chaincode's edge", () => {
  let write: sinon.SinonStub;

  beforeEach(() => {
    write = sinon.stub(process.stderr, 'write').returns(true);
  });

  afterEach(() => {
    write.restore();
  });

  /** The only line that was logged. */
  function logged(): Record<string, unknown> {
    sinon.assert.calledOnce(write);
    const line = String(write.firstCall.args[0]);
    assert.match(line, /^[^\n]*\n$/);
    return JSON.parse(line) as Record<string, unknown>;
  }

  it('passes an answer on', async () => {
    const { context } = await fakeContext();
    assert.equal(await guarded(context, () => Promise.resolve('answer')), 'answer');
    sinon.assert.notCalled(write);
  });

  it('sends a refusal as canonical JSON, and logs nothing', async () => {
    const { context } = await fakeContext();
    const cause = new DomainError('AGREEMENT_NOT_FOUND', { id: 'A' });
    const work = guarded(context, () => Promise.reject(cause));
    await assert.rejects(work, { ...onTheWire('AGREEMENT_NOT_FOUND', { id: 'A' }), cause });
    sinon.assert.notCalled(write);
  });

  it('answers INTERNAL to a bug, and logs its stack and the transaction', async () => {
    const { context } = await fakeContext();
    const bug = new TypeError('a bug');
    const work = guarded(context, () => Promise.reject(bug));
    await assert.rejects(work, { ...onTheWire('INTERNAL'), cause: bug });
    const { stack } = bug;
    assert.deepEqual(logged(), { level: 'error', event: 'internal', stack, txId: txIdOf(1) });
  });

  it('logs the message of a bug that has no stack', async () => {
    const { context } = await fakeContext();
    const bug = Object.assign(new Error('a bug'), { stack: undefined });
    await assert.rejects(
      guarded(context, () => Promise.reject(bug)),
      onTheWire('INTERNAL'),
    );
    assert.equal(logged()['stack'], 'a bug');
  });

  for (const thrown of [null, undefined, 'text', 0]) {
    it(`answers INTERNAL with an error when ${String(thrown)} is thrown`, async () => {
      const { context } = await fakeContext();
      const work = guarded(context, () => Promise.reject.call(Promise, thrown));
      await assert.rejects(work, (error) => {
        assert.ok(error instanceof Error);
        assert.equal(error.message, onTheWire('INTERNAL').message);
        return true;
      });
      assert.equal(logged()['stack'], 'a non-error was thrown');
    });
  }

  it('submits a command to the stub: records, then one event', async () => {
    const scene = await Scene.secured();
    const { context, stub } = await contextOf(scene);
    const fields = evidenceFields('order-confirmation', fileHash('a'));
    const place = { commandId: 'c', agreementId: scene.agreementId, milestoneId: 'order' };
    const input = canonicalize({ type: 'attachEvidence', ...place, ...fields });
    const response = await submit(context, 'attachEvidence', input);
    sinon.assert.calledOnce(stub.putState);
    sinon.assert.calledOnce(stub.setEvent);
    sinon.assert.callOrder(stub.getState, stub.putState, stub.setEvent);
    assert.equal(stub.setEvent.firstCall.args[0], EVENT_NAME);
    assert.equal((JSON.parse(response) as { txId: string }).txId, txIdOf(1));
  });

  it('emits no event for a filing', async () => {
    const scene = await Scene.proposed();
    const documents = Buffer.from(canonicalize(caseDeal().documents.technical));
    const transient = new Map([[DOCUMENTS_FIELD, documents]]);
    const { context, stub } = await contextOf(scene, { transient });
    const { agreementId } = scene;
    const command = { type: 'fileDocument', commandId: 'c', agreementId, kind: 'technical' };
    await submit(context, 'fileDocument', canonicalize({ ...command, to: ['BankMSP'] }));
    sinon.assert.callCount(stub.putPrivateData, 3);
    sinon.assert.notCalled(stub.putState);
    sinon.assert.notCalled(stub.setEvent);
  });

  it('refuses a call through another chaincode, be it a command or a question', async () => {
    const { context, stub } = await fakeContext({ chaincode: 'other' });
    await assert.rejects(submit(context, 'attachEvidence', '{}'), onTheWire('CALL_INDIRECT'));
    await assert.rejects(query(context, 'agreement', '{}'), onTheWire('CALL_INDIRECT'));
    sinon.assert.notCalled(stub.getState);
  });

  it('answers INTERNAL when the peer fails', async () => {
    const scene = await Scene.secured();
    const { context, stub } = await contextOf(scene, { label: 'trade-bank.maker' });
    stub.getPrivateData.rejects(new Error('the peer is gone'));
    const ref = { kind: 'commercial', part: 'header', termsVersion: 1 };
    const input = canonicalize({ agreementId: scene.agreementId, ...ref });
    await assert.rejects(query(context, 'document', input), onTheWire('INTERNAL'));
    assert.match(String(logged()['stack']), /the peer is gone/);
  });
});
