import assert from 'node:assert/strict';
import { userOf } from '../../../support/cast.js';
import { refusalOf, type SubmitAnswer } from '../../../support/consortium.js';
import { DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { hold } from './support/payment.js';
import { conditional, inspect, passed, revoke, unreviewed } from './support/performance.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;

async function due(): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only' }]));
  await scene.perform('only');
  return scene;
}

function onHold(
  scene: Scene,
  type: 'renewHold' | 'unholdOrder',
  user = 'compliance-2',
): Promise<SubmitAnswer> {
  const { agreementId } = scene;
  const { id: orderId } = scene.order('only');
  const actor = { ...userOf('trade-bank.compliance'), user };
  return scene.consortium.submitAs(actor, type, { agreementId, milestoneId: 'only', orderId });
}

/** The time at which what becomes possible at the end of the hold is possible for the next act. */
function afterHold(scene: Scene): number {
  return (scene.order('only').hold?.until ?? 0) + TOLERANCE_MILLIS - 1000;
}

describe('a hold', () => {
  it('bars approval, also the one by silence, until it is lifted', async () => {
    const scene = await due();
    await hold(scene, 'only', 'sanctions');
    assert.equal(await refusalOf(scene.approve('only', 1)), 'ORDER_HELD');
    const { agreementId } = scene;
    const answer = await scene.consortium.ask('trade-bank.maker', 'nextActions', { agreementId });
    const { actions } = answer as { readonly actions: readonly { readonly command: string }[] };
    assert.deepEqual(
      actions.map(({ command }) => command),
      ['unholdOrder'],
    );
    scene.consortium.setClock(scene.order('only').approvalDeadline + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await onHold(scene, 'unholdOrder');
    assert.equal(scene.order('only').hold, undefined);
    await scene.advance('only');
    assert.equal(scene.order('only').approved?.by, 'silence');
  });

  it('bars the payment of an approved order, and that it is overdue', async () => {
    const scene = await due();
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    await hold(scene, 'only', 'court-order');
    assert.equal(await refusalOf(scene.instruct('only')), 'ORDER_HELD');
    scene.consortium.setClock((scene.order('only').instructDeadline ?? 0) + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('for a lasting reason is never ended by time: a missed renewal alarms once', async () => {
    const scene = await due();
    await hold(scene, 'only', 'authority');
    scene.consortium.setClock(afterHold(scene) - 1);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    scene.consortium.setClock(afterHold(scene));
    await scene.advance('only');
    assert.equal(scene.order('only').hold?.alarmed, true);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    assert.equal(await refusalOf(scene.approve('only', 1)), 'ORDER_HELD');
    await onHold(scene, 'renewHold');
    const { alarmed, until, renewals } = scene.order('only').hold ?? {};
    assert.equal(alarmed, false);
    assert.equal(until, scene.consortium.now() + 30 * DAY);
    assert.equal(renewals?.length, 1);
  });

  it('for any other reason ends after ten business days, once renewed', async () => {
    const scene = await due();
    await hold(scene, 'only', 'account');
    const { until } = scene.order('only').hold ?? {};
    await onHold(scene, 'renewHold');
    assert.ok((scene.order('only').hold?.until ?? 0) >= (until ?? 0));
    assert.equal(await refusalOf(onHold(scene, 'renewHold', 'compliance-3')), 'HOLD_NOT_RENEWABLE');
    scene.consortium.setClock(afterHold(scene));
    await scene.advance('only');
    assert.equal(scene.order('only').hold, undefined);
    assert.equal(scene.order('only').approved?.by, 'silence');
  });

  it('keeps its last twelve renewals, each by another officer than the one before', async () => {
    const scene = await due();
    await hold(scene, 'only', 'legal');
    for (let count = 0; count < 14; count += 1) {
      scene.consortium.wait(DAY);
      await onHold(scene, 'renewHold', `compliance-${String(count % 2)}`);
    }
    assert.equal(scene.order('only').hold?.renewals.length, 12);
    const again = onHold(scene, 'renewHold', 'compliance-1');
    assert.equal(await refusalOf(again), 'APPROVER_NOT_SEPARATE');
  });
});

describe('a hold on an order that a revocation cancels', () => {
  it('goes with the parts into the order that takes its place', async () => {
    const scene = await conditional([passed]);
    await inspect(scene);
    await hold(scene, 'only', 'sanctions');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.notEqual(scene.order('only').hold, undefined);
    await inspect(scene);
    assert.equal(scene.order('only', 1).hold?.reason, 'sanctions');
    assert.equal(await refusalOf(scene.approve('only', 1, 1)), 'ORDER_HELD');
  });

  it('is gone for good once it was lifted there, whatever is cancelled then', async () => {
    const scene = await conditional([passed]);
    await inspect(scene);
    await hold(scene, 'only', 'sanctions');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    await inspect(scene);
    const { id: orderId } = scene.order('only', 1);
    await scene.on('only', 'trade-bank.compliance', 'unholdOrder', { orderId });
    await revoke(scene, 'quality.maker', ['inspection', 2]);
    await inspect(scene);
    assert.equal(scene.order('only', 2).hold, undefined);
  });

  it('stays behind where other parts fall due', async () => {
    const guaranteed = { type: 'instrument', instrument: 'credit', inForce: true } as const;
    const tranches = [tranche('first', 5_000, passed), tranche('second', 5_000, guaranteed)];
    const scene = await Scene.secured(dealOf([{ id: 'only', ...unreviewed, tranches }]));
    await inspect(scene);
    await hold(scene, 'only', 'sanctions');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    const expiry = scene.consortium.now() + 300 * DAY;
    const credit = { instrument: 'credit', reference: fileHash('credit'), expiry };
    await scene.on('only', 'trade-bank.maker', 'recordInstrument', credit);
    assert.equal(scene.order('only', 1).hold, undefined);
    assert.equal(scene.order('only').hold?.reason, 'sanctions');
  });
});
