import assert from 'node:assert/strict';
import {
  instantSchema,
  nextActionsOf,
  plus,
  type Condition,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, keys } from '@tranche/chaincode/ledger';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, DAY } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import {
  asAlternate,
  conditional,
  inspect,
  passed,
  second,
  sharesOf,
  unreviewed,
  withAlternate,
} from './support/performance.js';
import { declareOutage } from './support/governance.js';
import type { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;

async function request(scene: Scene): Promise<number> {
  await scene.on('only', 'textiles.maker', 'requestInspection');
  return scene.milestone('only').delivery.inspectionRequest?.deadline ?? 0;
}

function recordAsAlternate(scene: Scene, outcome = 'pass'): Promise<unknown> {
  return asAlternate(scene, 'recordInspection', inspectionFields(outcome));
}

/** Who is to inspect now, until when. */
function inspectors(scene: Scene): readonly (readonly [string, number | undefined])[] {
  const bytes = scene.consortium.ledger.values.get(keys.terms(scene.agreementId, 1));
  const actions = nextActionsOf({
    agreement: scene.agreement(),
    terms: decode<TermsRecord>(bytes ?? new Uint8Array()),
    milestones: [scene.milestone('only')],
    moment: { at: scene.consortium.now(), outages: [] },
  });
  return actions
    .filter(({ command }) => command === 'recordInspection')
    .map(({ participant, deadline }) => [participant, deadline] as const);
}

describe('the inspector’s clock', () => {
  it('starts with a request and runs five business days', async () => {
    const scene = await conditional([passed]);
    assert.equal(await request(scene), Date.parse('2026-03-10T00:00:00Z'));
  });

  it('runs as many business days as the terms say', async () => {
    const scene = await conditional([passed], { ...unreviewed, inspectionBusinessDays: 1 });
    assert.equal(await request(scene), Date.parse('2026-03-04T00:00:00Z'));
  });

  it('starts too where a tranche waits after an inspection', async () => {
    const after: Condition = {
      type: 'after',
      of: { kind: 'inspection' },
      days: 10,
      kind: 'calendar',
    };
    const scene = await conditional([after]);
    assert.notEqual(await request(scene), 0);
  });

  it('ends with a result, which moves nothing when it is in time', async () => {
    const scene = await conditional([passed]);
    const { dueDate } = scene.milestone('only').review;
    scene.consortium.setClock((await request(scene)) - 1000);
    await inspect(scene, 'fail');
    assert.equal(scene.milestone('only').delivery.inspectionRequest, undefined);
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
    await request(scene);
  });

  it('moves the due date by the time that a result is late', async () => {
    const scene = await conditional([passed]);
    const { dueDate } = scene.milestone('only').review;
    scene.consortium.setClock((await request(scene)) + 3 * DAY - 1000);
    await inspect(scene, 'fail');
    assert.equal(scene.milestone('only').review.dueDate, dueDate + 3 * DAY);
  });

  it('runs longer by an outage that its deadline falls in', async () => {
    const scene = await conditional([passed]);
    const { dueDate } = scene.milestone('only').review;
    const deadline = instantSchema.parse(await request(scene));
    await declareOutage(scene.consortium, { from: deadline, until: plus(deadline, 2 * DAY) });
    scene.consortium.setClock(deadline + DAY);
    await inspect(scene, 'fail');
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
  });

  it('lets the exporter present as long as the due date stands still', async () => {
    const both: Condition = { type: 'all', of: [accepted, passed] };
    const scene = await conditional([both], { graceDays: 0 });
    const { dueDate } = scene.milestone('only').review;
    await request(scene);
    scene.consortium.setClock(dueDate + 30 * DAY);
    await scene.present('only');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });
});

describe('an alternate inspector', () => {
  it('records nothing before the exporter asked for an inspection', async () => {
    const scene = await withAlternate();
    scene.consortium.wait(30 * DAY);
    assert.equal(await refusalOf(recordAsAlternate(scene)), 'ALTERNATE_TOO_EARLY');
  });

  it('records once the inspector is late, and not before', async () => {
    const scene = await withAlternate();
    const deadline = await request(scene);
    scene.consortium.setClock(deadline + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(recordAsAlternate(scene)), 'ALTERNATE_TOO_EARLY');
    await recordAsAlternate(scene);
    assert.notEqual(sharesOf(scene.milestone('only')).due, undefined);
  });

  it('records nothing more once the late inspector did', async () => {
    const scene = await withAlternate();
    scene.consortium.setClock((await request(scene)) + DAY);
    await inspect(scene, 'fail');
    assert.equal(await refusalOf(recordAsAlternate(scene)), 'ALTERNATE_TOO_EARLY');
  });

  it('replaces its own result that it revoked, and that alone', async () => {
    const scene = await withAlternate();
    scene.consortium.setClock((await request(scene)) + DAY);
    await recordAsAlternate(scene, 'fail');
    assert.equal(await refusalOf(recordAsAlternate(scene)), 'ALTERNATE_TOO_EARLY');
    const { findings: reason } = inspectionFields();
    await asAlternate(scene, 'revokeRecord', { what: 'inspection', number: 1, reason });
    await recordAsAlternate(scene);
    assert.notEqual(sharesOf(scene.milestone('only')).due, undefined);
  });

  it('is asked when the inspector is late, who is asked until then', async () => {
    const scene = await withAlternate();
    assert.deepEqual(inspectors(scene), [['InspectorMSP:quality', undefined]]);
    const deadline = await request(scene);
    assert.deepEqual(inspectors(scene), [['InspectorMSP:quality', deadline]]);
    scene.consortium.setClock(deadline + TOLERANCE_MILLIS);
    assert.deepEqual(inspectors(scene), [[second, deadline]]);
  });

  it('is none where the late inspector is asked on', async () => {
    const scene = await conditional([passed]);
    const deadline = await request(scene);
    scene.consortium.setClock(deadline + DAY);
    assert.deepEqual(inspectors(scene), [['InspectorMSP:quality', deadline]]);
  });
});
