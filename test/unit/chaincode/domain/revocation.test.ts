import assert from 'node:assert/strict';
import {
  instantSchema,
  limits,
  participantIdSchema,
  SHARE_WHOLE,
  stateOf,
  type Condition,
  type Exception,
  type OrderId,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { terminate } from './support/ending.js';
import { hold } from './support/payment.js';
import {
  conditional,
  inspect,
  passed,
  revoke,
  sharesOf,
  unreviewed,
} from './support/performance.js';
import { rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const HALF = SHARE_WHOLE / 2;
const line = participantIdSchema.parse('InspectorMSP:line');
const loaded: Condition = { type: 'event', code: 'LOAD', source: line };
const transportDocuments = [fileHash('waybill')];
const shipped = { ...unreviewed, transportDocuments };

async function load(scene: Scene, fields: object = {}): Promise<void> {
  const waybill = { transportDocument: fileHash('waybill'), ...fields };
  await scene.on('only', 'line.maker', 'recordEvent', scene.loadingFields(waybill));
}

/** A share that is due because an inspection passed, and nothing else. */
async function due(): Promise<Scene> {
  const scene = await conditional([passed]);
  await inspect(scene);
  return scene;
}

/** The same with the result taken back. */
async function stopped(): Promise<Scene> {
  const scene = await due();
  await revoke(scene, 'quality.maker', ['inspection', 1]);
  return scene;
}

function restoreAt(scene: Scene, index = 0): number {
  const { revocations = [] } = scene.milestone('only');
  return revocations[index]?.restoreAt ?? 0;
}

async function lapse(scene: Scene): Promise<void> {
  scene.consortium.setClock(restoreAt(scene) + TOLERANCE_MILLIS);
  await scene.advance('only', 'arbitration.maker');
}

function statesOf(scene: Scene): readonly string[] {
  const milestone = scene.milestone('only');
  return milestone.orders.map((order) => stateOf(milestone, order));
}

describe('a result that is revoked', () => {
  it('keeps its number, with when, by whom and why', async () => {
    const scene = await stopped();
    const [inspection] = scene.milestone('only').delivery.inspections;
    assert.equal(inspection?.revoked?.at, scene.consortium.now());
    assert.equal(inspection.revoked.by.user, 'quality.maker');
    assert.equal(inspection.revoked.reason, fileHash('reason'));
  });

  it('cancels the order that rests on it, and the share is held', async () => {
    const scene = await stopped();
    assert.deepEqual(sharesOf(scene.milestone('only')), { held: SHARE_WHOLE });
    assert.deepEqual(statesOf(scene), ['cancelled']);
    assert.equal(scene.order('only').cancelled?.by.user, 'quality.maker');
    assert.equal(await refusalOf(scene.approve('only', 1)), 'ORDER_NOT_DUE');
    const { status, acceptedAt } = scene.milestone('only').delivery;
    assert.deepEqual([status, acceptedAt], ['open', undefined]);
  });

  it('cancels an order that is approved, which the bank instructs no more', async () => {
    const scene = await due();
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(sharesOf(scene.milestone('only')), { held: SHARE_WHOLE });
    assert.equal(await refusalOf(scene.instruct('only')), 'ORDER_NOT_APPROVED');
  });

  it('moves the due date by the time lost and the days to cure', async () => {
    const scene = await due();
    const { dueDate: before } = scene.milestone('only').review;
    scene.consortium.wait(3 * DAY);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    const { dueDate } = scene.milestone('only').review;
    assert.equal(new Date(before).toISOString().slice(0, 10), '2026-04-01');
    assert.equal(dueDate, Date.parse('2026-04-11T00:00:00Z'));
  });

  it('lets the share fall due again by a new order once a new result meets the condition', async () => {
    const scene = await stopped();
    await inspect(scene);
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
    const { revocations, delivery } = scene.milestone('only');
    assert.deepEqual(revocations, []);
    assert.equal(delivery.status, 'accepted');
    assert.notEqual(scene.order('only', 0).id, scene.order('only', 1).id);
    await scene.pay('only', 1);
    assert.deepEqual(sharesOf(scene.milestone('only')), { settled: SHARE_WHOLE });
  });

  it('leaves the share held when the new result is another', async () => {
    const scene = await stopped();
    const deadline = restoreAt(scene);
    await inspect(scene, 'fail');
    assert.deepEqual(scene.milestone('only').revocations, []);
    scene.consortium.setClock(deadline + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('leaves the share held where a later result stands already', async () => {
    const scene = await due();
    await inspect(scene, 'fail');
    assert.deepEqual(statesOf(scene), ['due']);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['cancelled']);
    assert.equal(scene.milestone('only').revocations, undefined);
  });

  it('changes nothing where a later one meets the condition too', async () => {
    const scene = await due();
    await inspect(scene);
    const { dueDate } = scene.milestone('only').review;
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['due']);
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
  });

  it('gives way to the one before it', async () => {
    const scene = await conditional([passed, loaded], shipped);
    await inspect(scene, 'conditional');
    await inspect(scene, 'fail');
    await inspect(scene, 'pass');
    await revoke(scene, 'quality.maker', ['inspection', 3]);
    assert.deepEqual(statesOf(scene), ['cancelled']);
    await revoke(scene, 'quality.maker', ['inspection', 2]);
    assert.deepEqual(statesOf(scene), ['cancelled']);
    const other = await conditional([{ type: 'inspection', outcome: 'conditional' }]);
    await inspect(other, 'conditional');
    await inspect(other, 'fail');
    await revoke(other, 'quality.maker', ['inspection', 2]);
    assert.deepEqual(statesOf(other), ['due']);
  });

  it('changes nothing of what rests on something else as well', async () => {
    const scene = await conditional([{ type: 'any', of: [passed, loaded] }], shipped);
    await inspect(scene);
    await load(scene);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['due']);
    await revoke(scene, 'line.maker', ['event', 1]);
    assert.deepEqual(statesOf(scene), ['cancelled']);
  });

  it('stops every tranche that rests on it, and moves the due date once', async () => {
    const scene = await conditional([passed, { type: 'all', of: [passed, loaded] }], shipped);
    await load(scene);
    await inspect(scene);
    const { dueDate: before } = scene.milestone('only').review;
    const { events = [] } = await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['cancelled', 'cancelled']);
    assert.equal(events.filter(({ type }) => type === 'DueDateMoved').length, 1);
    assert.ok(scene.milestone('only').review.dueDate > before);
    await lapse(scene);
    assert.deepEqual(statesOf(scene), ['cancelled', 'cancelled', 'due', 'due']);
  });

  it('leaves due what was accepted, where acceptance would have done', async () => {
    const { buyer } = textileParties;
    const either: Condition = { type: 'any', of: [passed, { type: 'acceptance', by: buyer }] };
    const scene = await conditional([either], {});
    await scene.present('only', { claimedShare: HALF });
    await inspect(scene);
    assert.deepEqual(sharesOf(scene.milestone('only')), { due: SHARE_WHOLE });
    await scene.accept('only');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
    assert.deepEqual(scene.order('only', 1).ranges, [{ from: 0, until: HALF }]);
    await lapse(scene);
    assert.deepEqual(scene.order('only', 2).ranges, [{ from: HALF, until: SHARE_WHOLE }]);
    assert.deepEqual(scene.milestone('only').revocations, []);
  });

  it('leaves what was paid in advance and what was split alone', async () => {
    const tranches = [tranche('advance', 5_000, 'advance'), tranche('rest', 5_000, passed)];
    const scene = await Scene.secured(dealOf([{ id: 'only', ...unreviewed, tranches }]));
    await inspect(scene, 'fail');
    await terminate(scene, []);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(statesOf(scene), ['due', 'due']);
  });
});

describe('the time after a revocation', () => {
  it('of five business days restores the share by a new order', async () => {
    const scene = await stopped();
    assert.equal(restoreAt(scene), Date.parse('2026-03-10T00:00:00Z'));
    scene.consortium.setClock(restoreAt(scene) + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only', 'arbitration.maker');
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
    assert.equal(scene.order('only', 1).restored, true);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('restores without the bank’s approval where approval is automatic', async () => {
    const scene = await conditional([passed], { ...unreviewed, approval: 'automatic' });
    await inspect(scene);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    await lapse(scene);
    assert.deepEqual(statesOf(scene), ['cancelled', 'approved']);
  });

  it('restores what nothing stops again', async () => {
    const scene = await conditional([{ type: 'all', of: [passed, loaded] }], shipped);
    await load(scene);
    await inspect(scene);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    await lapse(scene);
    await revoke(scene, 'line.maker', ['event', 1]);
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
  });

  it('is over at once when the source reports what it had reported', async () => {
    const scene = await conditional([loaded], shipped);
    await load(scene);
    await revoke(scene, 'line.maker', ['event', 1]);
    await load(scene, { classifier: 'EST' });
    await load(scene, { code: 'DEPA' });
    assert.equal(scene.milestone('only').revocations?.length, 1);
    await load(scene, { location: 'DEHAM' });
    assert.deepEqual(scene.milestone('only').revocations, []);
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
  });

  it('is over at once when whoever attached evidence attaches more of its kind', async () => {
    const { inspectors } = textileParties;
    const from = inspectors[0]?.id ?? line;
    const leaf: Condition = { type: 'evidence', docType: 'report', min: 2, from };
    const scene = await conditional([leaf]);
    for (const _ of [1, 2]) await scene.attach('only', 'report', 'quality.maker');
    await revoke(scene, 'quality.maker', ['evidence', 2]);
    assert.deepEqual(statesOf(scene), ['cancelled']);
    await scene.attach('only', 'report', 'line.maker');
    assert.equal(scene.milestone('only').revocations?.length, 1);
    await scene.attach('only', 'report', 'quality.maker');
    assert.deepEqual(scene.milestone('only').revocations, []);
    assert.deepEqual(statesOf(scene), ['cancelled', 'due']);
  });

  it('does not run for a tranche that waits after what was revoked', async () => {
    const after = (kind: 'event' | 'inspection'): Condition => ({
      type: 'after',
      of: kind === 'event' ? { kind, code: 'LOAD' } : { kind },
      days: 0,
      kind: 'calendar',
    });
    const scene = await conditional([after('event'), after('inspection')], shipped);
    await inspect(scene);
    await load(scene);
    await revoke(scene, 'line.maker', ['event', 1]);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    scene.consortium.wait(DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('keeps the share from the end of the agreement', async () => {
    const scene = await stopped();
    await terminate(scene, []);
    assert.deepEqual(sharesOf(scene.milestone('only')), { held: SHARE_WHOLE });
    await lapse(scene);
    assert.equal(scene.order('only', 1).to, 'payee');
  });

  it('restores nothing that is held no more', async () => {
    const scene = await stopped();
    const position = [{ from: 0, until: SHARE_WHOLE, state: 'disputed' as const }];
    await rewrite(scene, 'only', { position });
    scene.consortium.setClock(restoreAt(scene) + DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });
});

describe('a revocation after the instruction', () => {
  async function instructed(): Promise<Scene> {
    const scene = await conditional([{ type: 'all', of: [passed, loaded] }], shipped);
    await load(scene);
    await inspect(scene);
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    await scene.instruct('only');
    return scene;
  }

  it('moves nothing, and is an exception of the bank for ten business days', async () => {
    const scene = await instructed();
    const { dueDate } = scene.milestone('only').review;
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    const { exceptions = [], review, delivery } = scene.milestone('only');
    assert.deepEqual(sharesOf(scene.milestone('only')), { instructed: SHARE_WHOLE });
    assert.equal(review.dueDate, dueDate);
    assert.equal(delivery.status, 'accepted');
    const [{ opened: _opened, ...exception }] = exceptions as [Exception];
    assert.deepEqual(exception, {
      number: 1,
      kind: 'revoked-after-instruction',
      orderId: scene.order('only').id,
      owner: textileParties.bank,
      deadline: Date.parse('2026-03-17T00:00:00Z'),
    });
  });

  it('is one exception of an order, however much of it is revoked', async () => {
    const scene = await instructed();
    await scene.settle('only');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    await revoke(scene, 'line.maker', ['event', 1]);
    assert.equal(scene.milestone('only').exceptions?.length, 1);
    assert.deepEqual(sharesOf(scene.milestone('only')), { settled: SHARE_WHOLE });
  });

  const max = limits.exceptionsPerMilestone;
  for (const [before, after] of [
    [max - 1, max],
    [max, max],
  ] as const) {
    it(`is recorded beside ${String(before)} others as one of ${String(after)}`, async () => {
      const scene = await instructed();
      const other = { kind: 'revoked-after-instruction', owner: textileParties.bank } as const;
      const { at, txId } = scene.order('only').due;
      const opened = { at, txId, by: { participant: textileParties.bank, user: 'maker' } };
      const exceptions = Array.from({ length: before }, (_, index) => ({
        ...other,
        number: index + 1,
        orderId: `T${String(index)}` as OrderId,
        deadline: instantSchema.parse(0),
        opened,
      }));
      await rewrite(scene, 'only', { exceptions });
      await revoke(scene, 'quality.maker', ['inspection', 1]);
      assert.equal(scene.milestone('only').exceptions?.length, after);
      assert.notEqual(scene.milestone('only').delivery.inspections[0]?.revoked, undefined);
    });
  }
});

describe('a hold on an order that a revocation cancels', () => {
  it('goes with the parts into the order that takes its place', async () => {
    const scene = await due();
    await hold(scene, 'only', 'sanctions');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.notEqual(scene.order('only').hold, undefined);
    await inspect(scene);
    assert.equal(scene.order('only').hold, undefined);
    assert.equal(scene.order('only', 1).hold?.reason, 'sanctions');
    assert.equal(await refusalOf(scene.approve('only', 1, 1)), 'ORDER_HELD');
  });

  it('stays behind where other parts fall due', async () => {
    const tranches = [tranche('first', 5_000, passed), tranche('second', 5_000, loaded)];
    const scene = await Scene.secured(dealOf([{ id: 'only', ...shipped, tranches }]));
    await inspect(scene);
    await hold(scene, 'only', 'sanctions');
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    await load(scene);
    assert.equal(scene.order('only', 1).hold, undefined);
    assert.equal(scene.order('only').hold?.reason, 'sanctions');
  });
});

describe('a milestone that depends on one whose result is revoked', () => {
  async function shippedCase(): Promise<Scene> {
    const scene = await Scene.secured();
    await scene.perform('order');
    await scene.ship();
    assert.equal(scene.milestone('delivery').delivery.status, 'open');
    return scene;
  }

  it('waits again, and opens again with the new result', async () => {
    const scene = await shippedCase();
    const { events = [] } = await revoke(scene, 'quality.maker', ['inspection', 1], 'shipment');
    assert.deepEqual(
      events.map(({ type }) => type),
      [
        'RecordRevoked',
        'OrderCancelled',
        'RevocationOpened',
        'DueDateMoved',
        'MilestoneReopened',
        'DependencyLost',
      ],
    );
    const { status, reached } = scene.milestone('delivery').delivery;
    assert.deepEqual([status, reached], ['waiting', []]);
    await inspect(scene, 'pass', 'shipment');
    assert.equal(scene.milestone('delivery').delivery.status, 'open');
  });

  it('goes on once it was presented', async () => {
    const scene = await shippedCase();
    await scene.present('delivery');
    await revoke(scene, 'quality.maker', ['inspection', 1], 'shipment');
    assert.equal(scene.milestone('delivery').delivery.status, 'presented');
    await scene.accept('delivery');
    assert.deepEqual(sharesOf(scene.milestone('delivery')), { due: SHARE_WHOLE });
  });

  it('keeps what is due of it', async () => {
    const advance = [tranche('advance', 5_000, 'advance'), tranche('rest', 5_000)];
    const sketch = { id: 'second', dependsOn: ['only'], tranches: advance };
    const first = { id: 'only', ...unreviewed, tranches: [tranche('whole', 10_000, passed)] };
    const scene = await Scene.secured(dealOf([first, sketch]));
    await inspect(scene);
    assert.deepEqual(sharesOf(scene.milestone('second')), { due: HALF, held: HALF });
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    assert.deepEqual(sharesOf(scene.milestone('second')), { due: HALF, held: HALF });
    assert.equal(scene.milestone('second').delivery.status, 'open');
  });

  it('that only a condition names stays open, without what it knew', async () => {
    const on = { type: 'milestone', id: 'only', reached: 'accepted' } as Condition;
    const tranches = [tranche('whole', 10_000, { type: 'all', of: [on, loaded] })];
    const first = { id: 'only', ...unreviewed, tranches: [tranche('whole', 10_000, passed)] };
    const scene = await Scene.secured(dealOf([first, { id: 'second', ...shipped, tranches }]));
    await inspect(scene);
    await revoke(scene, 'quality.maker', ['inspection', 1]);
    const { status, reached } = scene.milestone('second').delivery;
    assert.deepEqual([status, reached], ['open', []]);
  });
});

describe('evidence of the exporter', () => {
  it('may be taken back as long as no presentation names it, and is presented no more', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.attach('only');
    await revoke(scene, 'textiles.maker', ['evidence', 1]);
    const present = scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [1] });
    assert.equal(await refusalOf(present), 'EVIDENCE_REVOKED');
  });

  it('may be taken back after a refusal', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    await scene.refuse('only');
    await revoke(scene, 'textiles.maker', ['evidence', 1]);
    assert.notEqual(scene.milestone('only').delivery.evidence[0]?.revoked, undefined);
  });

  it('carries no event once it was taken back', async () => {
    const scene = await Scene.secured();
    await scene.attach('shipment', 'bill-of-lading');
    const fields = scene.loadingFields();
    await revoke(scene, 'textiles.maker', ['evidence', 1], 'shipment');
    const report = scene.on('shipment', 'line.maker', 'recordEvent', fields);
    assert.equal(await refusalOf(report), 'TRANSPORT_DOCUMENT_UNKNOWN');
  });

  it('keeps its place when it was taken back', async () => {
    const scene = await Scene.secured();
    for (let count = 0; count < limits.evidenceOfOther; count += 1) {
      await scene.attach('shipment', 'photo', 'quality.maker');
      scene.consortium.wait(60_000);
    }
    await revoke(scene, 'quality.maker', ['evidence', 1], 'shipment');
    const more = scene.attach('shipment', 'photo', 'quality.maker');
    assert.equal(await refusalOf(more), 'EVIDENCE_TOO_MANY');
  });
});
