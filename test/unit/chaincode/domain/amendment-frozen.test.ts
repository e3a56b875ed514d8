import assert from 'node:assert/strict';
import {
  measure,
  participantIdSchema,
  SHARE_WHOLE,
  type Condition,
} from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { amended, amountIn, type Change } from '../../../support/amended-deal.js';
import { amend, concludeWith, fileAmended, open, outcomeOf, propose } from './support/amendment.js';
import { accepted, DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { expire } from './support/review.js';
import { rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

const line = participantIdSchema.parse('InspectorMSP:line');
const others = ['quality.checker', 'line.checker'];
const HALF = SHARE_WHOLE / 2;
const halves = [tranche('one', 5_000), tranche('two', 5_000)];
const later: Condition = { type: 'all', of: [accepted, { type: 'date', notBefore: day(100) }] };

function day(count: number): never {
  return (MONDAY + count * DAY) as never;
}

/** Two tranches: one due with the acceptance, one that waits for a date then. */
async function twoTranches(): Promise<Scene> {
  const tranches = [tranche('one', 5_000), tranche('two', 5_000, later)];
  return Scene.secured(dealOf([{ id: 'only', tranches }], { longStop: day(300) }));
}

const movedStates = ['disputed', 'due', 'approved', 'instructed', 'settled'] as const;

describe('a milestone of which a part has moved', () => {
  for (const state of movedStates) {
    it(`keeps price and boundaries while a part is ${state}`, async () => {
      const scene = await Scene.secured(dealOf([{ id: 'only', tranches: halves }]));
      const to = state === 'disputed' ? {} : { to: 'payee' as const };
      const position = [
        { from: 0, until: HALF, state, ...to },
        { from: HALF, until: SHARE_WHOLE, state: 'held' as const },
      ];
      await rewrite(scene, 'only', { position });
      const changes: readonly Change[] = [
        { amounts: { only: amountIn(scene.deal, 'only') + 1n }, revalued: ['only'] },
        { lowered: [{ milestoneId: 'only', share: HALF }] },
        { milestones: { only: { tranches: [tranche('one', 4_000), tranche('two', 6_000)] } } },
        { milestones: { only: { tranches: [tranche('one', 5_000, later), ...halves.slice(1)] } } },
      ];
      for (const change of changes) {
        const refused = propose(scene, amended(scene.deal, change));
        assert.equal(await refusalOf(refused), 'MILESTONE_FROZEN');
      }
      const unused = { only: { tranches: [...halves.slice(0, 1), tranche('two', 5_000, later)] } };
      await propose(scene, amended(scene.deal, { milestones: unused }));
    });
  }

  it('may lapse of what nobody secured, and still be amended', async () => {
    const scene = await Scene.active();
    await amend(scene, { lowered: [{ milestoneId: 'order', share: HALF }] });
    const { position } = scene.milestone('order');
    assert.deepEqual([measure(position).lapsed, measure(position).unsecured], [HALF, HALF]);
  });

  it('keeps a condition that the buyer waived', async () => {
    const scene = await Scene.secured(
      dealOf([{ id: 'only', tranches: [tranche('one', 10_000, later)] }]),
    );
    await scene.on('only', 'retail.checker', 'waiveCondition', { tranche: 'one', leaf: 1 });
    const tranches = [tranche('one', 10_000)];
    const refused = propose(scene, amended(scene.deal, { milestones: { only: { tranches } } }));
    assert.equal(await refusalOf(refused), 'MILESTONE_FROZEN');
    await amend(scene, { milestones: { only: { dueDate: day(40) } } });
    await scene.present('only');
    await scene.accept('only');
    assert.equal(scene.milestone('only').orders.length, 1);
  });

  it('is not amended in lateness by a waiver of it', async () => {
    const scene = await Scene.secured();
    await scene.on('order', 'retail.checker', 'waiveLateness', { until: day(60) });
    await amend(scene, { milestones: { order: { tranches: [tranche('all', 10_000)] } } });
    assert.equal(scene.milestone('order').slice.definition.tranches[0]?.id, 'all');
  });

  it('keeps what a revocation holds back', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    await scene.ship();
    const reason = fileHash('reason');
    const revoked = { what: 'inspection', number: 1, reason };
    await scene.on('shipment', 'quality.maker', 'revokeRecord', revoked);
    assert.equal(measure(scene.milestone('shipment').position).held, SHARE_WHOLE);
    const tranches = [tranche('whole', 10_000, { type: 'inspection', outcome: 'pass' })];
    const refused = propose(scene, amended(scene.deal, { milestones: { shipment: { tranches } } }));
    assert.equal(await refusalOf(refused), 'MILESTONE_FROZEN');
  });

  it('takes another nominal share when the total changes', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    await amend(scene, { amounts: { extra: 1_500_000n } });
    const { shareBps } = scene.milestone('order').slice.definition;
    assert.ok(shareBps < 3_000);
  });
});

describe('an amendment whose share has moved', () => {
  it('ends overtaken, and nothing changes', async () => {
    const scene = await Scene.secured();
    await open(scene, { milestones: { order: { dueDate: day(40) } } });
    await scene.perform('order');
    const before = scene.milestone('order');
    await concludeWith(scene);
    assert.equal(outcomeOf(scene)?.as, 'overtaken');
    assert.equal(scene.agreement().termsVersion, 1);
    assert.deepEqual(scene.milestone('order'), before);
  });

  it('ends overtaken when something is claimed of it', async () => {
    const scene = await Scene.secured();
    await open(scene, { lowered: [{ milestoneId: 'order', share: HALF }] });
    await scene.present('order');
    await concludeWith(scene);
    assert.equal(outcomeOf(scene)?.as, 'overtaken');
  });

  it('comes into force when only what it does not touch has moved', async () => {
    const scene = await Scene.secured();
    await open(scene, { milestones: { delivery: { dueDate: day(95) } } });
    await scene.perform('order');
    await concludeWith(scene);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
    assert.equal(scene.order('order').termsVersion, 1);
  });
});

describe('what is under review when the terms change', () => {
  async function amendedUnderReview(): Promise<Scene> {
    const scene = await twoTranches();
    await scene.present('only');
    const tranches = [tranche('one', 5_000), tranche('two', 5_000)];
    await amend(scene, { milestones: { only: { tranches, dueDate: day(45) } } });
    return scene;
  }

  it('keeps the terms that it was presented under until it is decided', async () => {
    const scene = await amendedUnderReview();
    const { slice, amended: waiting, termsVersion, review } = scene.milestone('only');
    assert.deepEqual(slice.definition.tranches[1]?.condition, later);
    assert.deepEqual(waiting?.tranches[1]?.condition, accepted);
    assert.deepEqual([termsVersion, review.dueDate], [2, scene.deal.terms.milestones[0]?.dueDate]);
  });

  it('falls due by them first, and the rest by the new terms', async () => {
    const scene = await amendedUnderReview();
    await scene.accept('only');
    const { amended: waiting, slice, orders, review } = scene.milestone('only');
    assert.equal(waiting, undefined);
    assert.deepEqual(slice.definition.tranches[1]?.condition, accepted);
    assert.deepEqual(
      orders.map(({ tranche: id }) => id),
      ['one', 'two'],
    );
    assert.equal(review.dueDate, day(45));
  });

  it('leaves what is presented after a refusal to the new terms', async () => {
    const scene = await amendedUnderReview();
    await scene.refuse('only');
    assert.equal(scene.milestone('only').amended, undefined);
    await scene.present('only');
    await scene.accept('only');
    assert.equal(scene.milestone('only').orders.length, 2);
  });

  it('waits under the latest terms when they change twice', async () => {
    const scene = await twoTranches();
    await scene.present('only');
    const first = await amend(scene, { milestones: { only: { dueDate: day(45) } } });
    const second = amended(first, { milestones: { only: { dueDate: day(50) } } });
    await propose(scene, second, 3);
    await fileAmended(scene, second, 3);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker'], 3);
    assert.equal(scene.milestone('only').amended?.dueDate, day(50));
    await scene.accept('only');
    assert.equal(scene.milestone('only').review.dueDate, day(50));
  });

  it('keeps its price', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    const amounts = { order: amountIn(scene.deal, 'order') + 1n };
    const refused = propose(scene, amended(scene.deal, { amounts, revalued: ['order'] }));
    assert.equal(await refusalOf(refused), 'MILESTONE_FROZEN');
  });
});

describe('a new due date', () => {
  it('reopens a milestone that expired', async () => {
    const scene = await Scene.secured();
    await expire(scene, 'order');
    const until = { longStop: day(300), openUntil: day(90) };
    await amend(scene, { terms: until, milestones: { order: { dueDate: day(80) } } });
    const { delivery } = scene.milestone('order');
    assert.deepEqual([delivery.status, delivery.expiry], ['open', undefined]);
    await scene.perform('order');
    assert.equal(scene.milestone('order').delivery.status, 'accepted');
  });

  it('reopens one that was refused before it expired', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    await scene.refuse('order');
    await expire(scene, 'order');
    const until = { longStop: day(300), openUntil: day(90) };
    await amend(scene, { terms: until, milestones: { order: { dueDate: day(80) } } });
    assert.equal(scene.milestone('order').delivery.status, 'refused');
  });

  it('counts from now on what had made the former stand still', async () => {
    const needs = [{ id: 'drawings', what: 'Drawings of the labels', by: day(1) }];
    const scene = await Scene.secured(dealOf([{ id: 'only', needs }], { longStop: day(300) }));
    scene.consortium.setClock(day(2));
    await scene.on('only', 'textiles.maker', 'reportBlocked', { need: 'drawings' });
    scene.consortium.wait(5 * DAY);
    await amend(scene, { milestones: { only: { dueDate: day(60) } } });
    const at = scene.consortium.now();
    scene.consortium.wait(3 * DAY);
    await scene.on('only', 'textiles.maker', 'confirmSupplied', { need: 'drawings' });
    const { dueDate } = scene.milestone('only').review;
    const stood = scene.consortium.now() - at;
    assert.equal(dueDate - stood, MONDAY + 60 * DAY);
  });

  it('leaves the past ones of others alone', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    scene.consortium.setClock(day(40));
    const until = { longStop: day(300), openUntil: day(60) };
    await amend(scene, { terms: until, milestones: { delivery: { dueDate: day(95) } } });
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });
});

describe('what new terms ask for no more', () => {
  const needs = [
    { id: 'drawings', what: 'Drawings of the labels', by: day(1) },
    { id: 'access', what: 'Access to the port', by: day(1) },
  ];

  it('is a need that was reported and that they do not name', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', needs }], { longStop: day(300) }));
    scene.consortium.setClock(day(2));
    for (const { id: need } of needs) {
      await scene.on('only', 'textiles.maker', 'reportBlocked', { need });
    }
    await amend(scene, { milestones: { only: { needs: needs.slice(1) } } });
    const { blocks } = scene.milestone('only').delivery;
    assert.deepEqual(
      blocks?.map(({ need }) => need),
      ['access'],
    );
  });

  it('is every need where they name none', async () => {
    const sketch = dealOf([{ id: 'only', needs }], { longStop: day(300) });
    const scene = await Scene.secured(sketch);
    scene.consortium.setClock(day(2));
    await scene.on('only', 'textiles.maker', 'reportBlocked', { need: 'access' });
    const { terms } = amended(scene.deal);
    const milestones = terms.milestones.map(({ needs: _needs, ...each }) => each);
    await amend(scene, { terms: { milestones } });
    assert.deepEqual(scene.milestone('only').delivery.blocks, []);
  });

  for (const kept of [true, false]) {
    it(`is an inspection that they ask for ${kept ? 'still: not' : 'no more'}`, async () => {
      const scene = await Scene.secured();
      await scene.perform('order');
      await scene.on('shipment', 'textiles.maker', 'requestInspection', {});
      const change = kept
        ? { dueDate: day(61) }
        : { tranches: [tranche('whole', 10_000, { type: 'event', code: 'LOAD', source: line })] };
      const { terms } = amended(scene.deal, { milestones: { shipment: change } });
      await amend(scene, { terms: { milestones: terms.milestones } }, others);
      const { inspectionRequest } = scene.milestone('shipment').delivery;
      assert.equal(inspectionRequest !== undefined, kept);
    });
  }
});
