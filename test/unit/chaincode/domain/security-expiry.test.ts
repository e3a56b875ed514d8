import assert from 'node:assert/strict';
import {
  instantSchema,
  measure,
  milestoneIdSchema,
  SHARE_WHOLE,
  type Condition,
  type Milestone,
} from '@tranche/chaincode/domain';
import type { Deal } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, DAY, dealOf, fileHash, tranche, type MilestoneSketch } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import { declareOutage } from './support/governance.js';
import { Scene } from './support/scene.js';
import { extend, release, securedUntil } from './support/security.js';

const TOLERANCE = 180_000;
const HALF = SHARE_WHOLE / 2;
/** Friday; ten business days before it is Friday 2026-05-15, one is Thursday 2026-05-28. */
const EXPIRY = Date.parse('2026-05-29T12:00:00Z');
const TEN_BEFORE = Date.parse('2026-05-15T00:00:00Z');
const FIVE_BEFORE = Date.parse('2026-05-22T00:00:00Z');
const ONE_BEFORE = Date.parse('2026-05-28T00:00:00Z');

/** A deal of one milestone that may take years. */
function lasting(sketch: Partial<MilestoneSketch> = {}): Deal {
  const longStop = instantSchema.parse(EXPIRY + 1_500 * DAY);
  return dealOf([{ id: 'only', ...sketch }], { longStop });
}

const single = dealOf([{ id: 'only' }]);

/** Performance may come long after the expiry, so that nothing else falls due before it. */
const unhurried = lasting({ dueDate: instantSchema.parse(EXPIRY + 100 * DAY) });

const retention: Condition = {
  type: 'all',
  of: [
    accepted,
    {
      type: 'after',
      of: { kind: 'milestone', id: milestoneIdSchema.parse('only') },
      days: 300,
      kind: 'calendar',
    },
  ],
};

const retained = {
  tranches: [tranche('main', 5_000), tranche('kept', 5_000, retention)],
};

function shares(milestone: Milestone): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measure(milestone.position)).filter(([, size]) => size));
}

/** Nobody can advance a millisecond before, and somebody does at the instant and its tolerance. */
async function advanceAt(scene: Scene, instant: number): Promise<void> {
  scene.consortium.setClock(instant + TOLERANCE - 1001);
  assert.equal(await refusalOf(scene.advance('only', 'line.maker')), 'NOTHING_DUE');
  await scene.advance('only', 'line.maker');
}

function warned(scene: Scene): readonly number[] | undefined {
  return scene.milestone('only').security?.warned;
}

describe('the expiry of a security', () => {
  it('is announced 10, 5 and 1 business days before, each once', async () => {
    const scene = await securedUntil(unhurried, EXPIRY);
    await advanceAt(scene, TEN_BEFORE);
    assert.deepEqual(warned(scene), [10]);
    await advanceAt(scene, FIVE_BEFORE);
    assert.deepEqual(warned(scene), [10, 5]);
    await advanceAt(scene, ONE_BEFORE);
    assert.deepEqual(warned(scene), [10, 5, 1]);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('is announced by the most urgent warning alone to whoever comes late', async () => {
    const scene = await securedUntil(single, EXPIRY);
    scene.consortium.setClock(FIVE_BEFORE + DAY);
    await scene.advance('only');
    assert.deepEqual(warned(scene), [5]);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('is announced anew after an extension', async () => {
    const scene = await securedUntil(unhurried, EXPIRY);
    await advanceAt(scene, TEN_BEFORE);
    await extend(scene, EXPIRY + 28 * DAY);
    assert.equal(warned(scene), undefined);
    await advanceAt(scene, TEN_BEFORE + 28 * DAY);
    assert.deepEqual(warned(scene), [10]);
  });

  it('is announced of nothing that is not held', async () => {
    const scene = await securedUntil(single, EXPIRY);
    await release(scene, 'only');
    scene.consortium.setClock(TEN_BEFORE + DAY);
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('unsecures what is held, in either form', async () => {
    for (const form of ['escrow-deposit', 'payment-undertaking']) {
      const scene = await securedUntil(single, EXPIRY, form);
      scene.consortium.setClock(ONE_BEFORE + DAY);
      await scene.advance('only');
      await advanceAt(scene, EXPIRY);
      assert.deepEqual(shares(scene.milestone('only')), { unsecured: SHARE_WHOLE });
      assert.deepEqual(scene.milestone('only').orders, []);
    }
  });

  it('leaves what is claimed under review, and takes it once the claim is refused', async () => {
    const { review } = single.terms.milestones[0] ?? assert.fail('the deal has a milestone');
    const patient = lasting({ review: { ...review, businessDays: 300 } });
    const scene = await securedUntil(patient, EXPIRY);
    await scene.present('only', { claimedShare: HALF });
    scene.consortium.setClock(EXPIRY + DAY);
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { held: HALF, unsecured: HALF });
    assert.equal(warned(scene), undefined);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.refuse('only');
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { unsecured: SHARE_WHOLE });
  });

  it('comes after the silence of a reviewer, which accepts', async () => {
    const scene = await securedUntil(single, EXPIRY);
    await scene.present('only');
    scene.consortium.setClock(EXPIRY + DAY);
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { due: SHARE_WHOLE });
  });

  it('is later by an outage that it falls in', async () => {
    const scene = await securedUntil(single, EXPIRY);
    scene.consortium.setClock(ONE_BEFORE + DAY);
    await scene.advance('only');
    const outage = { from: EXPIRY - 1, until: EXPIRY + 2 * DAY };
    await declareOutage(scene.consortium, outage);
    await advanceAt(scene, EXPIRY + 2 * DAY + 1);
    assert.deepEqual(shares(scene.milestone('only')), { unsecured: SHARE_WHOLE });
  });
});

describe('a retention whose security expires', () => {
  it('falls due ten business days before', async () => {
    const scene = await securedUntil(lasting(retained), EXPIRY);
    await scene.perform('only');
    await scene.pay('only');
    await advanceAt(scene, TEN_BEFORE);
    const { tranche: of, to, ranges } = scene.order('only', 1);
    assert.deepEqual([of, to], ['kept', 'payee']);
    assert.deepEqual(ranges, [{ from: HALF, until: SHARE_WHOLE }]);
    assert.equal(warned(scene), undefined);
  });

  it('is released at once where approval is automatic', async () => {
    const deal = lasting({ ...retained, approval: 'automatic' });
    const scene = await securedUntil(deal, EXPIRY);
    await scene.perform('only');
    scene.consortium.setClock(EXPIRY + DAY);
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { approved: SHARE_WHOLE });
    assert.equal(scene.order('only', 1).approved?.by, 'rule');
  });

  it('waits for its date where the security is extended', async () => {
    const scene = await securedUntil(lasting(retained), EXPIRY);
    await scene.perform('only');
    await scene.pay('only');
    await extend(scene, EXPIRY + 400 * DAY);
    scene.consortium.setClock(EXPIRY + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    scene.consortium.setClock(EXPIRY + 250 * DAY);
    await scene.advance('only');
    assert.equal(scene.order('only', 1).tranche, 'kept');
  });

  it('waits for what somebody still has to bring, and expires without it', async () => {
    const inspected: Condition = {
      type: 'all',
      of: [retention, { type: 'inspection', outcome: 'pass' }],
    };
    const tranches = [tranche('main', 5_000), tranche('kept', 5_000, inspected)];
    const scene = await securedUntil(lasting({ tranches }), EXPIRY);
    await scene.perform('only');
    await scene.pay('only');
    await advanceAt(scene, TEN_BEFORE);
    assert.deepEqual(warned(scene), [10]);
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    await scene.advance('only');
    assert.equal(scene.order('only', 1).tranche, 'kept');
  });

  it('of a milestone that was not accepted goes the way of everything held', async () => {
    const scene = await securedUntil(lasting(retained), EXPIRY);
    await scene.present('only', { claimedShare: HALF });
    await scene.accept('only');
    await scene.pay('only');
    scene.consortium.setClock(EXPIRY + DAY);
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { settled: HALF, unsecured: HALF });
    const reference = fileHash('a new deposit');
    await scene.secure({ reference, expiry: EXPIRY + 400 * DAY });
    assert.deepEqual(shares(scene.milestone('only')), { settled: HALF, held: HALF });
  });
});
