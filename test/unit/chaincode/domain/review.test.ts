import assert from 'node:assert/strict';
import { measure, SHARE_BASIS_POINT, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { caseDeal, DAY, dealOf, type MilestoneSketch } from './support/deal.js';
import { discrepancy } from './support/fields.js';
import { Scene } from './support/scene.js';

const review = {
  by: textileParties.buyer,
  businessDays: 5,
  silence: 'accepted',
  maxPresentations: 20,
  cureDays: 5,
} as const;
const why = { discrepancies: [discrepancy()] };
const half = SHARE_WHOLE / 2;

async function presented(change: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only', review, ...change }]));
  await scene.present('only');
  return scene;
}

describe('a presentation', () => {
  it('claims all that is left, and starts the clock on the next business day', async () => {
    const scene = await presented();
    const first = scene.presentation('only');
    assert.equal(first.number, 1);
    assert.equal(first.claimedShare, SHARE_WHOLE);
    assert.equal(first.deadline, Date.parse('2026-03-10T00:00:00Z'));
    assert.equal(first.by.user, 'textiles.maker');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('has a hash of what is presented', async () => {
    const scene = await presented();
    const { agreementId } = scene;
    const { number, evidence, claimedShare, hash } = scene.presentation('only');
    const content = { agreementId, milestoneId: 'only', number, evidence, claimedShare };
    assert.equal(hash, hashOf(content));
  });

  it('may claim a part that is no basis point when it says so', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', review }]));
    await scene.present('only', { claimedShare: half + 1, exact: true });
    assert.equal(scene.presentation('only').claimedShare, half + 1);
  });

  it('may claim the rest of a part that is no basis point', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', review }]));
    await scene.present('only', { claimedShare: half + 1, exact: true });
    await scene.accept('only');
    await scene.present('only');
    assert.equal(scene.presentation('only', 1).claimedShare, half - 1);
  });

  it('is possible up to the end of the grace', async () => {
    const { terms } = caseDeal();
    const { dueDate = 0, graceDays = 0 } = terms.milestones[0] ?? {};
    const scene = await Scene.secured();
    const number = await scene.attach('order');
    scene.consortium.setClock(dueDate + graceDays * DAY - 1000);
    await scene.on('order', 'textiles.maker', 'presentMilestone', { evidence: [number] });
    assert.equal(scene.milestone('order').delivery.status, 'presented');
  });

  it('needs no particular evidence where the terms ask for none', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', evidence: 'none' }]));
    const number = await scene.attach('only', 'photo');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [number] });
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });
});

describe('accepting a presentation', () => {
  it('whole makes its tranche due and the milestone accepted', async () => {
    const scene = await presented();
    await scene.accept('only');
    const { delivery, review: record, position } = scene.milestone('only');
    assert.equal(delivery.status, 'accepted');
    assert.equal(record.acceptedShare, SHARE_WHOLE);
    assert.equal(measure(position).due, SHARE_WHOLE);
    assert.deepEqual(record.presentations[0]?.outcome?.deemed, false);
  });

  it('in part makes only that part due, the lowest first', async () => {
    const scene = await presented();
    await scene.accept('only', { acceptedShare: 6000 * SHARE_BASIS_POINT, ...why });
    const { delivery, orders, position } = scene.milestone('only');
    assert.equal(delivery.status, 'open');
    assert.equal(delivery.acceptedAt, undefined);
    assert.deepEqual(orders[0]?.ranges, [{ from: 0, until: 6000 * SHARE_BASIS_POINT }]);
    assert.equal(measure(position).held, 4000 * SHARE_BASIS_POINT);
    await scene.present('only');
    await scene.accept('only');
    const second = scene.milestone('only').orders[1];
    assert.deepEqual(second?.ranges, [{ from: 6000 * SHARE_BASIS_POINT, until: SHARE_WHOLE }]);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('in a part that is no basis point needs the word exact', async () => {
    const scene = await presented();
    await scene.accept('only', { acceptedShare: 1, exact: true, ...why });
    assert.equal(measure(scene.milestone('only').position).due, 1);
  });

  it('whole is possible after the deadline, until silence has accepted it', async () => {
    const scene = await presented();
    scene.consortium.wait(30 * DAY);
    await scene.accept('only');
    assert.equal(scene.presentation('only').outcome?.deemed, false);
  });

  it('in part is possible up to the deadline', async () => {
    const scene = await presented();
    scene.consortium.setClock(scene.presentation('only').deadline - 1000);
    await scene.accept('only', { acceptedShare: half, ...why });
    assert.equal(scene.milestone('only').review.acceptedShare, half);
  });
});

describe('refusing a presentation', () => {
  it('keeps the reasons, and what happens to the documents', async () => {
    const scene = await presented();
    await scene.refuse('only', { documents: 'held' });
    const { delivery, review: record, position } = scene.milestone('only');
    assert.equal(delivery.status, 'refused');
    assert.equal(record.acceptedShare, 0);
    const { documents, discrepancies } = scene.presentation('only').outcome ?? {};
    assert.equal(documents, 'held');
    assert.deepEqual(discrepancies, [discrepancy()]);
    assert.equal(measure(position).held, SHARE_WHOLE);
  });

  it('keeps only the hash of the reasons once something is presented anew', async () => {
    const scene = await presented();
    await scene.refuse('only');
    await scene.present('only');
    const { discrepancies, discrepanciesHash, documents } =
      scene.presentation('only').outcome ?? {};
    assert.equal(discrepancies, undefined);
    assert.equal(discrepanciesHash, hashOf([discrepancy()]));
    assert.equal(documents, 'returned');
  });

  it('leaves room for twenty presentations of fifty reasons each', async () => {
    const scene = await presented();
    const about = 'a'.repeat(64);
    const code = 'A'.repeat(40);
    const reasons = Array.from({ length: 50 }, () => ({ ...discrepancy(code), about }));
    for (let count = 1; count < 20; count += 1) {
      scene.consortium.wait(60_000);
      await scene.refuse('only', { discrepancies: reasons });
      await scene.present('only');
    }
    await scene.accept('only');
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('early leaves the due date where it is', async () => {
    const scene = await presented();
    await scene.refuse('only');
    const { dueDate, cured } = scene.milestone('only').review;
    assert.equal(dueDate, MONDAY + 30 * DAY);
    assert.equal(cured, false);
  });

  it('late moves the due date by the days of cure, once', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', review }]));
    scene.consortium.setClock(Date.parse('2026-03-30T09:00:00Z'));
    await scene.present('only');
    await scene.refuse('only');
    const moved = Date.parse('2026-04-07T00:00:00Z');
    assert.equal(scene.milestone('only').review.dueDate, moved);
    assert.equal(scene.milestone('only').review.cured, true);
    scene.consortium.setClock(Date.parse('2026-04-06T09:00:00Z'));
    await scene.present('only');
    await scene.refuse('only');
    assert.equal(scene.milestone('only').review.dueDate, moved);
  });

  it('so late that the due date has passed still lets the exporter present again', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', review, graceDays: 0 }]));
    scene.consortium.setClock(Date.parse('2026-04-01T08:00:00Z'));
    await scene.present('only');
    scene.consortium.setClock(Date.parse('2026-04-07T09:00:00Z'));
    await scene.refuse('only');
    scene.consortium.setClock(Date.parse('2026-04-14T09:00:00Z'));
    await scene.present('only');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('is impossible for whoever accepted', async () => {
    const scene = await presented();
    await scene.accept('only');
    assert.equal(await refusalOf(scene.refuse('only')), 'PRESENTATION_NOT_UNDER_REVIEW');
  });
});

describe('the reviewer', () => {
  for (const [who, label] of [
    ['InspectorMSP:quality', 'quality.checker'],
    ['BankMSP:trade-bank', 'trade-bank.checker'],
  ] as const) {
    it(`may be ${who}, and then is nobody else`, async () => {
      const by = who as typeof textileParties.bank;
      const condition = { type: 'acceptance', by } as const;
      const tranches = [
        { ...dealOf([{ id: 'only' }]).terms.milestones[0]?.tranches[0], condition },
      ] as MilestoneSketch['tranches'] & object;
      const scene = await presented({ review: { ...review, by }, tranches });
      assert.equal(await refusalOf(scene.accept('only')), 'PARTY_NOT_PERMITTED');
      const fields = { ...scene.presentationFields('only'), discrepancies: [] };
      await scene.on('only', label, 'acceptPresentation', fields);
      assert.equal(scene.milestone('only').delivery.status, 'accepted');
    });
  }
});
