import assert from 'node:assert/strict';
import { measure, milestoneIdSchema, SHARE_WHOLE, type Condition } from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, tranche } from './support/deal.js';
import { Scene } from './support/scene.js';

const first = milestoneIdSchema.parse('first');
const reached = (what: 'accepted' | 'settled'): Condition => ({
  type: 'milestone',
  id: first,
  reached: what,
});

const review = {
  by: 'none',
  businessDays: 5,
  silence: 'accepted',
  maxPresentations: 3,
  cureDays: 5,
} as const;

function isDue(scene: Scene, id: string): boolean {
  return measure(scene.milestone(id).position).due === SHARE_WHOLE;
}

describe('a milestone that depends on another', () => {
  it('opens in the transaction that has the other accepted', async () => {
    const scene = await Scene.secured();
    assert.equal(scene.milestone('shipment').delivery.status, 'waiting');
    await scene.perform('order');
    const { status, reached: known } = scene.milestone('shipment').delivery;
    assert.equal(status, 'open');
    assert.deepEqual(known, [{ id: 'order', accepted: scene.consortium.now() }]);
    assert.equal(scene.milestone('delivery').delivery.status, 'waiting');
  });

  it('stays closed while the other is accepted in part', async () => {
    const scene = await Scene.secured();
    await scene.present('order', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('order');
    assert.equal(scene.milestone('shipment').delivery.status, 'waiting');
  });

  it('learns when the other is settled, and keeps when it was accepted', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    const accepted = scene.consortium.now();
    await scene.pay('order');
    const settled = scene.consortium.now();
    assert.deepEqual(scene.milestone('shipment').delivery.reached, [
      { id: 'order', accepted, settled },
    ]);
  });

  it('waits for all that it depends on', async () => {
    const scene = await Scene.secured(
      dealOf([{ id: 'first' }, { id: 'second' }, { id: 'third', dependsOn: ['first', 'second'] }]),
    );
    await scene.perform('first');
    assert.equal(scene.milestone('third').delivery.status, 'waiting');
    await scene.perform('second');
    assert.equal(scene.milestone('third').delivery.status, 'open');
    const known = scene.milestone('third').delivery.reached.map(({ id }) => id);
    assert.deepEqual(known, ['first', 'second']);
  });

  it('opens only when it is secured itself', async () => {
    const scene = await Scene.active(
      dealOf([{ id: 'first' }, { id: 'second', dependsOn: ['first'] }]),
    );
    await scene.secure({ milestoneId: 'first' });
    await scene.perform('first');
    assert.equal(scene.milestone('second').delivery.status, 'waiting');
    await scene.secure({ milestoneId: 'second' });
    assert.equal(scene.milestone('second').delivery.status, 'open');
  });

  it('puts what is attached while it waits on record, and counts it when it opens', async () => {
    const scene = await Scene.secured();
    await scene.ship();
    assert.equal(isDue(scene, 'shipment'), false);
    await scene.perform('order');
    assert.equal(isDue(scene, 'shipment'), true);
    assert.equal(scene.milestone('shipment').delivery.status, 'accepted');
    assert.equal(scene.milestone('delivery').delivery.status, 'open');
  });
});

describe('a condition on another milestone', () => {
  const both = [
    { id: 'first' },
    { id: 'second', review, tranches: [tranche('whole', 10_000, reached('accepted'))] },
    { id: 'third', review, tranches: [tranche('whole', 10_000, reached('settled'))] },
  ];

  it('is met when it is accepted', async () => {
    const scene = await Scene.secured(dealOf(both));
    assert.equal(isDue(scene, 'second'), false);
    await scene.perform('first');
    assert.equal(isDue(scene, 'second'), true);
    assert.equal(isDue(scene, 'third'), false);
  });

  it('is met when it is wholly settled', async () => {
    const scene = await Scene.secured(dealOf(both));
    await scene.present('first', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('first');
    await scene.pay('first', 0);
    assert.equal(isDue(scene, 'third'), false);
    scene.consortium.wait(60_000);
    await scene.perform('first');
    await scene.pay('first', 1);
    assert.equal(isDue(scene, 'third'), true);
  });

  it('may wait after its acceptance', async () => {
    const waiting: Condition = {
      type: 'after',
      of: { kind: 'milestone', id: first },
      days: 10,
      kind: 'calendar',
    };
    const tranches = [tranche('whole', 10_000, waiting)];
    const scene = await Scene.secured(
      dealOf([{ id: 'first' }, { id: 'second', review, tranches }]),
    );
    scene.consortium.wait(20 * DAY);
    assert.equal(await refusalOf(scene.advance('second')), 'NOTHING_DUE');
    await scene.perform('first');
    scene.consortium.wait(10 * DAY + 180_000);
    await scene.advance('second');
    assert.equal(isDue(scene, 'second'), true);
  });

  it('carries through a chain of milestones in one transaction', async () => {
    const chain = Array.from({ length: 6 }, (_, index) => ({
      id: `m-${String(index)}`,
      ...(index === 0
        ? {}
        : {
            review,
            tranches: [
              tranche('whole', 10_000, {
                type: 'milestone',
                id: milestoneIdSchema.parse(`m-${String(index - 1)}`),
                reached: 'accepted',
              }),
            ],
          }),
    }));
    const scene = await Scene.secured(dealOf(chain));
    await scene.present('m-0');
    const answer = await scene.accept('m-0');
    for (const { id } of chain) assert.equal(isDue(scene, id), true, id);
    const types = answer.events?.map(({ type }) => type) ?? [];
    assert.equal(types.filter((type) => type === 'DependencyReached').length, 5);
  });
});

describe('the clock of a milestone that depends on another', () => {
  it('never steps back with the other’s', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    scene.consortium.wait(4 * 60_000);
    await scene.attach('shipment', 'bill-of-lading');
    const { lastTime } = scene.milestone('shipment');
    scene.consortium.wait(-4 * 60_000);
    await scene.accept('order');
    assert.equal(scene.milestone('shipment').lastTime, lastTime);
    assert.ok(scene.milestone('order').lastTime < lastTime);
  });
});
