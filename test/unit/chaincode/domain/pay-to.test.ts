import assert from 'node:assert/strict';
import { payToInForce, type Attempt } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { assign, financedScene, FINANCIER, ONLY } from './support/assignment.js';
import { DAY } from './support/deal.js';
import { setBack } from './support/payment.js';
import { changeAccount, changeOf, fileAccount, makeSole, payTo } from './support/pay-to.js';
import { due } from './support/probe-scenes.js';
import { Scene } from './support/scene.js';

const { exporter, bank } = textileParties;

function attemptOf(scene: Scene, index = 0): Attempt {
  const attempt = scene.order('order').attempts[index];
  if (attempt === undefined) throw new Error('nothing was instructed');
  return attempt;
}

async function approve(scene: Scene): Promise<void> {
  await scene.approve('order', 1);
  await scene.approve('order', 2);
}

async function whoIsAsked(scene: Scene): Promise<readonly unknown[]> {
  const { agreementId } = scene;
  const found = await scene.consortium.ask('textiles.maker', 'nextActions', { agreementId });
  const { actions } = found as { actions: { command: string; participant: string }[] };
  return actions
    .filter(({ command }) => command.endsWith('PayTo'))
    .map(({ command, participant }) => [command, participant]);
}

describe('a change of account', () => {
  it('takes effect by two users of the payee and one of the bank, step by step', async () => {
    const scene = await Scene.secured();
    const document = await fileAccount(scene);
    await payTo(scene, 'changePayTo', document);
    assert.deepEqual(await whoIsAsked(scene), [['approvePayTo', exporter]]);
    await payTo(scene, 'approvePayTo', document);
    assert.deepEqual(await whoIsAsked(scene), [['confirmPayTo', bank]]);
    assert.equal(payToInForce(scene.milestone('order'), exporter), undefined);
    await payTo(scene, 'confirmPayTo', document);
    assert.deepEqual(await whoIsAsked(scene), []);
    assert.equal(payToInForce(scene.milestone('order'), exporter)?.document, document);
    assert.equal(changeOf(scene).flagged, undefined);
  });

  it('of a payee with one user waits two business days, and for a call by the bank', async () => {
    const scene = await Scene.secured();
    await makeSole(scene);
    const document = await fileAccount(scene);
    await payTo(scene, 'changePayTo', document);
    assert.deepEqual(await whoIsAsked(scene), [['callBackPayTo', bank]]);
    await payTo(scene, 'callBackPayTo', document);
    assert.deepEqual(await whoIsAsked(scene), [['confirmPayTo', bank]]);
    const { soleUntil = 0 } = changeOf(scene);
    const { toleranceMillis } = scene.consortium.parameters;
    scene.consortium.setClock(soleUntil + toleranceMillis - 1001);
    assert.equal(await refusalOf(payTo(scene, 'confirmPayTo', document)), 'PAY_TO_TOO_EARLY');
    await payTo(scene, 'confirmPayTo', document);
    assert.ok(changeOf(scene).confirmed);
  });

  it('gives way to a later one that is not confirmed, and to none that is', async () => {
    const scene = await Scene.secured();
    const first = await changeAccount(scene);
    const second = await fileAccount(scene, { name: 'second' });
    const third = await fileAccount(scene, { name: 'third' });
    await payTo(scene, 'changePayTo', second);
    await payTo(scene, 'changePayTo', third);
    assert.deepEqual(
      scene.milestone('order').payTo?.map(({ document }) => document),
      [first, third],
    );
    assert.equal(await refusalOf(payTo(scene, 'approvePayTo', second)), 'PAY_TO_NOT_ENTERED');
    await payTo(scene, 'approvePayTo', third);
    await payTo(scene, 'confirmPayTo', third);
    assert.deepEqual(
      scene.milestone('order').payTo?.map(({ document }) => document),
      [third],
    );
  });

  it('never touches what is instructed already, but the next attempt', async () => {
    const scene = await due();
    await approve(scene);
    await scene.instruct('order');
    const document = await changeAccount(scene);
    assert.equal(attemptOf(scene).payTo, undefined);
    await setBack(scene, 'order', 'rejectOrder');
    await scene.instruct('order');
    assert.equal(attemptOf(scene).payTo, undefined);
    assert.equal(attemptOf(scene, 1).payTo, document);
  });

  it('of the exporter leaves an assignee’s account alone', async () => {
    const scene = await financedScene();
    await assign(scene);
    await scene.perform(ONLY);
    const document = await fileAccount(scene, { label: 'finance.maker', to: ['BankMSP'] });
    const on = { milestoneId: ONLY };
    await payTo(scene, 'changePayTo', document, { ...on, label: 'finance.maker' });
    await payTo(scene, 'approvePayTo', document, { ...on, label: 'finance.checker' });
    const other = await fileAccount(scene, { name: 'other' });
    await payTo(scene, 'changePayTo', other, on);
    await payTo(scene, 'approvePayTo', other, on);
    await payTo(scene, 'confirmPayTo', document, on);
    const milestone = scene.milestone(ONLY);
    assert.equal(payToInForce(milestone, FINANCIER)?.document, document);
    assert.equal(payToInForce(milestone, exporter), undefined);
    assert.deepEqual(
      milestone.payTo?.map(({ payee, flagged }) => [payee, flagged]),
      [
        [exporter, true],
        [FINANCIER, true],
      ],
    );
    await payTo(scene, 'confirmPayTo', other, on);
    await scene.approve(ONLY, 1);
    await scene.approve(ONLY, 2);
    await scene.instruct(ONLY);
    assert.equal(scene.order(ONLY).attempts[0]?.payTo, document);
  });

  it('is open to who was assigned something once and is still paid by an order', async () => {
    const scene = await financedScene();
    await assign(scene);
    await scene.perform(ONLY);
    await scene.approve(ONLY, 1);
    await scene.approve(ONLY, 2);
    await scene.on(ONLY, 'finance.checker', 'releaseAssignment', { number: 1 });
    const document = await fileAccount(scene, { label: 'finance.maker', to: ['BankMSP'] });
    const as = { milestoneId: ONLY, label: 'finance.maker' };
    await payTo(scene, 'changePayTo', document, as);
    assert.equal(scene.milestone(ONLY).payTo?.length, 1);
  });
});

describe('the flag of redirected payments', () => {
  it('is on a change within ten days after a release, and on what is paid by it', async () => {
    const scene = await due();
    scene.consortium.setClock(scene.order('order').due.at + 9 * DAY);
    await changeAccount(scene);
    assert.equal(changeOf(scene).flagged, true);
    await approve(scene);
    await scene.instruct('order');
    assert.equal(attemptOf(scene).flagged, true);
  });

  it('is on no change that comes later, nor on what is paid by it', async () => {
    const scene = await due();
    scene.consortium.setClock(scene.order('order').due.at + 12 * DAY);
    await changeAccount(scene);
    assert.equal(changeOf(scene).flagged, undefined);
    await approve(scene);
    await scene.instruct('order');
    assert.ok(attemptOf(scene).payTo);
    assert.equal(attemptOf(scene).flagged, undefined);
  });

  it('is on what is released within ten days after a change', async () => {
    const scene = await Scene.secured();
    await changeAccount(scene);
    await scene.perform('order');
    await approve(scene);
    await scene.instruct('order');
    assert.equal(attemptOf(scene).flagged, true);
  });

  it('is on no change after a refund to the buyer alone', async () => {
    const scene = await Scene.secured();
    await scene.on('order', 'textiles.checker', 'releaseSecurity', { share: 100_000_000 });
    await changeAccount(scene);
    assert.equal(changeOf(scene).flagged, undefined);
  });
});
