import assert from 'node:assert/strict';
import { limits } from '@tranche/chaincode/domain';
import { administratorOf, castParticipants } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { caseDeal, DAY, dealOf, fileHash } from './support/deal.js';
import { evidenceFields } from './support/fields.js';
import { foundingHash, proposeFounding, rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

const once = { commandId: 'once' };

describe('the same command twice', () => {
  it('happens once, and answers with the transaction of the first', async () => {
    const scene = await Scene.secured();
    const fields = evidenceFields('invoice', fileHash('invoice'));
    const first = await scene.on('order', 'textiles.maker', 'attachEvidence', fields, once);
    const before = scene.milestone('order');
    const second = await scene.on('order', 'textiles.maker', 'attachEvidence', fields, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
    assert.equal(first.replayed, false);
    assert.deepEqual(scene.milestone('order'), before);
  });

  it('happens once although the state would refuse it now', async () => {
    const scene = await Scene.proposed();
    const first = await scene.send('retail.checker', 'declineAgreement', {}, once);
    const second = await scene.send('retail.checker', 'declineAgreement', {}, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
  });

  it('happens once when it is a proposal, whose id follows from the command’s', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const first = await consortium.submit('textiles.maker', 'proposeAgreement', { terms }, once);
    const second = await consortium.submit('textiles.maker', 'proposeAgreement', { terms }, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
  });

  it('happens once when it is a signature or a security of all milestones', async () => {
    const scene = await Scene.active();
    const fields = await scene.securityFields();
    const first = await scene.send('trade-bank.maker', 'secureFunds', fields, once);
    const second = await scene.send('trade-bank.maker', 'secureFunds', fields, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
  });

  it('happens once when it is a security of one milestone', async () => {
    const scene = await Scene.active();
    const fields = { ...(await scene.securityFields()), milestoneId: 'order' };
    const first = await scene.send('trade-bank.maker', 'secureFunds', fields, once);
    const second = await scene.send('trade-bank.maker', 'secureFunds', fields, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
  });

  it('happens once when it is a founding, a confirmation or a registration', async () => {
    const consortium = MemoryConsortium.empty();
    const proposed = await proposeFounding(consortium);
    assert.equal((await proposeFounding(consortium)).txId, proposed.txId);
    const exporter = administratorOf('ExporterMSP');
    const vote = { proposalId: 'founding', hash: foundingHash(consortium) };
    const confirmed = await consortium.submitAs(exporter, 'confirmBootstrap', vote, once);
    const again = await consortium.submitAs(exporter, 'confirmBootstrap', vote, once);
    assert.deepEqual(again, { replayed: true, txId: confirmed.txId });
    const founded = await MemoryConsortium.found();
    const [first] = castParticipants;
    const fields = { localId: 'new', lei: first?.lei, name: 'New', roles: ['exporter'] };
    const registered = await founded.submitAs(exporter, 'registerParticipant', fields, once);
    const repeated = await founded.submitAs(exporter, 'registerParticipant', fields, once);
    assert.deepEqual(repeated, { replayed: true, txId: registered.txId });
  });

  it('happens twice when two participants choose one id', async () => {
    const scene = await Scene.secured();
    const fields = evidenceFields('report', fileHash('report'));
    await scene.on('order', 'textiles.maker', 'attachEvidence', fields, once);
    await scene.on('order', 'quality.maker', 'attachEvidence', fields, once);
    assert.equal(scene.milestone('order').delivery.evidence.length, 2);
  });

  it('happens twice on two milestones', async () => {
    const scene = await Scene.secured();
    const fields = evidenceFields('report', fileHash('report'));
    for (const id of ['order', 'shipment']) {
      await scene.on(id, 'textiles.maker', 'attachEvidence', fields, once);
      assert.equal(scene.milestone(id).delivery.evidence.length, 1);
    }
  });

  it('writes private documents twice, to the same places', async () => {
    const scene = await Scene.proposed();
    const fields = { kind: 'technical', to: ['BankMSP', 'BankMSP'] };
    const documents = scene.deal.documents.technical;
    const first = await scene.send('textiles.maker', 'fileDocument', fields, { documents });
    const second = await scene.send('textiles.maker', 'fileDocument', fields, { documents });
    assert.equal(first.replayed, false);
    assert.equal(second.replayed, false);
  });
});

describe('the memory of a record', () => {
  async function attach(scene: Scene, commandId: string): Promise<unknown> {
    scene.consortium.wait(60_000);
    const fields = evidenceFields('invoice', fileHash(commandId));
    return scene.on('order', 'textiles.maker', 'attachEvidence', fields, { commandId });
  }

  it('holds the last 32 commands of each participant', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'order' }]));
    for (let count = 1; count <= limits.commandsRemembered; count += 1) {
      await attach(scene, `command-${String(count)}`);
    }
    const before = scene.milestone('order');
    assert.deepEqual(await attach(scene, 'command-1'), {
      replayed: true,
      txId: before.commands.find(({ commandId }) => commandId === 'command-1')?.txId,
    });
    const own = before.commands.filter(({ participant }) => participant.startsWith('Exporter'));
    assert.equal(own.length, limits.commandsRemembered);
  });

  it('forgets the 33rd, which the state then refuses', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'order' }]));
    await attach(scene, 'first');
    for (let count = 2; count <= limits.commandsRemembered; count += 1) {
      await attach(scene, `command-${String(count)}`);
    }
    const evidence = { evidence: [1] };
    await scene.on('order', 'textiles.maker', 'presentMilestone', evidence, { commandId: 'show' });
    const { commands } = scene.milestone('order');
    const own = commands.filter(({ participant }) => participant.startsWith('Exporter'));
    assert.equal(own.length, limits.commandsRemembered);
    assert.ok(!own.some(({ commandId }) => commandId === 'first'));
    assert.ok(commands.some(({ participant }) => participant.startsWith('Bank')));
    assert.equal(await refusalOf(attach(scene, 'first')), 'EVIDENCE_TOO_MANY');
  });

  it('holds 128 in all: whoever has most loses its oldest', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'order' }]));
    const others = ['BankMSP:a', 'BankMSP:b', 'BankMSP:c', 'BankMSP:d'];
    const [sample] = scene.milestone('order').commands;
    assert.ok(sample);
    const commands = others.flatMap((participant) =>
      Array.from({ length: limits.commandsRemembered }, (_, index) => {
        return { ...sample, participant, commandId: `${participant}-${String(index)}` };
      }),
    );
    await rewrite(scene, 'order', { commands });
    await attach(scene, 'one-more');
    const kept = scene.milestone('order').commands;
    assert.equal(kept.length, limits.commandsRememberedInAll);
    assert.deepEqual(kept.slice(0, -1), commands.slice(1));
    assert.equal(kept.at(-1)?.commandId, 'one-more');
  });

  it('of an advance counts as no act', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    scene.consortium.setClock(scene.presentation('order').deadline + 180_000);
    const actsOf = (): number | undefined =>
      scene.milestone('order').acts.find(({ participant }) => participant.startsWith('Exporter'))
        ?.count;
    const before = actsOf();
    const first = await scene.on('order', 'textiles.maker', 'advanceMilestone', {}, once);
    assert.equal(actsOf(), before);
    const second = await scene.on('order', 'textiles.maker', 'advanceMilestone', {}, once);
    assert.deepEqual(second, { replayed: true, txId: first.txId });
  });
});

describe('a participant', () => {
  it('may act twelve times in a minute on one milestone, and again after it', async () => {
    const scene = await Scene.secured();
    const start = scene.consortium.now();
    for (let count = 0; count < limits.actsPerMinute; count += 1) await scene.attach('order');
    assert.equal(await refusalOf(scene.attach('order')), 'PARTICIPANT_TOO_BUSY');
    await scene.attach('shipment');
    await scene.attach('order', 'report', 'quality.maker');
    scene.consortium.setClock(start + 60_000 - 1);
    assert.equal(await refusalOf(scene.attach('order')), 'PARTICIPANT_TOO_BUSY');
    await scene.attach('order');
  });

  it('may advance although it acted twelve times in the minute', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    const deadline = scene.presentation('order').deadline + 180_000;
    scene.consortium.setClock(deadline - 12_000);
    for (let count = 0; count < limits.actsPerMinute; count += 1) await scene.attach('order');
    await scene.advance('order');
    assert.equal(scene.milestone('order').delivery.status, 'accepted');
  });

  it('may act 200 times on a milestone', async () => {
    const scene = await Scene.secured();
    await scene.attach('order');
    const participant = 'ExporterMSP:textiles';
    const acts = [{ participant, count: limits.actsPerParticipant - 1 }];
    await rewrite(scene, 'order', { acts });
    await scene.attach('order');
    assert.equal(await refusalOf(scene.attach('order')), 'ACTS_EXHAUSTED');
    assert.deepEqual(scene.milestone('order').acts, [
      { participant, count: limits.actsPerParticipant },
    ]);
  });
});

describe('the clock of a record', () => {
  it('may step back five minutes, and what happens then is dated with the latest', async () => {
    const scene = await Scene.secured();
    await scene.attach('order');
    const { lastTime } = scene.milestone('order');
    scene.consortium.wait(-5 * 60_000 - 1000);
    await scene.attach('order');
    assert.equal(scene.milestone('order').lastTime, lastTime);
    assert.equal(scene.milestone('order').delivery.evidence[1]?.at, lastTime);
    scene.consortium.setClock(lastTime - 5 * 60_000 - 1001);
    assert.equal(await refusalOf(scene.attach('order')), 'CLOCK_BEHIND');
  });

  it('is that of the agreement where the agreement is signed', async () => {
    const scene = await Scene.proposed();
    scene.consortium.setClock(MONDAY - DAY);
    assert.equal(await refusalOf(scene.send('retail.checker', 'declineAgreement')), 'CLOCK_BEHIND');
  });
});
