import assert from 'node:assert/strict';
import {
  agreementIdSchema,
  milestoneIdSchema,
  mspSchema,
  sha256Schema,
  type AgreementId,
  type Submission,
} from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import { ProblemError } from '@tranche/gateway/api';
import {
  LedgerFailure,
  submitCommand,
  type CommandOutcome,
  type FailureKind,
  type Ledger,
} from '@tranche/gateway/core';
import sinon from 'sinon';
import type { MemoryConsortium } from '../../../support/consortium.js';
import {
  activeDeal,
  actorOf,
  commandId,
  MemoryJournal,
  servicesOf,
  TestClock,
} from '../support/gateway-under-test.js';
import { MemoryChannel } from '../support/memory-channel.js';

const EXPORTER = mspSchema.parse('ExporterMSP');
const BANK = mspSchema.parse('BankMSP');

function attach(agreementId: AgreementId, key = 'attach-1'): Submission {
  return {
    type: 'attachEvidence',
    commandId: commandId(key),
    agreementId,
    milestoneId: milestoneIdSchema.parse('order'),
    docType: 'order-confirmation',
    hash: sha256Schema.parse(sha256(key)),
    size: 10,
    mediaType: 'application/pdf',
    issuer: 'Indus Textiles',
    reference: 'one',
  };
}

async function evidenceCount(
  consortium: MemoryConsortium,
  agreementId: AgreementId,
): Promise<number> {
  const fields = { agreementId, milestoneId: 'order' };
  const view = await consortium.ask('textiles.maker', 'milestone', fields);
  return (view as { delivery: { evidence: unknown[] } }).delivery.evidence.length;
}

function submit(
  ledger: Ledger,
  command: Submission,
  journal = new MemoryJournal(),
): Promise<CommandOutcome> {
  const services = servicesOf('textiles.maker', { ledger, journal });
  sinon.stub(services.watcher, 'watch');
  return submitCommand(services, { actor: actorOf('textiles.maker'), command, isAsync: false });
}

async function problemOf(work: Promise<unknown>): Promise<ProblemError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('the command was not refused');
}

function failing(kind: FailureKind): LedgerFailure {
  return new LedgerFailure(kind, `planted: ${kind}`);
}

describe('a command through the gateway', () => {
  let consortium: MemoryConsortium;
  let agreementId: AgreementId;
  let channel: MemoryChannel;

  beforeEach(async () => {
    ({ consortium, agreementId } = await activeDeal());
    channel = new MemoryChannel(consortium, EXPORTER, { peers: ['own', 'fallback'] });
  });

  afterEach(() => {
    sinon.restore();
  });

  it('is answered with its transaction, block, time, events and endorsers', async () => {
    const outcome = await submit(channel, attach(agreementId));
    assert.ok(outcome.kind === 'committed' && !outcome.isReplayed);
    assert.equal(outcome.answer.block, '1');
    assert.deepEqual(
      outcome.answer.events.map(({ type }) => type),
      ['EvidenceAttached'],
    );
    assert.equal(outcome.answer.endorsedBy.length, 3);
    assert.ok(outcome.answer.endorsedBy.includes(BANK));
    assert.equal(outcome.answer.endorsedWithoutBank, false);
  });

  it('is answered once the own peer shows it, also when a fallback peer took it', async () => {
    const endorse = sinon.stub(channel, 'endorse').callThrough();
    endorse
      .withArgs(sinon.match.any, sinon.match.any, sinon.match({ peer: 0 }))
      .rejects(failing('unreachable'));
    const commitOf = sinon.spy(channel as Ledger, 'commitOf');
    const outcome = await submit(channel, attach(agreementId));
    assert.ok(outcome.kind === 'committed');
    assert.deepEqual(
      commitOf.args.map(([, , path]) => path.peer),
      [1, 0],
    );
  });

  it('is answered when a fallback peer shows it and the own peer is down', async () => {
    const own = sinon.match({ peer: 0 });
    for (const call of ['endorse', 'commitOf'] as const) {
      sinon
        .stub(channel, call)
        .callThrough()
        .withArgs(sinon.match.any, sinon.match.any, own)
        .rejects(failing('unreachable'));
    }
    const outcome = await submit(channel, attach(agreementId));
    assert.ok(outcome.kind === 'committed');
  });

  it('gets its first answer again when it is repeated', async () => {
    const first = await submit(channel, attach(agreementId));
    const second = await submit(channel, attach(agreementId));
    assert.ok(first.kind === 'committed' && second.kind === 'committed');
    assert.ok(second.isReplayed);
    assert.deepEqual(second.answer, first.answer);
    assert.equal(await evidenceCount(consortium, agreementId), 1);
  });

  it('is refused when its key was used for another input', async () => {
    await submit(channel, attach(agreementId));
    const other = { ...attach(agreementId), reference: 'two' } as Submission;
    assert.equal((await problemOf(submit(channel, other))).code, 'COMMAND_ID_REUSED');
  });

  it('is not found for a participant that the terms do not name', async () => {
    const ledger = new MemoryChannel(consortium, mspSchema.parse('AuditorMSP'));
    const services = servicesOf('arbitration.maker', { ledger });
    const actor = actorOf('arbitration.maker');
    const command = attach(agreementId);
    const problem = await problemOf(submitCommand(services, { actor, command, isAsync: false }));
    assert.equal(problem.code, 'AGREEMENT_NOT_FOUND');
  });

  it('is tried again with the same id after a conflict', async () => {
    const submitStub = sinon.stub(channel, 'submit');
    submitStub.callThrough();
    submitStub.onFirstCall().callsFake(async (as, bytes) => {
      await submit(new MemoryChannel(consortium, EXPORTER), attach(agreementId, 'other'));
      return submitStub.wrappedMethod.call(channel, as, bytes);
    });
    const outcome = await submit(channel, attach(agreementId));
    assert.equal(outcome.kind, 'committed');
    assert.equal(await evidenceCount(consortium, agreementId), 2);
  });

  it('is given up when other transactions come first too often', async () => {
    sinon.stub(channel, 'submit').resolves();
    sinon.stub(channel, 'commitOf').resolves({ validation: 'MVCC_READ_CONFLICT', block: '7' });
    const problem = await problemOf(submit(channel, attach(agreementId)));
    assert.equal(problem.code, 'CONFLICT_PERSISTED');
    assert.ok(problem.txId !== undefined);
  });

  it('is tried once more after a failed endorsement policy, and no more', async () => {
    const invalid = { validation: 'ENDORSEMENT_POLICY_FAILURE', block: '7' };
    sinon.stub(channel, 'submit').resolves();
    sinon.stub(channel, 'commitOf').resolves(invalid);
    const endorse = sinon.spy(channel, 'endorse');
    const problem = await problemOf(submit(channel, attach(agreementId)));
    assert.equal(problem.code, 'TRANSACTION_INVALID');
    assert.equal(problem.params.validation, 'ENDORSEMENT_POLICY_FAILURE');
    assert.equal(endorse.callCount, 2);
  });

  it('is not tried again after a refusal of the rules', async () => {
    const endorse = sinon.spy(channel, 'endorse');
    await submit(channel, attach(agreementId));
    const again = { ...attach(agreementId), commandId: commandId('attach-2') };
    assert.equal((await problemOf(submit(channel, again))).code, 'EVIDENCE_ALREADY_ATTACHED');
    assert.equal(endorse.callCount, 2);
  });

  it('asks the status by id, and sends the same bytes, when the sending failed', async () => {
    const stub = sinon.stub(channel, 'submit');
    stub.callThrough();
    stub.onFirstCall().rejects(failing('unknown-outcome'));
    const commitOf = sinon.spy(channel, 'commitOf');
    const outcome = await submit(channel, attach(agreementId));
    assert.equal(outcome.kind, 'committed');
    assert.equal(stub.callCount, 2);
    assert.deepEqual(stub.firstCall.args[1], stub.secondCall.args[1]);
    assert.ok(commitOf.firstCall.calledBefore(stub.secondCall));
  });

  it('is never sent twice when a failed sending did commit', async () => {
    const stub = sinon.stub(channel, 'submit').callsFake(async (as, bytes) => {
      await stub.wrappedMethod.call(channel, as, bytes);
      throw failing('unknown-outcome');
    });
    const outcome = await submit(channel, attach(agreementId));
    assert.equal(outcome.kind, 'committed');
    assert.equal(stub.callCount, 1);
  });

  it('stays in the journal until its outcome is known, also when repeated', async () => {
    const journal = new MemoryJournal();
    const silent = sinon.stub(channel, 'commitOf').rejects(failing('unknown-outcome'));
    const pending = await submit(channel, attach(agreementId), journal);
    assert.equal(pending.kind, 'pending');
    assert.equal(journal.list().length, 1);
    silent.restore();
    const endorse = sinon.spy(channel, 'endorse');
    const outcome = await submit(channel, attach(agreementId), journal);
    assert.ok(outcome.kind === 'committed' && outcome.isReplayed);
    assert.equal(endorse.callCount, 0);
    assert.equal(await evidenceCount(consortium, agreementId), 1);
  });

  it('is answered at once when the caller asks not to wait', async () => {
    const services = servicesOf('textiles.maker', { ledger: channel });
    const actor = actorOf('textiles.maker');
    const command = attach(agreementId);
    const outcome = await submitCommand(services, { actor, command, isAsync: true });
    assert.equal(outcome.kind, 'pending');
    await services.watcher.stop();
    assert.equal(services.journal.list().length, 0);
    assert.equal(await evidenceCount(consortium, agreementId), 1);
  });

  it('goes to another named layout when an endorser does not answer', async () => {
    const stub = sinon.stub(channel, 'endorse');
    stub.callThrough();
    stub.onFirstCall().rejects(failing('unreachable'));
    const outcome = await submit(channel, attach(agreementId));
    assert.ok(outcome.kind === 'committed');
    assert.equal(stub.secondCall.args[2].endorsers?.[0], BANK);
  });

  it('leaves the choice to the peer where no policy of the agreement applies', async () => {
    const stub = sinon.stub(channel, 'endorse');
    stub.callThrough();
    const outcome = await submit(channel, {
      type: 'recordFinancing',
      commandId: commandId('financing'),
      agreementId,
      milestoneId: milestoneIdSchema.parse('order'),
      invoice: sha256Schema.parse(sha256('invoice')),
    });
    assert.ok(outcome.kind === 'committed' && outcome.answer.endorsedWithoutBank === undefined);
    assert.equal(stub.firstCall.args[2].endorsers, undefined);
  });

  it('leaves the choice to the peer when no named layout answers', async () => {
    const stub = sinon.stub(channel, 'endorse').callsFake((as, proposal, path) => {
      if (path.endorsers !== undefined) return Promise.reject(failing('unreachable'));
      return stub.wrappedMethod.call(channel, as, proposal, path);
    });
    const outcome = await submit(channel, attach(agreementId));
    assert.ok(outcome.kind === 'committed' && outcome.answer.endorsedWithoutBank === true);
  });

  it('goes through a fallback peer when the own peer is down', async () => {
    for (const method of ['endorse', 'submit', 'commitOf', 'evaluate'] as const) {
      const stub = sinon.stub(channel, method) as sinon.SinonStub<unknown[], Promise<unknown>>;
      stub.callsFake((...args) => {
        const path = args.at(-1) as { peer: number };
        if (path.peer === 0) return Promise.reject(failing('unreachable'));
        return stub.wrappedMethod.apply(channel, args);
      });
    }
    const outcome = await submit(channel, attach(agreementId));
    assert.equal(outcome.kind, 'committed');
  });

  it('never files private documents through a fallback peer', async () => {
    const stub = sinon.stub(channel, 'endorse').rejects(failing('unreachable'));
    const to = [EXPORTER, BANK];
    const command: Submission = {
      type: 'fileDocument',
      commandId: commandId('file-1'),
      agreementId: agreementIdSchema.parse(agreementId),
      kind: 'pay-to',
      to,
    };
    const services = servicesOf('textiles.maker', { ledger: channel, clock: new TestClock() });
    const actor = actorOf('textiles.maker');
    const request = { actor, command, documents: {}, isAsync: false };
    assert.equal((await problemOf(submitCommand(services, request))).code, 'LEDGER_UNAVAILABLE');
    for (const { args } of stub.getCalls()) assert.deepEqual(args[2], { peer: 0, endorsers: to });
  });

  it('is not blocked by one other member that refuses', async () => {
    const stub = sinon.stub(channel, 'endorse');
    stub.callThrough();
    const refusal = { code: 'INTERNAL' as const, params: {}, by: [BANK] };
    stub.onFirstCall().rejects(new LedgerFailure('refused', 'planted', { refusal }));
    assert.equal((await submit(channel, attach(agreementId))).kind, 'committed');
  });
});
