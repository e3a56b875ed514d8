import assert from 'node:assert/strict';
import { DomainError, measure, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { instantSchema, milestoneIdSchema, participantIdSchema } from '@tranche/chaincode/domain';
import type { Condition, Leaf } from '@tranche/chaincode/domain';
import { LOADING_PLACE, textileParties } from '../../../../scripts/case/textile-deal.js';
import { administratorOf, castParticipants, userOf } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf, type CommandFields } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf, fileHash, tranche, type MilestoneSketch } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import { Scene } from './support/scene.js';

const { exporter, buyer } = textileParties;
const quality = participantIdSchema.parse('InspectorMSP:quality');
const line = participantIdSchema.parse('InspectorMSP:line');
const ferry = participantIdSchema.parse('InspectorMSP:ferry');
const TOLERANCE_MILLIS = 180_000;

const unreviewed: Pick<MilestoneSketch, 'review'> = {
  review: { by: 'none', businessDays: 5, silence: 'accepted', maxPresentations: 3, cureDays: 5 },
};

/** A secured agreement of one milestone that a condition alone releases. */
function under(
  condition: Condition,
  sketch: Partial<MilestoneSketch> = unreviewed,
): Promise<Scene> {
  const tranches = [tranche('whole', 10_000, condition)];
  return Scene.secured(dealOf([{ id: 'only', ...sketch, tranches }]));
}

function isDue(scene: Scene): boolean {
  return measure(scene.milestone('only').position).due === SHARE_WHOLE;
}

async function inspect(scene: Scene, outcome: string): Promise<void> {
  await scene.on('only', 'quality.maker', 'recordInspection', inspectionFields(outcome));
}

async function report(scene: Scene, fields: CommandFields = {}): Promise<void> {
  await scene.on('only', 'line.maker', 'recordEvent', scene.loadingFields(fields));
}

describe('evidence of another than the exporter', () => {
  const leaf: Leaf = { type: 'evidence', docType: 'certificate', min: 2, from: quality };

  it('counts when it is attached, in the number that is asked for', async () => {
    const scene = await under(leaf);
    await scene.attach('only', 'certificate', 'quality.maker');
    assert.equal(isDue(scene), false);
    await scene.attach('only', 'certificate', 'quality.maker');
    assert.equal(isDue(scene), true);
  });

  it('counts for its type and its attacher alone', async () => {
    const scene = await under(leaf);
    await scene.attach('only', 'certificate', 'quality.maker');
    await scene.attach('only', 'report', 'quality.maker');
    await scene.attach('only', 'certificate', 'line.maker');
    await scene.attach('only', 'certificate', 'textiles.maker');
    assert.equal(isDue(scene), false);
  });
});

describe('evidence of the exporter', () => {
  const leaf: Leaf = { type: 'evidence', docType: 'order-confirmation', min: 1, from: exporter };
  const condition: Condition = { type: 'all', of: [leaf, { type: 'acceptance', by: buyer }] };

  it('counts when a presentation that names it is accepted', async () => {
    const scene = await under(condition, {});
    const named = await scene.attach('only');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [named] });
    assert.equal(isDue(scene), false);
    await scene.accept('only');
    assert.equal(isDue(scene), true);
  });

  it('counts not when it was only attached', async () => {
    const scene = await under(condition, {});
    await scene.attach('only');
    const other = await scene.attach('only', 'photo');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [other] });
    await scene.accept('only');
    assert.equal(isDue(scene), false);
  });

  it('counts not when the presentation that names it was refused', async () => {
    const scene = await under(condition, {});
    await scene.present('only');
    await scene.refuse('only');
    const other = await scene.attach('only', 'photo');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [other] });
    await scene.accept('only');
    assert.equal(isDue(scene), false);
  });
});

describe('an inspection', () => {
  const pass: Leaf = { type: 'inspection', outcome: 'pass' };
  const conditional: Leaf = { type: 'inspection', outcome: 'conditional' };
  const rows: readonly (readonly [leaf: Leaf, outcomes: readonly string[], met: boolean])[] = [
    [pass, ['pass'], true],
    [pass, ['conditional'], false],
    [pass, ['fail'], false],
    [pass, ['fail', 'pass'], true],
    [conditional, ['conditional'], true],
    [conditional, ['pass'], true],
    [conditional, ['fail'], false],
  ];
  for (const [leaf, outcomes, met] of rows) {
    const asked = leaf.type === 'inspection' ? leaf.outcome : '';
    it(`that ends ${outcomes.join(', then ')} is ${met ? '' : 'not '}a ${asked}`, async () => {
      const scene = await under(leaf);
      for (const outcome of outcomes) await inspect(scene, outcome);
      assert.equal(isDue(scene), met);
    });
  }

  it('counts by its latest result', async () => {
    const scene = await under({ type: 'all', of: [pass, { type: 'acceptance', by: buyer }] }, {});
    await inspect(scene, 'pass');
    await inspect(scene, 'fail');
    await scene.perform('only');
    assert.equal(isDue(scene), false);
    await inspect(scene, 'pass');
    assert.equal(isDue(scene), true);
  });

  for (const [millis, met] of [
    [1000, true],
    [999, false],
  ] as const) {
    it(`${met ? 'counts' : 'counts not'} ${String(millis)} ms before its latest date`, async () => {
      const notAfter = instantSchema.parse(MONDAY + 20 * DAY);
      const scene = await under({ ...pass, notAfter });
      scene.consortium.setClock(notAfter - millis);
      await inspect(scene, 'pass');
      assert.equal(isDue(scene), met);
    });
  }
});

describe('an event', () => {
  const leaf: Leaf = { type: 'event', code: 'LOAD', location: LOADING_PLACE, source: line };
  const wrong: readonly (readonly [rule: string, fields: CommandFields])[] = [
    ['is only expected', { classifier: 'EST' }],
    ['is only planned', { classifier: 'PLN' }],
    ['has another code', { code: 'DISC' }],
    ['happened in another place', { location: 'NLRTM' }],
  ];

  async function loading(condition: Condition): Promise<Scene> {
    const scene = await under(condition);
    await scene.attach('only', 'bill-of-lading');
    return scene;
  }

  it('counts when it is actual, of the code, in the place, by the source', async () => {
    const scene = await loading(leaf);
    await report(scene);
    assert.equal(isDue(scene), true);
  });

  for (const [rule, fields] of wrong) {
    it(`counts not when it ${rule}`, async () => {
      const scene = await loading(leaf);
      await report(scene, fields);
      assert.equal(isDue(scene), false);
      await report(scene);
      assert.equal(isDue(scene), true);
    });
  }

  it('counts in any place where none is asked for', async () => {
    const scene = await loading({ type: 'event', code: 'LOAD', source: line });
    await report(scene, { location: 'NLRTM' });
    assert.equal(isDue(scene), true);
  });

  it('counts not by another source than the condition names', async () => {
    const parties = { ...textileParties, sources: [line, ferry] };
    const sketch = { id: 'only', ...unreviewed, tranches: [tranche('whole', 10_000, leaf)] };
    const consortium = await MemoryConsortium.found();
    const [first] = castParticipants;
    const fields = { localId: 'ferry', lei: first?.lei, name: 'Ferry', roles: ['carrier'] };
    await consortium.submitAs(administratorOf('InspectorMSP'), 'registerParticipant', fields);
    const checker = { ...userOf('line.checker'), participant: ferry };
    const scene = await Scene.securedOn(consortium, dealOf([sketch], { parties }), [checker]);
    await scene.attach('only', 'bill-of-lading');
    const actor = { ...userOf('line.maker'), participant: ferry };
    const on = { agreementId: scene.agreementId, milestoneId: 'only' };
    await consortium.submitAs(actor, 'recordEvent', { ...on, ...scene.loadingFields() });
    assert.equal(scene.milestone('only').delivery.events.length, 1);
    assert.equal(isDue(scene), false);
  });

  it('counts by when it happened, not by when it was reported', async () => {
    const notAfter = instantSchema.parse(MONDAY + 20 * DAY);
    const scene = await loading({ ...leaf, notAfter });
    scene.consortium.setClock(notAfter + DAY);
    await report(scene, { eventTime: notAfter + 1 });
    assert.equal(isDue(scene), false);
    await report(scene, { eventTime: notAfter });
    assert.equal(isDue(scene), true);
  });

  it('may name a transport document of the terms', async () => {
    const transportDocuments = [fileHash('sea waybill')];
    const scene = await under(leaf, { ...unreviewed, transportDocuments });
    await report(scene, { transportDocument: fileHash('sea waybill') });
    assert.equal(isDue(scene), true);
  });
});

describe('an acceptance', () => {
  it('counts from the first part that was accepted, for that part', async () => {
    const scene = await under({ type: 'acceptance', by: buyer }, {});
    await scene.present('only', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('only');
    assert.equal(measure(scene.milestone('only').position).due, SHARE_WHOLE / 2);
  });

  it('bounds nothing where the condition is met without it', async () => {
    const either: Condition = {
      type: 'any',
      of: [
        { type: 'acceptance', by: buyer },
        { type: 'inspection', outcome: 'pass' },
      ],
    };
    const scene = await under(either, {});
    await inspect(scene, 'pass');
    assert.equal(isDue(scene), true);
  });
});

describe('a date', () => {
  it('is met at its instant and the tolerance, when someone advances', async () => {
    const notBefore = instantSchema.parse(MONDAY + 40 * DAY);
    const condition: Condition = {
      type: 'all',
      of: [
        { type: 'date', notBefore },
        { type: 'inspection', outcome: 'pass' },
      ],
    };
    const scene = await under(condition);
    await inspect(scene, 'pass');
    scene.consortium.setClock(notBefore + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    scene.consortium.setClock(notBefore + TOLERANCE_MILLIS - 1000);
    await scene.advance('only');
    assert.equal(isDue(scene), true);
  });

  it('at the end of time keeps nobody from using the milestone', async () => {
    const never = instantSchema.parse(8_640_000_000_000_000);
    const condition: Condition = {
      type: 'any',
      of: [
        {
          type: 'all',
          of: [
            { type: 'date', notBefore: never },
            { type: 'acceptance', by: buyer },
          ],
        },
      ],
    };
    const scene = await under(condition, {});
    await scene.perform('only');
    assert.equal(isDue(scene), false);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });
});

describe('a period after', () => {
  const id = milestoneIdSchema.parse('only');

  async function advanceAt(scene: Scene, instant: number): Promise<string | undefined> {
    scene.consortium.setClock(instant + TOLERANCE_MILLIS - 1000);
    try {
      await scene.advance('only');
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  it('an inspection runs from the latest result that did not fail', async () => {
    const scene = await under({
      type: 'after',
      of: { kind: 'inspection' },
      days: 10,
      kind: 'calendar',
    });
    await inspect(scene, 'pass');
    const first = scene.consortium.now();
    scene.consortium.wait(DAY);
    await inspect(scene, 'fail');
    assert.equal(await advanceAt(scene, first + 10 * DAY), 'NOTHING_DUE');
    await inspect(scene, 'conditional');
    const last = scene.consortium.now();
    assert.equal(await advanceAt(scene, last + 10 * DAY), undefined);
    assert.equal(isDue(scene), true);
  });

  it('an inspection does not run before there is one', async () => {
    const scene = await under({
      type: 'after',
      of: { kind: 'inspection' },
      days: 0,
      kind: 'calendar',
    });
    assert.equal(await advanceAt(scene, MONDAY + 30 * DAY), 'NOTHING_DUE');
  });

  it('an event runs from the first actual one, in business days', async () => {
    const of = { kind: 'event', code: 'LOAD' } as const;
    const scene = await under({ type: 'after', of, days: 2, kind: 'business' });
    await scene.attach('only', 'bill-of-lading');
    await report(scene, { classifier: 'EST' });
    const first = scene.consortium.now();
    scene.consortium.wait(2 * DAY);
    await report(scene, { eventTime: scene.consortium.now() });
    await report(scene, { eventTime: first });
    await report(scene, { code: 'DISC', eventTime: first - 1 });
    const end = Date.parse('2026-03-05T00:00:00Z');
    assert.equal(await advanceAt(scene, end - 1), 'NOTHING_DUE');
    assert.equal(await advanceAt(scene, end), undefined);
  });

  it('its own milestone runs from the acceptance of the whole', async () => {
    const waiting: Leaf = {
      type: 'after',
      of: { kind: 'milestone', id },
      days: 90,
      kind: 'calendar',
    };
    const scene = await under(waiting, {});
    await scene.present('only', { claimedShare: SHARE_WHOLE / 2 });
    await scene.accept('only');
    assert.equal(await advanceAt(scene, MONDAY + 20 * DAY), 'NOTHING_DUE');
    await scene.perform('only');
    const accepted = scene.milestone('only').delivery.acceptedAt ?? 0;
    assert.equal(await advanceAt(scene, accepted + 90 * DAY - 1), 'NOTHING_DUE');
    assert.equal(await advanceAt(scene, accepted + 90 * DAY), undefined);
    assert.equal(isDue(scene), true);
  });
});

describe('an instrument', () => {
  const leaf: Leaf = { type: 'instrument', instrument: 'performance-guarantee', inForce: true };
  const record = (scene: Scene, fields: CommandFields = {}): Promise<unknown> =>
    scene.on('only', 'trade-bank.maker', 'recordInstrument', {
      instrument: 'performance-guarantee',
      reference: fileHash('guarantee'),
      expiry: MONDAY + 100 * DAY,
      ...fields,
    });

  it('counts when it is recorded', async () => {
    const scene = await under(leaf);
    await record(scene);
    assert.equal(isDue(scene), true);
  });

  it('counts for its type alone', async () => {
    const scene = await under(leaf);
    await record(scene, { instrument: 'retention-guarantee' });
    assert.equal(isDue(scene), false);
  });

  for (const [millis, met] of [
    [1000, true],
    [999, false],
  ] as const) {
    it(`${met ? 'is' : 'is no more'} in force ${String(millis)} ms before it expires`, async () => {
      const condition: Condition = {
        type: 'all',
        of: [leaf, { type: 'inspection', outcome: 'pass' }],
      };
      const scene = await under(condition);
      const expiry = MONDAY + 20 * DAY;
      await record(scene, { expiry });
      scene.consortium.setClock(expiry - millis);
      await inspect(scene, 'pass');
      assert.equal(isDue(scene), met);
    });
  }
});
