import assert from 'node:assert/strict';
import { limits, type Event } from '@tranche/chaincode/domain';
import { EVENT_NAME, parseSubmission } from '@tranche/chaincode/ledger';
import { userOf } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { caseDeal, dealOf, fileHash } from '../domain/support/deal.js';
import { evidenceFields } from '../domain/support/fields.js';
import { Scene } from '../domain/support/scene.js';
import { callBy, record, simulate } from './support/recorded.js';

const agreementId = `A${'Z'.repeat(30)}`;
const file = evidenceFields('order-confirmation', fileHash('a'));
const evidence = {
  type: 'attachEvidence',
  commandId: 'c',
  agreementId,
  milestoneId: 'order',
  ...file,
};

const malformed: readonly (readonly [name: string, input: unknown, path: string])[] = [
  ['no object', [], '$'],
  ['an unknown field', { ...evidence, extra: 1 }, '$'],
  ['a missing field', { ...evidence, hash: undefined }, 'hash'],
  ['a field of another type', { ...evidence, size: '1' }, 'size'],
  ['the name of another command', { ...evidence, type: 'recordEvent' }, 'type'],
  ['an id that is none', { ...evidence, agreementId: 'A' }, 'agreementId'],
];

describe('the argument of a transaction', () => {
  for (const [name, input, path] of malformed) {
    it(`is refused with ${name}, by the name of its field`, () => {
      assert.throws(() => parseSubmission('attachEvidence', JSON.stringify(input)), {
        code: 'COMMAND_MALFORMED',
        message: new RegExp(`^The command is malformed at ${path.replace('$', '\\$')}: `),
      });
    });
  }

  it('is refused by the path of its field, however deep', () => {
    const { terms } = caseDeal();
    const [first] = terms.milestones;
    const milestones = [{ ...first, dueDate: 'soon' }];
    const command = { type: 'proposeAgreement', commandId: 'c', terms: { ...terms, milestones } };
    assert.throws(() => parseSubmission('proposeAgreement', JSON.stringify(command)), {
      code: 'COMMAND_MALFORMED',
      message: /malformed at terms\.milestones\.0\.dueDate: /,
    });
  });

  it('is refused in a bounded sentence, whatever it holds', () => {
    const input = JSON.stringify({ ...evidence, ['x'.repeat(10_000)]: 1 });
    assert.throws(
      () => parseSubmission('attachEvidence', input),
      ({ params }: { params: { problem: string } }) => params.problem.length === limits.textBytes,
    );
  });

  it('is refused when it is larger than any command', () => {
    const input = ' '.repeat(limits.commandBytes + 1);
    assert.throws(() => parseSubmission('attachEvidence', input), { code: 'COMMAND_TOO_LARGE' });
  });
});

describe('a transaction', () => {
  it('answers with its id, its time and its events in short, and emits them', async () => {
    const scene = await Scene.secured();
    const fields = { agreementId: scene.agreementId, milestoneId: 'order', ...file };
    const { answer } = await record(scene, 'textiles.maker', 'attachEvidence', fields);
    const response = JSON.parse(answer.response) as Record<string, unknown>;
    const events = response['events'] as readonly Event[];
    const types = events.map(({ type }) => type);
    assert.deepEqual(types, ['EvidenceAttached']);
    assert.equal(response['replayed'], false);
    assert.equal(response['agreementId'], scene.agreementId);
    assert.equal(answer.event?.name, EVENT_NAME);
    const payload = JSON.parse(Buffer.from(answer.event.payload).toString()) as object;
    assert.deepEqual(payload, {
      v: 1,
      rules: 1,
      commandId: 'recorded',
      actor: { msp: 'ExporterMSP', participant: 'ExporterMSP:textiles', user: 'textiles.maker' },
      at: scene.consortium.now() + 1000,
      events,
    });
  });

  it('that happened before answers with the transaction of then, and changes nothing', async () => {
    const scene = await Scene.secured();
    const { consortium } = scene;
    const first = await scene.on('order', 'textiles.maker', 'attachEvidence', file, {
      commandId: 'recorded',
    });
    const again = { agreementId: scene.agreementId, milestoneId: 'order', ...file };
    const repeated = await record({ consortium }, 'textiles.maker', 'attachEvidence', again);
    assert.deepEqual(JSON.parse(repeated.answer.response), { replayed: true, txId: first.txId });
    assert.equal(repeated.answer.event, undefined);
    assert.equal(repeated.puts.size, 0);
  });

  it('that proposes the same again under the same id answers with the first', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const once = { commandId: 'recorded' };
    const first = await consortium.submit('textiles.maker', 'proposeAgreement', { terms }, once);
    const again = await record({ consortium }, 'textiles.maker', 'proposeAgreement', { terms });
    assert.deepEqual(JSON.parse(again.answer.response), { replayed: true, txId: first.txId });
  });

  it('that is refused writes nothing', async () => {
    const scene = await Scene.secured();
    const { ledger } = scene.consortium;
    const before = new Map(ledger.values);
    const code = await refusalOf(scene.attach('order', 'order-confirmation', 'retail.maker'));
    assert.equal(code, 'PARTY_NOT_PERMITTED');
    assert.deepEqual(ledger.values, before);
  });

  it('on a ledger without a consortium is refused', async () => {
    const consortium = MemoryConsortium.empty();
    const { terms } = caseDeal();
    const work = consortium.submit('textiles.maker', 'proposeAgreement', { terms });
    assert.equal(await refusalOf(work), 'CONSORTIUM_NOT_BOOTSTRAPPED');
  });

  it('of another member’s participant is refused', async () => {
    const scene = await Scene.secured();
    const command = { ...evidence, agreementId: scene.agreementId };
    const actor = { ...userOf('textiles.maker'), msp: userOf('retail.maker').msp };
    const { ledger } = scene.consortium;
    const work = simulate(ledger, callBy(actor, command), 'attachEvidence');
    assert.equal(await refusalOf(work), 'PARTICIPANT_NOT_HOSTED');
  });

  it('tells every milestone that waited for one that it is accepted, and settled', async () => {
    const sketches = ['first', 'second', 'third', 'fourth'].map((id, index) => ({
      id,
      dependsOn: index === 0 ? [] : ['first'],
    }));
    const scene = await Scene.secured(dealOf(sketches));
    await scene.perform('first');
    for (const id of ['second', 'third', 'fourth']) {
      assert.equal(scene.milestone(id).delivery.status, 'open');
    }
    await scene.pay('first');
    for (const id of ['second', 'third', 'fourth']) {
      const { reached } = scene.milestone(id).delivery;
      assert.equal(reached.length, 1);
      assert.notEqual(reached[0]?.settled, undefined);
    }
  });
});
