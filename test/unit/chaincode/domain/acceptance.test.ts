import assert from 'node:assert/strict';
import { measure, SHARE_BASIS_POINT, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { dealOf } from './support/deal.js';
import { discrepancy } from './support/fields.js';
import { reduce, undertaken } from './support/review.js';
import { Scene } from './support/scene.js';
import { release } from './support/security.js';

const TENTH = 1_000 * SHARE_BASIS_POINT;
const why = { discrepancies: [discrepancy()] };
const single = dealOf([{ id: 'only' }]);

/** Under an undertaking: 0.7 to 0.8 of it lapsed, all the rest is held. */
async function withGap(): Promise<Scene> {
  const scene = await undertaken(single);
  await release(scene, 'only', { share: 2 * TENTH });
  await reduce(scene, 'only', TENTH);
  await scene.secure({ form: 'payment-undertaking' });
  assert.deepEqual(
    scene.milestone('only').position.map(({ state, until }) => [state, until / TENTH]),
    [
      ['held', 7],
      ['lapsed', 8],
      ['held', 10],
    ],
  );
  return scene;
}

describe('what a reviewer accepts', () => {
  it('are the parts that are there, around what is gone, and all of them fall due', async () => {
    const scene = await withGap();
    await scene.present('only');
    assert.equal(scene.presentation('only').claimedShare, 9 * TENTH);
    await scene.accept('only');
    const { review, position, delivery } = scene.milestone('only');
    assert.deepEqual(review.acceptedParts, [
      { from: 0, until: 7 * TENTH },
      { from: 8 * TENTH, until: SHARE_WHOLE },
    ]);
    assert.equal(review.acceptedShare, 9 * TENTH);
    assert.equal(measure(position).due, 9 * TENTH);
    assert.equal(delivery.status, 'accepted');
  });

  it('are the lowest of what is claimed, and later the next', async () => {
    const scene = await withGap();
    await scene.present('only');
    await scene.accept('only', { acceptedShare: 8 * TENTH, ...why });
    assert.equal(scene.milestone('only').delivery.status, 'open');
    assert.deepEqual(scene.order('only').ranges, [
      { from: 0, until: 7 * TENTH },
      { from: 8 * TENTH, until: 9 * TENTH },
    ]);
    await scene.present('only');
    assert.equal(scene.presentation('only', 1).claimedShare, TENTH);
    await scene.accept('only');
    assert.deepEqual(scene.order('only', 1).ranges, [{ from: 9 * TENTH, until: SHARE_WHOLE }]);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('leave nothing to accept once the rest went back to the buyer', async () => {
    const scene = await Scene.secured(single);
    await scene.present('only');
    await scene.accept('only', { acceptedShare: 4 * TENTH, ...why });
    await release(scene, 'only');
    const { delivery, review } = scene.milestone('only');
    assert.equal(delivery.status, 'accepted');
    assert.equal(review.acceptedParts, undefined);
  });

  it('leave something to accept while the rest can be secured again', async () => {
    const scene = await undertaken(single);
    await scene.present('only');
    await scene.accept('only', { acceptedShare: 4 * TENTH, ...why });
    await release(scene, 'only');
    assert.equal(scene.milestone('only').delivery.status, 'open');
  });
});
