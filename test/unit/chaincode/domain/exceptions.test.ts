import assert from 'node:assert/strict';
import { limits, participantIdSchema, type Exception } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, fileHash } from './support/deal.js';
import { lapse } from './support/ending.js';
import { confirm, hold, report, resolve, setBack } from './support/payment.js';
import { rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');
const withArbiter = { parties: { ...textileParties, arbiter } };

function exceptionOf(scene: Scene, number = 1): Exception {
  const found = scene.milestone('only').exceptions?.find((each) => each.number === number);
  if (found === undefined) throw new Error(`exception ${String(number)} is on record`);
  return found;
}

async function next(scene: Scene): Promise<readonly string[]> {
  const { agreementId } = scene;
  const { actions } = (await scene.consortium.ask('textiles.maker', 'nextActions', {
    agreementId,
  })) as { actions: readonly { participant: string; command: string }[] };
  return actions
    .filter(({ command }) => /Exception|Resolution/.test(command))
    .map(({ participant, command }) => `${participant.split(':')[1] ?? ''} ${command}`);
}

/** An exception that the bank reported. */
async function reported(change: object = {}): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only' }], change));
  await report(scene, 'only');
  return scene;
}

describe('an exception', () => {
  it('that a bank reports is its own, and ends when two of its users say how', async () => {
    const scene = await reported();
    assert.equal(exceptionOf(scene).owner, textileParties.bank);
    assert.deepEqual(await next(scene), ['trade-bank resolveException']);
    await resolve(scene, 'only', 'corrected');
    assert.deepEqual(await next(scene), ['trade-bank confirmResolution']);
    await confirm(scene, 'only');
    assert.equal(exceptionOf(scene).resolved?.by.user, 'trade-bank.checker');
    assert.deepEqual(await next(scene), []);
    assert.equal(await refusalOf(resolve(scene, 'only', 'corrected')), 'EXCEPTION_NOT_FOUND');
  });

  it('is about the order that it names', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.perform('only');
    const { id: orderId } = scene.order('only');
    await report(scene, 'only', { orderId });
    assert.equal(exceptionOf(scene).orderId, orderId);
  });

  it('is written off with the payee’s consent alone', async () => {
    const scene = await reported();
    await resolve(scene, 'only', 'written-off');
    assert.deepEqual(await next(scene), ['textiles consentToResolution']);
    assert.equal(await refusalOf(confirm(scene, 'only')), 'CONSENT_MISSING');
    const consent = { number: 1, note: fileHash('end') };
    await scene.on('only', 'textiles.checker', 'consentToResolution', consent);
    assert.deepEqual(await next(scene), ['trade-bank confirmResolution']);
    const twice = scene.on('only', 'textiles.checker', 'consentToResolution', consent);
    assert.equal(await refusalOf(twice), 'CONSENT_NOT_ASKED');
    await confirm(scene, 'only');
    assert.ok(exceptionOf(scene).resolved);
  });

  it('loses the consent when its owner enters another end', async () => {
    const scene = await reported();
    await resolve(scene, 'only', 'written-off');
    const consent = { number: 1, note: fileHash('end') };
    await scene.on('only', 'textiles.checker', 'consentToResolution', consent);
    await resolve(scene, 'only', 'written-off');
    assert.equal(await refusalOf(confirm(scene, 'only')), 'CONSENT_MISSING');
  });

  it('that is referred is the arbiter’s, who ends it', async () => {
    const scene = await reported(withArbiter);
    await resolve(scene, 'only', 'referred');
    await confirm(scene, 'only');
    assert.equal(exceptionOf(scene).owner, arbiter);
    assert.equal(exceptionOf(scene).resolution, undefined);
    assert.equal(await refusalOf(resolve(scene, 'only', 'corrected')), 'EXCEPTION_NOT_OWN');
    await resolve(scene, 'only', 'reissued', { label: 'arbitration.maker' });
    await confirm(scene, 'only', { label: 'arbitration.checker' });
    assert.ok(exceptionOf(scene).resolved);
  });

  it('that its owner leaves open passes to the arbiter, once', async () => {
    const scene = await reported(withArbiter);
    scene.consortium.setClock(exceptionOf(scene).deadline + TOLERANCE_MILLIS - 1000);
    await scene.advance('only');
    assert.equal(exceptionOf(scene).owner, arbiter);
    scene.consortium.setClock(exceptionOf(scene).deadline + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('stays the bank’s where no arbiter is named', async () => {
    const scene = await reported();
    scene.consortium.setClock(exceptionOf(scene).deadline + TOLERANCE_MILLIS);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('keeps the agreement from being closed until it is over', async () => {
    const scene = await Scene.active(dealOf([{ id: 'only' }]));
    await lapse(scene);
    await report(scene, 'only');
    const close = (): Promise<unknown> => scene.send('textiles.maker', 'closeAgreement');
    assert.equal(await refusalOf(close()), 'EXCEPTIONS_OPEN');
    await resolve(scene, 'only', 'corrected');
    await confirm(scene, 'only');
    await close();
  });

  it('is one of sixteen open ones at most', async () => {
    const scene = await reported();
    const first = exceptionOf(scene);
    const exceptions = Array.from({ length: limits.openExceptions - 1 }, (_, index) => ({
      ...first,
      number: index + 1,
    }));
    await rewrite(scene, 'only', { exceptions });
    await report(scene, 'only');
    assert.equal(await refusalOf(report(scene, 'only')), 'EXCEPTIONS_TOO_MANY');
    await resolve(scene, 'only', 'corrected');
    await confirm(scene, 'only');
    await report(scene, 'only');
    assert.equal(scene.milestone('only').exceptions?.length, limits.openExceptions + 1);
  });
});

describe('an approved order', () => {
  it('that is not paid in time is overdue, and again when its money comes back', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.perform('only');
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    const overdue = async (): Promise<void> => {
      const { instructDeadline = 0 } = scene.order('only');
      scene.consortium.setClock(instructDeadline + TOLERANCE_MILLIS - 1000);
      await scene.advance('only');
    };
    await overdue();
    assert.equal(exceptionOf(scene).kind, 'overdue');
    assert.equal(exceptionOf(scene).orderId, scene.order('only').id);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.instruct('only');
    await setBack(scene, 'only', 'returnOrder');
    await overdue();
    assert.equal(exceptionOf(scene, 2).kind, 'overdue');
  });

  it('that is held is not overdue, whatever is beside it', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.perform('only');
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    await hold(scene, 'only', 'sanctions');
    scene.consortium.setClock((scene.order('only').instructDeadline ?? 0) + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });
});
