import assert from 'node:assert/strict';
import {
  isExhausted,
  measure,
  milestoneIdSchema,
  SHARE_WHOLE,
  type Condition,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf, tranche, type MilestoneSketch } from './support/deal.js';
import { terminate } from './support/ending.js';
import { discrepancy, inspectionFields } from './support/fields.js';
import { expire, reduce, suspendReview, TOLERANCE_MILLIS, undertaken } from './support/review.js';
import { Scene } from './support/scene.js';

const { buyer } = textileParties;
const LATEST = MONDAY + 37 * DAY;
const HALF = SHARE_WHOLE / 2;
const passed: Condition = { type: 'inspection', outcome: 'pass' };
const review = {
  by: 'none',
  businessDays: 5,
  silence: 'accepted',
  maxPresentations: 3,
  cureDays: 5,
} as const;

function secured(sketch: Partial<MilestoneSketch> = {}): Promise<Scene> {
  return Scene.secured(dealOf([{ id: 'only', ...sketch }]));
}

function statusOf(scene: Scene): string {
  return scene.milestone('only').delivery.status;
}

async function neverExpires(scene: Scene): Promise<void> {
  scene.consortium.setClock(LATEST + 30 * DAY);
  assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
}

describe('a milestone that nobody performs', () => {
  it('expires after the due date, its grace and the tolerance', async () => {
    const scene = await secured();
    scene.consortium.setClock(LATEST + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only');
    assert.equal(statusOf(scene), 'expired');
    assert.deepEqual(scene.milestone('only').delivery.expiry?.at, scene.consortium.now());
    assert.equal(measure(scene.milestone('only').position).held, SHARE_WHOLE);
  });

  it('takes no presentation any more', async () => {
    const scene = await secured();
    await expire(scene, 'only');
    assert.equal(await refusalOf(scene.present('only')), 'MILESTONE_NOT_OPEN');
  });

  it('goes back to the buyer ten business days later, and the tolerance', async () => {
    const scene = await secured();
    await expire(scene, 'only');
    const { givenBackAfter = 0 } = scene.milestone('only').delivery.expiry ?? {};
    assert.equal(givenBackAfter, Date.parse('2026-04-23T00:00:00Z'));
    scene.consortium.setClock(givenBackAfter + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only');
    const { to, ranges } = scene.order('only');
    assert.equal(to, 'buyer');
    assert.deepEqual(ranges, [{ from: 0, until: SHARE_WHOLE }]);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('lapses under an undertaking', async () => {
    const scene = await undertaken(dealOf([{ id: 'only' }]));
    await expire(scene, 'only');
    scene.consortium.wait(20 * DAY);
    await scene.advance('only');
    assert.equal(measure(scene.milestone('only').position).lapsed, SHARE_WHOLE);
  });

  it('expires after a refusal too', async () => {
    const scene = await secured();
    await scene.present('only');
    await scene.refuse('only');
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });

  it('expires where nobody reviews', async () => {
    const tranches = [tranche('whole', 10_000, passed)];
    const scene = await secured({ review, tranches });
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });

  it('expires though an advance was paid, and what is left goes back', async () => {
    const tranches = [tranche('advance', 5_000, 'advance'), tranche('rest', 5_000)];
    const scene = await secured({ tranches });
    await scene.pay('only');
    await expire(scene, 'only');
    scene.consortium.wait(20 * DAY);
    await scene.advance('only');
    assert.deepEqual(scene.order('only', 1).ranges, [{ from: HALF, until: SHARE_WHOLE }]);
    assert.equal(scene.order('only', 1).to, 'buyer');
  });

  it('expires though a part of it was given up', async () => {
    const scene = await secured();
    await reduce(scene, 'only', HALF);
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });

  it('expires though a part waits for a period that never began to run', async () => {
    const of = { kind: 'milestone', id: milestoneIdSchema.parse('only') } as const;
    const retained: Condition = { type: 'after', of, days: 60, kind: 'calendar' };
    const tranches = [tranche('main', 5_000), tranche('kept', 5_000, retained)];
    const scene = await secured({ tranches });
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });

  it('expires in a terminated agreement, when its last presentation is refused', async () => {
    const scene = await secured();
    await scene.present('only', { claimedShare: HALF });
    await terminate(scene, []);
    await scene.refuse('only');
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });
});

describe('a milestone does not expire', () => {
  it('while it waits for what it depends on', async () => {
    const deal = dealOf([{ id: 'first' }, { id: 'only', dependsOn: ['first'] }]);
    const scene = await Scene.secured(deal);
    await neverExpires(scene);
  });

  it('while something is under review or suspended', async () => {
    const scene = await secured({ review: { ...review, by: buyer, businessDays: 90 } });
    scene.consortium.setClock(LATEST - DAY);
    await scene.present('only');
    scene.consortium.wait(5 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await suspendReview(scene, 'only', [1]);
    scene.consortium.wait(5 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('once part of it was accepted', async () => {
    const scene = await secured();
    await scene.present('only');
    await scene.accept('only', { acceptedShare: HALF, discrepancies: [discrepancy()] });
    await scene.pay('only');
    await neverExpires(scene);
  });

  it('once a tranche that is no advance fell due', async () => {
    const tranches = [tranche('first', 5_000, passed), tranche('second', 5_000)];
    const scene = await secured({ tranches });
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    await scene.pay('only');
    await neverExpires(scene);
  });

  it('once nothing of it is held', async () => {
    const scene = await secured();
    await reduce(scene, 'only', SHARE_WHOLE);
    await scene.pay('only');
    await neverExpires(scene);
  });

  for (const [what, leaf] of [
    [
      'a period that runs',
      { type: 'after', of: { kind: 'inspection' }, days: 90, kind: 'calendar' },
    ],
    ['a date', { type: 'date', notBefore: LATEST + 60 * DAY }],
  ] as const) {
    it(`while what was performed waits only for ${what}`, async () => {
      const condition = { type: 'all', of: [passed, leaf] } as Condition;
      const scene = await secured({ review, tranches: [tranche('whole', 10_000, condition)] });
      await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
      await neverExpires(scene);
    });
  }
});

describe('a milestone that time alone would pay, or something else before', () => {
  const guarantee: Condition = { type: 'instrument', instrument: 'credit', inForce: true };
  const ran: Condition = { type: 'after', of: { kind: 'inspection' }, days: 90, kind: 'calendar' };
  const tranches = [tranche('whole', 10_000, { type: 'any', of: [ran, guarantee] })];

  it('does not expire while the time runs', async () => {
    const scene = await secured({ review, tranches });
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    await neverExpires(scene);
  });

  it('expires where the time never began to run', async () => {
    const scene = await secured({ review, tranches });
    await expire(scene, 'only');
    assert.equal(statusOf(scene), 'expired');
  });
});

describe('an expired milestone', () => {
  it('releases nothing by what is recorded later', async () => {
    const tranches = [tranche('whole', 10_000, passed)];
    const scene = await secured({ review, tranches });
    await expire(scene, 'only');
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    assert.equal(measure(scene.milestone('only').position).held, SHARE_WHOLE);
  });
});

describe('the last presentation that is allowed', () => {
  async function presented(maxPresentations: number): Promise<Scene> {
    const scene = await secured({ review: { ...review, by: buyer, maxPresentations } });
    await scene.present('only');
    return scene;
  }

  it('entitles both sides to a decision once it is refused', async () => {
    const scene = await presented(1);
    assert.equal(isExhausted(scene.milestone('only')), false);
    await scene.refuse('only');
    assert.equal(isExhausted(scene.milestone('only')), true);
  });

  it('entitles nobody while another is allowed', async () => {
    const scene = await presented(2);
    await scene.refuse('only');
    assert.equal(isExhausted(scene.milestone('only')), false);
  });

  it('entitles nobody when it is accepted, but both when it is accepted in part', async () => {
    const whole = await presented(1);
    await whole.accept('only');
    assert.equal(isExhausted(whole.milestone('only')), false);
    const part = await presented(1);
    await part.accept('only', { acceptedShare: HALF, discrepancies: [discrepancy()] });
    assert.equal(isExhausted(part.milestone('only')), true);
  });
});
