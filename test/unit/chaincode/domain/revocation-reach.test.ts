import assert from 'node:assert/strict';
import {
  instantSchema,
  limits,
  SHARE_WHOLE,
  type Condition,
  type Exception,
  type OrderId,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { dealOf, tranche } from './support/deal.js';
import {
  conditional,
  inspect,
  load,
  loaded,
  passed,
  revoke,
  sharesOf,
  shipped,
  unreviewed,
} from './support/performance.js';
import { rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

const HALF = SHARE_WHOLE / 2;

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
  it('may be taken back while no presentation names it, and is presented no more', async () => {
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
