import assert from 'node:assert/strict';
import {
  extended,
  instantSchema,
  isOver,
  productionParameters,
  requireInTime,
  type Instant,
  type Outage,
} from '@tranche/chaincode/domain';
import { declareOutage } from './support/governance.js';
import { DAY, dealOf } from './support/deal.js';
import { Scene } from './support/scene.js';

const instant = (at: number): Instant => instantSchema.parse(at);
const outage = (from: number, until: number): Outage => ({
  from: instant(from),
  until: instant(until),
});

describe('a deadline', () => {
  const rows: readonly (readonly [
    rule: string,
    deadline: number,
    outages: readonly Outage[],
    moved: number,
  ])[] = [
    ['stands where nothing was declared', 100, [], 100],
    ['stands before an outage', 99, [outage(100, 150)], 99],
    ['moves by the length of an outage that begins on it', 100, [outage(100, 150)], 150],
    ['moves by the length of an outage that ends on it', 150, [outage(100, 150)], 200],
    ['stands after an outage', 151, [outage(100, 150)], 151],
    ['moves on when it moves into the next outage', 120, [outage(160, 170), outage(100, 150)], 180],
    ['does not move back into an earlier one', 170, [outage(160, 170), outage(100, 150)], 180],
  ];
  for (const [rule, deadline, outages, moved] of rows) {
    it(rule, () => {
      assert.equal(extended(instant(deadline), outages), moved);
    });
  }

  it('that moved is kept until it has moved to, and over a tolerance later', () => {
    const outages = [outage(100, 150)];
    const refusal = { code: 'REVIEW_DEADLINE_PASSED', param: 'deadline' } as const;
    const check = (at: number): void => {
      requireInTime(instant(120), { at: instant(at), outages }, refusal);
    };
    check(170);
    assert.throws(
      () => {
        check(171);
      },
      { code: 'REVIEW_DEADLINE_PASSED', params: { deadline: 170 } },
    );
    const { toleranceMillis } = productionParameters;
    const over = (at: number): boolean =>
      isOver(instant(120), { at: instant(at), outages }, productionParameters);
    assert.equal(over(170 + toleranceMillis - 1), false);
    assert.equal(over(170 + toleranceMillis), true);
  });

  it('of a review moves by an outage on record', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    const { deadline } = scene.presentation('only');
    await declareOutage(scene.consortium, outage(deadline - DAY, deadline + DAY));
    scene.consortium.setClock(deadline + DAY);
    await scene.advance('only');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
    await scene.refuse('only');
  });
});
