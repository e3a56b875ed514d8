import assert from 'node:assert/strict';
import {
  amountOf,
  amountOfAll,
  measure,
  milestoneIdSchema,
  SHARE_WHOLE,
  type Condition,
} from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, TOTAL_MINOR, tranche } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import { discrepancy } from './support/fields.js';
import { Scene } from './support/scene.js';

const id = milestoneIdSchema.parse('only');
const retained: Condition = {
  type: 'after',
  of: { kind: 'milestone', id },
  days: 90,
  kind: 'calendar',
};
const percent = SHARE_WHOLE / 100;

/** 30 % in advance, 65 % on acceptance, 5 % retained for 90 days. */
const tranches = [
  tranche('advance', 3000, 'advance'),
  tranche('main', 6500),
  tranche('retained', 500, retained),
];

async function secured(): Promise<Scene> {
  return Scene.secured(dealOf([{ id: 'only', tranches }]));
}

function partsOf(
  scene: Scene,
): readonly (readonly [tranche: string, from: number, until: number])[] {
  return scene
    .milestone('only')
    .orders.flatMap((order) =>
      order.ranges.map(
        ({ from, until }) => [order.tranche, from / percent, until / percent] as const,
      ),
    );
}

describe('tranches', () => {
  it('occupy consecutive parts, in the order of the terms', async () => {
    const scene = await secured();
    await scene.perform('only');
    const { acceptedAt = 0 } = scene.milestone('only').delivery;
    scene.consortium.setClock(acceptedAt + 91 * DAY);
    await scene.advance('only');
    assert.deepEqual(partsOf(scene), [
      ['advance', 0, 30],
      ['main', 30, 95],
      ['retained', 95, 100],
    ]);
  });

  it('add up to the amount of their milestone, minor unit by minor unit', async () => {
    const scene = await secured();
    await scene.perform('only');
    const { acceptedAt = 0 } = scene.milestone('only').delivery;
    scene.consortium.setClock(acceptedAt + 91 * DAY);
    await scene.advance('only');
    const { orders } = scene.milestone('only');
    const amounts = orders.map(({ ranges }) => amountOfAll(TOTAL_MINOR, ranges));
    assert.deepEqual(amounts, [4_455_000n, 9_652_500n, 742_501n]);
    assert.equal(amountOf(TOTAL_MINOR, { from: 0, until: SHARE_WHOLE }), TOTAL_MINOR);
  });

  it('keep the retention held until its days are over', async () => {
    const scene = await secured();
    await scene.perform('only');
    assert.equal(measure(scene.milestone('only').position).held, 5 * percent);
    for (const index of [0, 1]) await scene.pay('only', index);
    const { acceptedAt = 0 } = scene.milestone('only').delivery;
    scene.consortium.setClock(acceptedAt + 90 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    scene.consortium.wait(180_000);
    await scene.advance('only');
    assert.equal(measure(scene.milestone('only').position).held, 0);
  });

  it('release of an accepted part what lies in each of them', async () => {
    const scene = await secured();
    await scene.present('only', { claimedShare: 60 * percent });
    await scene.accept('only');
    assert.deepEqual(partsOf(scene), [
      ['advance', 0, 30],
      ['main', 30, 60],
    ]);
    await scene.present('only');
    const why = { discrepancies: [discrepancy()] };
    await scene.accept('only', { acceptedShare: 20 * percent, ...why });
    assert.deepEqual(partsOf(scene).at(-1), ['main', 60, 80]);
  });

  it('do not let acceptance of the lower ones release the higher', async () => {
    const scene = await Scene.secured(
      dealOf([{ id: 'only', tranches: [tranche('first', 5000), tranche('second', 5000)] }]),
    );
    await scene.present('only', { claimedShare: 50 * percent });
    await scene.accept('only');
    assert.deepEqual(partsOf(scene), [['first', 0, 50]]);
  });

  it('may be eight, each released by itself', async () => {
    const many = Array.from({ length: 8 }, (_, index) => tranche(`t-${String(index)}`, 1250));
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches: many }]));
    await scene.perform('only');
    assert.equal(scene.milestone('only').orders.length, 8);
  });

  it('make a milestone that nobody reviews accepted with the first of them', async () => {
    const review = {
      by: 'none',
      businessDays: 5,
      silence: 'accepted',
      maxPresentations: 3,
      cureDays: 5,
    } as const;
    const passed: Condition = { type: 'inspection', outcome: 'pass' };
    const both = [
      tranche('first', 9000, passed),
      tranche('second', 1000, { type: 'all', of: [passed, retained] }),
    ];
    const scene = await Scene.secured(dealOf([{ id: 'only', review, tranches: both }]));
    assert.equal(scene.milestone('only').delivery.status, 'open');
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    const { delivery, position } = scene.milestone('only');
    assert.equal(delivery.status, 'accepted');
    assert.equal(delivery.acceptedAt, scene.consortium.now());
    assert.equal(measure(position).held, 10 * percent);
  });
});
