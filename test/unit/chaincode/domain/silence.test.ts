import assert from 'node:assert/strict';
import { measure, participantIdSchema, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { dealOf } from './support/deal.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');

async function presented(silence: 'accepted' | 'arbiter'): Promise<Scene> {
  const review = { by: textileParties.buyer, businessDays: 5, maxPresentations: 3, cureDays: 5 };
  const parties = { ...textileParties, arbiter };
  const deal = dealOf([{ id: 'only', review: { ...review, silence } }], { parties });
  const scene = await Scene.secured(deal);
  await scene.present('only');
  return scene;
}

function reviewDeadline(scene: Scene): number {
  return scene.presentation('only').deadline;
}

describe('the silence of a reviewer', () => {
  it('accepts the claim at the deadline and its tolerance, by whoever advances', async () => {
    const scene = await presented('accepted');
    scene.consortium.setClock(reviewDeadline(scene) + TOLERANCE_MILLIS - 1000);
    await scene.advance('only', 'arbitration.maker');
    const { delivery, position } = scene.milestone('only');
    assert.equal(delivery.status, 'accepted');
    assert.equal(measure(position).due, SHARE_WHOLE);
    const { deemed, acceptedShare } = scene.presentation('only').outcome ?? {};
    assert.equal(deemed, true);
    assert.equal(acceptedShare, SHARE_WHOLE);
  });

  it('accepts nothing within the tolerance', async () => {
    const scene = await presented('accepted');
    scene.consortium.setClock(reviewDeadline(scene) + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('accepts nothing by itself: until someone advances, the reviewer may', async () => {
    const scene = await presented('accepted');
    scene.consortium.setClock(reviewDeadline(scene) + 10 * TOLERANCE_MILLIS);
    await scene.accept('only');
    assert.equal(scene.presentation('only').outcome?.deemed, false);
  });

  it('accepts nothing where the terms leave it to the arbiter', async () => {
    const scene = await presented('arbiter');
    scene.consortium.setClock(reviewDeadline(scene) + 10 * TOLERANCE_MILLIS);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });
});

describe('the silence of the bank', () => {
  async function due(): Promise<Scene> {
    const scene = await presented('accepted');
    await scene.accept('only');
    return scene;
  }

  it('approves a due order at its deadline and the tolerance', async () => {
    const scene = await due();
    const { approvalDeadline } = scene.order('only');
    assert.equal(approvalDeadline, Date.parse('2026-03-05T00:00:00Z'));
    scene.consortium.setClock(approvalDeadline + TOLERANCE_MILLIS - 1000);
    await scene.advance('only', 'retail.checker');
    const order = scene.order('only');
    assert.equal(order.approved?.by, 'silence');
    assert.deepEqual(order.approvals, []);
    assert.equal(measure(scene.milestone('only').position).approved, SHARE_WHOLE);
  });

  it('approves nothing within the tolerance', async () => {
    const scene = await due();
    const { approvalDeadline } = scene.order('only');
    scene.consortium.setClock(approvalDeadline + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('approves what one of two officers approved', async () => {
    const scene = await due();
    await scene.approve('only', 1);
    scene.consortium.setClock(scene.order('only').approvalDeadline + TOLERANCE_MILLIS);
    await scene.advance('only');
    const order = scene.order('only');
    assert.equal(order.approved?.by, 'silence');
    assert.equal(order.approvals.length, 1);
  });

  it('approves nothing twice', async () => {
    const scene = await due();
    scene.consortium.setClock(scene.order('only').approvalDeadline + TOLERANCE_MILLIS);
    await scene.advance('only');
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('approves no order of its own transaction', async () => {
    const scene = await presented('accepted');
    scene.consortium.setClock(reviewDeadline(scene) + 100 * TOLERANCE_MILLIS);
    await scene.advance('only');
    assert.equal(scene.order('only').approved, undefined);
  });
});
