import assert from 'node:assert/strict';
import { measure, participantIdSchema, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { dealOf, fileHash, tranche } from './support/deal.js';
import { suspendReview } from './support/review.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');

async function presented(
  silence: 'accepted' | 'arbiter',
  tranches = [tranche('whole', 10_000)],
): Promise<Scene> {
  const review = { by: textileParties.buyer, businessDays: 5, maxPresentations: 3, cureDays: 5 };
  const parties = { ...textileParties, arbiter };
  const deal = dealOf([{ id: 'only', tranches, review: { ...review, silence } }], { parties });
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

  it('puts the claim into the arbiter’s hands where the terms say so', async () => {
    const scene = await presented('arbiter');
    scene.consortium.setClock(reviewDeadline(scene) + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only');
    const { disputes, position, delivery } = scene.milestone('only');
    const [dispute] = disputes ?? [];
    assert.deepEqual([dispute?.status, dispute?.grounds], ['decision', 'silence']);
    assert.equal(dispute?.stakes[0]?.side, undefined);
    assert.equal(measure(position).disputed, SHARE_WHOLE);
    assert.equal(delivery.status, 'refused');
    const [discrepancy] = scene.presentation('only').outcome?.discrepancies ?? [];
    assert.equal(discrepancy?.code, 'REVIEWER_SILENT');
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('leaves the arbiter what is held of the claim, and both sides no dispute of it', async () => {
    const advance = tranche('paid', 4_000, 'advance');
    const scene = await presented('arbiter', [advance, tranche('rest', 6_000)]);
    scene.consortium.setClock(reviewDeadline(scene) + TOLERANCE_MILLIS);
    await scene.advance('only');
    const { position } = scene.milestone('only');
    assert.equal(measure(position).disputed, (SHARE_WHOLE / 10) * 6);
    for (const label of ['textiles.maker', 'retail.maker']) {
      const fields = { grounds: 'refusal', reason: fileHash('reason'), evidence: [] };
      const refusal = await refusalOf(scene.on('only', label, 'openDispute', fields));
      assert.match(refusal, /^DISPUTE_(ALREADY_OPENED|GROUNDS_MISSING)$/);
    }
  });

  it('refuses alone what is held no more, and waits for a suspended review', async () => {
    const paid = await presented('arbiter', [tranche('paid', 10_000, 'advance')]);
    paid.consortium.setClock(reviewDeadline(paid) + TOLERANCE_MILLIS);
    await paid.advance('only');
    const { disputes, delivery } = paid.milestone('only');
    assert.deepEqual([disputes, delivery.status], [undefined, 'refused']);
    const scene = await presented('arbiter');
    await suspendReview(scene, 'only', [1]);
    scene.consortium.setClock(reviewDeadline(scene) + TOLERANCE_MILLIS);
    await scene.advance('only');
    assert.equal(scene.milestone('only').disputes, undefined);
    assert.equal(scene.presentation('only').outcome, undefined);
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
