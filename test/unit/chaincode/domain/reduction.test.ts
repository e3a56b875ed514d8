import assert from 'node:assert/strict';
import {
  measure,
  milestoneIdSchema,
  SHARE_BASIS_POINT,
  SHARE_WHOLE,
  type Condition,
} from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, DAY, dealOf, tranche } from './support/deal.js';
import { discrepancy, inspectionFields } from './support/fields.js';
import { reduce, undertaken } from './support/review.js';
import { Scene } from './support/scene.js';

const HALF = SHARE_WHOLE / 2;
const why = { discrepancies: [discrepancy()] };

const retained: Condition = {
  type: 'all',
  of: [
    accepted,
    {
      type: 'after',
      of: { kind: 'milestone', id: milestoneIdSchema.parse('only') },
      days: 20,
      kind: 'calendar',
    },
  ],
};

const inspected: Condition = {
  type: 'all',
  of: [accepted, { type: 'inspection', outcome: 'pass' }],
};

function secured(...tranches: readonly Condition[]): Promise<Scene> {
  const share = 10_000 / tranches.length;
  const terms = tranches.map((condition, index) => tranche(`t${String(index)}`, share, condition));
  return Scene.secured(dealOf([{ id: 'only', tranches: terms }]));
}

describe('what the exporter gives up', () => {
  it('is the highest of what is held, and goes back to the buyer by an order', async () => {
    const scene = await secured(accepted);
    await reduce(scene, 'only', 1_000 * SHARE_BASIS_POINT);
    const { to, tranche: of, ranges } = scene.order('only');
    assert.deepEqual([to, of], ['buyer', '~']);
    assert.deepEqual(ranges, [{ from: 9_000 * SHARE_BASIS_POINT, until: SHARE_WHOLE }]);
    const { reductions } = scene.milestone('only').review;
    assert.equal(reductions?.[0]?.reason, 'QUANTITY_SHORT');
    assert.equal(reductions[0].by.user, 'textiles.checker');
  });

  it('lapses under an undertaking, and is not claimed again', async () => {
    const scene = await undertaken(dealOf([{ id: 'only' }]));
    await reduce(scene, 'only', HALF);
    assert.equal(measure(scene.milestone('only').position).lapsed, HALF);
    await scene.present('only');
    assert.equal(scene.presentation('only').claimedShare, HALF);
    await scene.accept('only');
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('may be no multiple of a basis point when it says so, or all that is left', async () => {
    const scene = await secured(accepted);
    await reduce(scene, 'only', 1, { exact: true });
    await reduce(scene, 'only', SHARE_WHOLE - 1);
    assert.equal(measure(scene.milestone('only').position).due, SHARE_WHOLE);
  });

  it('is no part of what is under review, and leaves the rest to be accepted', async () => {
    const scene = await secured(accepted);
    await scene.present('only', { claimedShare: HALF });
    await reduce(scene, 'only', HALF);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
    await scene.accept('only');
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
    const orders = scene.milestone('only').orders.map(({ to, ranges }) => [to, ranges]);
    assert.deepEqual(orders, [
      ['buyer', [{ from: HALF, until: SHARE_WHOLE }]],
      ['payee', [{ from: 0, until: HALF }]],
    ]);
  });

  it('completes the acceptance of a milestone, and starts its retention', async () => {
    const scene = await secured(accepted, retained);
    await scene.present('only');
    const share = 9_000 * SHARE_BASIS_POINT;
    await scene.accept('only', { acceptedShare: share, ...why });
    assert.equal(scene.milestone('only').delivery.acceptedAt, undefined);
    await reduce(scene, 'only', SHARE_WHOLE - share);
    const { status, acceptedAt = 0 } = scene.milestone('only').delivery;
    assert.deepEqual([status, acceptedAt], ['accepted', scene.consortium.now()]);
    scene.consortium.setClock(acceptedAt + 21 * DAY);
    await scene.advance('only');
    assert.equal(measure(scene.milestone('only').position).held, 0);
  });

  it('of what was accepted counts not twice', async () => {
    const scene = await secured(inspected);
    await scene.present('only');
    await scene.accept('only', { acceptedShare: HALF, ...why });
    await reduce(scene, 'only', HALF + 1_000 * SHARE_BASIS_POINT);
    const { reductions } = scene.milestone('only').review;
    assert.equal(reductions?.[0]?.share, HALF + 1_000 * SHARE_BASIS_POINT);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    assert.deepEqual(scene.order('only', 1).ranges, [
      { from: 0, until: 4_000 * SHARE_BASIS_POINT },
    ]);
  });

  it('of an accepted milestone is part of its retention', async () => {
    const scene = await secured(accepted, retained);
    await scene.perform('only');
    await reduce(scene, 'only', HALF);
    assert.equal(measure(scene.milestone('only').position).held, 0);
  });

  it('as a whole is never accepted, and opens nothing that depends on it', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'one' }, { id: 'two', dependsOn: ['one'] }]));
    await reduce(scene, 'one', SHARE_WHOLE);
    assert.equal(scene.milestone('one').delivery.status, 'open');
    assert.equal(scene.milestone('two').delivery.status, 'waiting');
    assert.equal(await refusalOf(scene.present('one')), 'SHARE_NOT_HELD');
  });

  it('counts in the presentation that follows a part', async () => {
    const scene = await secured(accepted);
    await scene.present('only', { claimedShare: HALF });
    await scene.accept('only');
    await reduce(scene, 'only', HALF / 2);
    await scene.present('only');
    assert.equal(scene.presentation('only', 1).claimedShare, HALF / 2);
    await scene.accept('only');
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('may be given up up to eight times', async () => {
    const scene = await secured(accepted);
    for (let count = 0; count < 8; count += 1) {
      scene.consortium.wait(60_000);
      await reduce(scene, 'only', SHARE_BASIS_POINT);
    }
    assert.equal(scene.milestone('only').review.reductions?.length, 8);
    assert.equal(scene.milestone('only').orders.length, 8);
  });
});
