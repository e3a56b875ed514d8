import assert from 'node:assert/strict';
import { SHARE_WHOLE, stateOf, type Condition } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { terminate } from './support/ending.js';
import {
  conditional,
  inspect,
  line,
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

const TOLERANCE_MILLIS = 180_000;
const HALF = SHARE_WHOLE / 2;

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

  it('lets the share fall due by a new order once a new result meets the condition', async () => {
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
    await scene.attach('only', 'report', 'quality.maker');
    await scene.attach('only', 'report', 'quality.maker');
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
