import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE, type Condition } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { accepted, DAY, dealOf, tranche, type MilestoneSketch } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import {
  confirmWaiver,
  expire,
  undertaken,
  waiveCondition,
  waiveLateness,
} from './support/review.js';
import { Scene } from './support/scene.js';

const passed: Condition = { type: 'inspection', outcome: 'pass' };
const guaranteed: Condition = { type: 'instrument', instrument: 'credit', inForce: true };
const review = {
  by: 'none',
  businessDays: 5,
  silence: 'accepted',
  maxPresentations: 3,
  cureDays: 5,
} as const;

function sketch(condition: Condition): MilestoneSketch {
  return { id: 'only', review, tranches: [tranche('whole', 10_000, condition)] };
}

function heldOf(scene: Scene): number {
  return measure(scene.milestone('only').position).held;
}

describe('a condition that is waived', () => {
  it('counts as met, and releases when it was the last that was missing', async () => {
    const scene = await Scene.secured(dealOf([sketch({ type: 'all', of: [passed, guaranteed] })]));
    await waiveCondition(scene, 'only', 1);
    assert.equal(heldOf(scene), SHARE_WHOLE);
    const { events } = await waiveCondition(scene, 'only', 0);
    assert.deepEqual(
      events?.map(({ type }) => type),
      ['ConditionWaived', 'ShareDue', 'MilestoneAccepted'],
    );
    assert.equal(heldOf(scene), 0);
  });

  it('is on record with who waived it', async () => {
    const scene = await Scene.secured(dealOf([sketch({ type: 'all', of: [passed, guaranteed] })]));
    await waiveCondition(scene, 'only', 1);
    const [waiver] = scene.milestone('only').review.waivers ?? [];
    assert.deepEqual(waiver?.waived, { kind: 'condition', tranche: 'whole', leaf: 1 });
    assert.equal(waiver.by.user, 'retail.checker');
    assert.equal(waiver.needsBank, false);
    assert.equal(waiver.number, 1);
  });

  it('is that leaf alone, not another that says the same', async () => {
    const condition: Condition = { type: 'atLeast', n: 2, of: [passed, passed, guaranteed] };
    const scene = await Scene.secured(dealOf([sketch(condition)]));
    await waiveCondition(scene, 'only', 0);
    assert.equal(heldOf(scene), SHARE_WHOLE);
    await waiveCondition(scene, 'only', 1);
    assert.equal(heldOf(scene), 0);
  });

  it('is that of its tranche alone', async () => {
    const tranches = [tranche('first', 5_000, passed), tranche('second', 5_000, passed)];
    const scene = await Scene.secured(dealOf([{ id: 'only', review, tranches }]));
    await waiveCondition(scene, 'only', 0, 'second');
    assert.deepEqual(scene.order('only').ranges, [{ from: SHARE_WHOLE / 2, until: SHARE_WHOLE }]);
  });

  it('that is the acceptance releases the whole tranche', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('only');
    await waiveCondition(scene, 'only', 0);
    assert.equal(heldOf(scene), 0);
  });

  it('beside the acceptance leaves what was not accepted', async () => {
    const condition: Condition = { type: 'all', of: [accepted, passed] };
    const tranches = [tranche('whole', 10_000, condition)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
    await scene.present('only', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('only');
    await waiveCondition(scene, 'only', 1);
    assert.equal(heldOf(scene), SHARE_WHOLE / 2);
  });

  it('takes effect under an undertaking when the bank confirms it', async () => {
    const scene = await undertaken(dealOf([sketch(passed)]));
    await waiveCondition(scene, 'only');
    assert.equal(heldOf(scene), SHARE_WHOLE);
    const { events } = await confirmWaiver(scene, 'only');
    assert.deepEqual(
      events?.map(({ type }) => type),
      ['WaiverConfirmed', 'ShareDue', 'MilestoneAccepted'],
    );
    const [waiver] = scene.milestone('only').review.waivers ?? [];
    assert.equal(waiver?.confirmed?.by.user, 'trade-bank.checker');
  });

  it('keeps its number when waivers are confirmed in another order', async () => {
    const condition: Condition = { type: 'all', of: [passed, guaranteed] };
    const scene = await undertaken(dealOf([sketch(condition)]));
    await waiveCondition(scene, 'only', 0);
    await waiveCondition(scene, 'only', 1);
    await confirmWaiver(scene, 'only', 1);
    const numbers = scene.milestone('only').review.waivers?.map(({ number }) => number);
    assert.deepEqual(numbers, [1, 2]);
    assert.equal(heldOf(scene), SHARE_WHOLE);
  });

  it('before the security needs no bank, whatever secures it', async () => {
    const scene = await Scene.active(dealOf([sketch(passed)]));
    await waiveCondition(scene, 'only');
    await scene.secure({ form: 'payment-undertaking' });
    assert.equal(heldOf(scene), 0);
  });
});

describe('lateness that is waived', () => {
  const latest = MONDAY + 60 * DAY;

  it('lets the exporter present up to the new latest date, without grace', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await waiveLateness(scene, 'only', latest);
    const evidence = { evidence: [await scene.attach('only')] };
    scene.consortium.setClock(latest);
    const late = scene.on('only', 'textiles.maker', 'presentMilestone', evidence);
    assert.equal(await refusalOf(late), 'PRESENTATION_TOO_LATE');
    scene.consortium.setClock(latest - 1000);
    await scene.on('only', 'textiles.maker', 'presentMilestone', evidence);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('keeps the milestone from expiring before that date', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await waiveLateness(scene, 'only', latest);
    scene.consortium.setClock(latest - DAY);
    await scene.advance('only');
    assert.equal(scene.milestone('only').delivery.status, 'open');
    scene.consortium.setClock(latest + DAY);
    await scene.advance('only');
    assert.equal(scene.milestone('only').delivery.status, 'expired');
  });

  it('never shortens what a refusal gives to cure', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await waiveLateness(scene, 'only', MONDAY + 38 * DAY);
    scene.consortium.setClock(MONDAY + 38 * DAY - 2000);
    await scene.present('only');
    scene.consortium.setClock(MONDAY + 42 * DAY);
    await scene.refuse('only');
    scene.consortium.setClock(MONDAY + 46 * DAY);
    await scene.present('only');
    assert.equal(scene.presentation('only', 1).number, 2);
  });

  it('reopens what expired', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await expire(scene, 'only');
    await waiveLateness(scene, 'only', latest);
    const { status, expiry } = scene.milestone('only').delivery;
    assert.deepEqual([status, expiry], ['open', undefined]);
    await scene.perform('only');
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('reopens what was refused before it expired, as refused', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    await scene.refuse('only');
    await expire(scene, 'only');
    await waiveLateness(scene, 'only', latest);
    assert.equal(scene.milestone('only').delivery.status, 'refused');
  });

  it('releases at once what is met by then', async () => {
    const scene = await Scene.secured(dealOf([sketch(passed)]));
    await expire(scene, 'only');
    await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields());
    assert.equal(heldOf(scene), SHARE_WHOLE);
    await waiveLateness(scene, 'only', latest);
    assert.equal(heldOf(scene), 0);
  });

  it('reopens under an undertaking when the bank confirms it', async () => {
    const scene = await undertaken(dealOf([{ id: 'only' }]));
    await expire(scene, 'only');
    await waiveLateness(scene, 'only', latest);
    assert.equal(scene.milestone('only').delivery.status, 'expired');
    await confirmWaiver(scene, 'only');
    assert.equal(scene.milestone('only').delivery.status, 'open');
    assert.equal(scene.milestone('only').review.waivedUntil, latest);
  });

  it('may be waived while something is under review', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    await waiveLateness(scene, 'only', latest);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('may be waived up to the long-stop date', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await waiveLateness(scene, 'only', scene.deal.terms.longStop);
    assert.equal(scene.milestone('only').review.waivedUntil, scene.deal.terms.longStop);
  });

  it('and conditions are waived up to thirty-two times together', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    for (let count = 1; count < 32; count += 1) {
      scene.consortium.wait(60_000);
      await waiveLateness(scene, 'only', latest + count * DAY);
    }
    await waiveCondition(scene, 'only');
    assert.equal(scene.milestone('only').review.waivers?.length, 32);
  });
});

describe('a period of presentation', () => {
  const line = textileParties.sources[0] ?? textileParties.exporter;
  const by = textileParties.buyer;

  async function within(
    change: Partial<MilestoneSketch> = {},
    kind: 'calendar' | 'business' = 'calendar',
  ): Promise<Scene> {
    const presentWithin = { days: 5, kind, of: { kind: 'event', code: 'LOAD' } as const };
    const rule = { ...review, by, presentWithin };
    const scene = await Scene.secured(dealOf([{ id: 'only', ...change, review: rule }]));
    await scene.attach('only', 'bill-of-lading');
    return scene;
  }

  async function load(scene: Scene): Promise<number> {
    await scene.on('only', 'line.maker', 'recordEvent', scene.loadingFields());
    assert.equal(scene.milestone('only').delivery.events[0]?.by.participant, line);
    return scene.milestone('only').delivery.events[0]?.eventTime ?? 0;
  }

  const present = (scene: Scene): Promise<unknown> =>
    scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [1] });

  it('limits nothing until it runs', async () => {
    const scene = await within();
    scene.consortium.setClock(MONDAY + 30 * DAY);
    await present(scene);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('is open to its last instant, and closed after it', async () => {
    const scene = await within();
    const loaded = await load(scene);
    scene.consortium.setClock(loaded + 5 * DAY);
    assert.equal(await refusalOf(present(scene)), 'PRESENTATION_TOO_LATE');
    scene.consortium.setClock(loaded + 5 * DAY - 1000);
    await present(scene);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('may count business days', async () => {
    const scene = await within({}, 'business');
    await load(scene);
    scene.consortium.setClock(Date.parse('2026-03-10T00:00:00Z') - 1000);
    await present(scene);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('never lengthens the due date', async () => {
    const scene = await within();
    scene.consortium.setClock(MONDAY + 36 * DAY);
    await load(scene);
    scene.consortium.setClock(MONDAY + 37 * DAY);
    assert.equal(await refusalOf(present(scene)), 'PRESENTATION_TOO_LATE');
  });

  it('ends later where the buyer waived lateness, though the due date has not come', async () => {
    const scene = await within();
    const loaded = await load(scene);
    scene.consortium.setClock(loaded + 6 * DAY);
    await waiveLateness(scene, 'only', loaded + 8 * DAY);
    scene.consortium.setClock(loaded + 8 * DAY);
    assert.equal(await refusalOf(present(scene)), 'PRESENTATION_TOO_LATE');
    scene.consortium.setClock(loaded + 8 * DAY - 1000);
    await present(scene);
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('may run from another milestone, which tells when it is reached', async () => {
    const [one] = dealOf([{ id: 'one' }, { id: 'two' }]).terms.milestones;
    assert.ok(one);
    const of = { kind: 'milestone', id: one.id } as const;
    const presentWithin = { days: 5, kind: 'calendar', of } as const;
    const two = { id: 'two', review: { ...review, by, presentWithin } };
    const scene = await Scene.secured(dealOf([{ id: 'one' }, two]));
    await scene.perform('one');
    scene.consortium.wait(6 * DAY);
    assert.equal(await refusalOf(scene.present('two')), 'PRESENTATION_TOO_LATE');
  });
});
