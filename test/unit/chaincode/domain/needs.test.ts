import assert from 'node:assert/strict';
import {
  nextActionsOf,
  SHARE_WHOLE,
  type NextAction,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, keys } from '@tranche/chaincode/ledger';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, DAY, tranche } from './support/deal.js';
import {
  blockedScene,
  inspect,
  NEED,
  NEED_BY,
  needyScene,
  onNeed,
  passed,
  sharesOf,
} from './support/performance.js';
import type { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const QUARTER = SHARE_WHOLE / 4;

function dueDate(scene: Scene): number {
  return scene.milestone('only').review.dueDate;
}

function block(scene: Scene): Readonly<Record<string, unknown>> {
  return { ...scene.milestone('only').delivery.blocks?.[0] };
}

function actionsOf(scene: Scene): readonly NextAction[] {
  const bytes = scene.consortium.ledger.values.get(keys.terms(scene.agreementId, 1));
  return nextActionsOf({
    agreement: scene.agreement(),
    terms: decode<TermsRecord>(bytes ?? new Uint8Array()),
    milestones: [scene.milestone('only')],
    moment: { at: scene.consortium.now(), outages: [] },
  });
}

describe('what the buyer owes the exporter’s performance', () => {
  it('moves the due date by the time that the exporter was blocked', async () => {
    const scene = await blockedScene();
    const before = dueDate(scene);
    scene.consortium.wait(7 * DAY - 1000);
    await onNeed(scene, 'textiles.maker', 'confirmSupplied');
    assert.equal(dueDate(scene), before + 7 * DAY);
    assert.equal((block(scene)['confirmed'] as { deemed: boolean }).deemed, false);
  });

  it('lets the exporter present as long as it is missing, and shows until when', async () => {
    const scene = await blockedScene({ graceDays: 0 });
    const before = dueDate(scene);
    scene.consortium.setClock(before + 40 * DAY);
    const [present] = actionsOf(scene);
    assert.equal(present?.command, 'presentMilestone');
    assert.ok((present.deadline ?? 0) > before + 40 * DAY);
    await scene.present('only');
    await scene.accept('only');
    assert.deepEqual(sharesOf(scene.milestone('only')), { due: SHARE_WHOLE });
    const supply = onNeed(scene, 'retail.maker', 'reportSupplied');
    assert.equal(await refusalOf(supply), 'NEED_NOT_REPORTED');
  });

  it('is there by the exporter’s silence of three business days', async () => {
    const scene = await blockedScene();
    const before = dueDate(scene);
    const { at } = scene.milestone('only').delivery.blocks?.[0]?.reported ?? { at: 0 };
    await onNeed(scene, 'retail.maker', 'reportSupplied');
    const { deadline } = block(scene)['supplied'] as { deadline: number };
    assert.equal(deadline, Date.parse('2026-03-12T00:00:00Z'));
    scene.consortium.setClock(deadline + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only', 'retail.checker');
    assert.equal((block(scene)['confirmed'] as { deemed: boolean }).deemed, true);
    assert.equal(dueDate(scene), before + scene.consortium.now() - at);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('is missing on when the exporter reports it again, since the first report', async () => {
    const scene = await blockedScene();
    const { reported } = block(scene);
    await onNeed(scene, 'retail.maker', 'reportSupplied');
    await onNeed(scene, 'textiles.maker', 'reportBlocked');
    assert.deepEqual(block(scene), { need: NEED, reported });
    scene.consortium.wait(30 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('may be missing again after it was there', async () => {
    const scene = await blockedScene();
    await onNeed(scene, 'textiles.maker', 'confirmSupplied');
    await onNeed(scene, 'textiles.maker', 'reportBlocked');
    const { at } = block(scene)['reported'] as { at: number };
    assert.equal(at, scene.consortium.now());
    assert.equal(scene.milestone('only').delivery.blocks?.length, 1);
  });

  it('lets the due date stand still once, whatever is missing at the same time', async () => {
    const tranches = [tranche('whole', 10_000, { type: 'all', of: [accepted, passed] })];
    const needs = [NEED, 'access'].map((id) => ({ id, what: id, by: NEED_BY }));
    const scene = await needyScene({ tranches, needs });
    const before = dueDate(scene);
    await onNeed(scene, 'textiles.maker', 'reportBlocked');
    const since = scene.consortium.now();
    await scene.on('only', 'textiles.maker', 'requestInspection');
    await onNeed(scene, 'textiles.maker', 'reportBlocked', 'access');
    scene.consortium.wait(20 * DAY);
    await inspect(scene);
    assert.equal(dueDate(scene), before + scene.consortium.now() - since);
    scene.consortium.wait(2 * DAY);
    await onNeed(scene, 'textiles.maker', 'confirmSupplied', 'access');
    assert.equal(dueDate(scene), before + scene.consortium.now() - since);
    await onNeed(scene, 'textiles.maker', 'confirmSupplied');
    assert.equal(dueDate(scene), before + scene.consortium.now() - since);
  });

  it('is for the buyer to supply, then for the exporter to confirm', async () => {
    const scene = await blockedScene();
    const ofNeed = (): readonly NextAction[] =>
      actionsOf(scene).filter(({ need }) => need !== undefined);
    const { exporter, buyer } = scene.deal.terms.parties;
    const { id: milestoneId } = scene.milestone('only');
    assert.deepEqual(ofNeed(), [
      { participant: buyer, command: 'reportSupplied', milestoneId, need: NEED },
    ]);
    await onNeed(scene, 'retail.maker', 'reportSupplied');
    const { deadline, at: since } = block(scene)['supplied'] as { deadline: number; at: number };
    const named = { milestoneId, need: NEED, deadline, since };
    assert.deepEqual(ofNeed(), [{ participant: exporter, command: 'confirmSupplied', ...named }]);
    await onNeed(scene, 'textiles.maker', 'confirmSupplied');
    assert.deepEqual(ofNeed(), []);
  });
});

describe('a milestone that was blocked too long', () => {
  async function ended(change: Parameters<typeof blockedScene>[0] = {}): Promise<Scene> {
    const scene = await blockedScene(change);
    scene.consortium.wait(20 * DAY + TOLERANCE_MILLIS - 1000);
    await onNeed(scene, 'textiles.checker', 'endBlocked');
    return scene;
  }

  it('ends at the agreed split, the lowest parts to the payee', async () => {
    const scene = await ended();
    const { orders, delivery } = scene.milestone('only');
    assert.equal(delivery.status, 'ended');
    assert.deepEqual(
      orders.map(({ to, ranges }) => [to, ranges]),
      [
        ['payee', [{ from: 0, until: QUARTER }]],
        ['buyer', [{ from: QUARTER, until: SHARE_WHOLE }]],
      ],
    );
    for (const index of [0, 1]) await scene.pay('only', index);
    await scene.send('textiles.maker', 'closeAgreement');
  });

  it('may end with everything back to the buyer', async () => {
    const scene = await ended({ blocked: { maxDays: 20, payeeBps: 0 } });
    assert.deepEqual(
      scene.milestone('only').orders.map(({ to }) => to),
      ['buyer'],
    );
  });

  it('takes no more presentations, and nobody is asked for one', async () => {
    const scene = await ended();
    assert.equal(await refusalOf(scene.present('only')), 'MILESTONE_NOT_OPEN');
    const commands = actionsOf(scene).map(({ command }) => command);
    assert.deepEqual(commands, ['approveOrder', 'approveOrder']);
  });

  it('ends a day too early for nobody', async () => {
    const scene = await blockedScene();
    scene.consortium.wait(20 * DAY + TOLERANCE_MILLIS - 1001);
    assert.equal(
      await refusalOf(onNeed(scene, 'textiles.checker', 'endBlocked')),
      'BLOCK_TOO_SHORT',
    );
  });
});
