import assert from 'node:assert/strict';
import { instantSchema, measure, SHARE_WHOLE, type Condition } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf, type SubmitAnswer } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf, fileHash, tranche, type MilestoneSketch } from './support/deal.js';
import { declareOutage } from './support/governance.js';
import {
  replaceEvidence,
  resumeReview,
  suspendReview,
  TOLERANCE_MILLIS,
} from './support/review.js';
import { Scene } from './support/scene.js';

const { exporter, buyer } = textileParties;
const hash = fileHash('legible copy');
const at = (date: string): number => Date.parse(date);

/** Presented on Monday 2 March with evidence 1 and 2; reviewed until the end of Monday 9 March. */
async function presented(change: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only', ...change }]));
  await scene.attach('only');
  await scene.attach('only');
  await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [1, 2] });
  return scene;
}

async function suspended(evidence: readonly number[] = [1, 2]): Promise<Scene> {
  const scene = await presented();
  await suspendReview(scene, 'only', evidence);
  return scene;
}

function replace(scene: Scene, replaces: number): Promise<SubmitAnswer> {
  const copy = fileHash(`copy ${String(replaces)}`);
  return replaceEvidence(scene, 'only', { replaces, hash: copy });
}

describe('a review that is suspended', () => {
  it('keeps reason, evidence and its end after ten business days', async () => {
    const scene = await presented();
    await suspendReview(scene, 'only', [2], { reason: 'not-received' });
    const { suspension } = scene.presentation('only');
    assert.equal(suspension?.reason, 'not-received');
    assert.deepEqual(suspension.missing, [2]);
    assert.equal(suspension.deadline, at('2026-03-17T00:00:00Z'));
    assert.equal(suspension.by.user, 'retail.checker');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('accepts nothing by silence', async () => {
    const scene = await suspended();
    scene.consortium.setClock(at('2026-03-16T09:00:00Z'));
    await scene.advance('only');
    assert.equal(scene.milestone('only').delivery.status, 'presented');
  });

  it('can be ended by the acceptance of all that was claimed', async () => {
    const scene = await suspended();
    await scene.accept('only');
    assert.equal(measure(scene.milestone('only').position).due, SHARE_WHOLE);
  });

  it('goes on with the business days that were left, from the day that it goes on', async () => {
    const scene = await presented();
    scene.consortium.setClock(at('2026-03-05T09:00:00Z'));
    await suspendReview(scene, 'only', [1]);
    scene.consortium.setClock(at('2026-03-13T09:00:00Z'));
    await resumeReview(scene, 'only');
    const { deadline, suspension } = scene.presentation('only');
    assert.equal(deadline, at('2026-03-18T00:00:00Z'));
    assert.equal(suspension?.resumedAt, scene.consortium.now());
    scene.consortium.setClock(deadline + TOLERANCE_MILLIS);
    await scene.advance('only');
    assert.equal(scene.presentation('only').outcome?.deemed, true);
  });

  it('goes on with the days that an outage added', async () => {
    const scene = await presented();
    const from = instantSchema.parse(at('2026-03-09T12:00:00Z'));
    const until = instantSchema.parse(at('2026-03-11T12:00:00Z'));
    await declareOutage(scene.consortium, { from, until });
    scene.consortium.setClock(at('2026-03-09T13:00:00Z'));
    await suspendReview(scene, 'only', [1]);
    await resumeReview(scene, 'only');
    assert.equal(scene.presentation('only').deadline, at('2026-03-12T00:00:00Z'));
  });

  it('on the last day goes on to the end of the day on which it goes on', async () => {
    const scene = await presented();
    scene.consortium.setClock(at('2026-03-09T20:00:00Z'));
    await suspendReview(scene, 'only', [1]);
    scene.consortium.setClock(at('2026-03-11T09:00:00Z'));
    await resumeReview(scene, 'only');
    assert.equal(scene.presentation('only').deadline, at('2026-03-12T00:00:00Z'));
  });

  it('can be refused once it goes on', async () => {
    const scene = await suspended();
    await resumeReview(scene, 'only');
    await scene.refuse('only');
    assert.equal(scene.milestone('only').delivery.status, 'refused');
  });

  it('keeps nothing of the suspension once something is presented anew', async () => {
    const scene = await suspended();
    await resumeReview(scene, 'only');
    await scene.refuse('only');
    await scene.present('only');
    assert.equal(scene.presentation('only').suspension, undefined);
    await suspendReview(scene, 'only', [3]);
    assert.deepEqual(scene.presentation('only', 1).suspension?.missing, [3]);
  });
});

describe('evidence that was missing', () => {
  it('is replaced in its place, and what is presented has a new hash', async () => {
    const scene = await suspended();
    const before = scene.presentation('only');
    await replace(scene, 1);
    const { evidence, suspension, number, claimedShare, hash: after } = scene.presentation('only');
    assert.deepEqual(evidence, [3, 2]);
    assert.deepEqual(suspension?.missing, [2]);
    assert.equal(suspension.resumedAt, undefined);
    const content = { agreementId: scene.agreementId, milestoneId: 'only', number };
    assert.equal(after, hashOf({ ...content, evidence, claimedShare }));
    assert.notEqual(after, before.hash);
    assert.equal(scene.milestone('only').delivery.evidence[2]?.replaces, 1);
    const stale = scene.accept('only', { hash: before.hash });
    assert.equal(await refusalOf(stale), 'PRESENTATION_HASH_MISMATCH');
  });

  it('lets the review go on in the transaction that replaces the last of it', async () => {
    const scene = await suspended();
    scene.consortium.setClock(at('2026-03-04T09:00:00Z'));
    await replace(scene, 1);
    const { events } = await replace(scene, 2);
    assert.deepEqual(
      events?.map(({ type }) => type),
      ['EvidenceAttached', 'EvidenceReplaced', 'ReviewResumed'],
    );
    const { deadline, suspension } = scene.presentation('only');
    assert.equal(deadline, at('2026-03-12T00:00:00Z'));
    assert.equal(suspension?.resumedAt, scene.consortium.now());
    await scene.accept('only');
  });

  it('may be the same file again', async () => {
    const scene = await suspended([1]);
    const [first] = scene.milestone('only').delivery.evidence;
    await replaceEvidence(scene, 'only', { replaces: 1, hash: String(first?.hash) });
    assert.deepEqual(scene.presentation('only').evidence, [3, 2]);
  });

  it('may be the same file again after it was replaced before', async () => {
    const scene = await suspended([1]);
    const [first] = scene.milestone('only').delivery.evidence;
    const same = String(first?.hash);
    await replaceEvidence(scene, 'only', { replaces: 1, hash: same });
    await scene.refuse('only');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [3] });
    await suspendReview(scene, 'only', [3]);
    await replaceEvidence(scene, 'only', { replaces: 3, hash: same });
    assert.deepEqual(scene.presentation('only', 1).evidence, [4]);
  });

  it('takes the slot of what it replaces', async () => {
    const scene = await suspended([1]);
    for (let count = 2; count < 32; count += 1) {
      scene.consortium.wait(60_000);
      await scene.attach('only', 'photo');
    }
    await replace(scene, 1);
    assert.equal(scene.milestone('only').delivery.evidence.length, 33);
  });

  it('is replaced up to the end of the suspension', async () => {
    const scene = await suspended([1]);
    const { suspension } = scene.presentation('only');
    scene.consortium.setClock((suspension?.deadline ?? 0) - 1000);
    await replaceEvidence(scene, 'only', { replaces: 1, hash });
    assert.deepEqual(scene.presentation('only').evidence, [3, 2]);
  });

  it('counts once with what replaced it, though another presentation named it', async () => {
    const papers: Condition = { type: 'evidence', docType: 'paper', min: 2, from: exporter };
    const accepted: Condition = { type: 'acceptance', by: buyer };
    const condition: Condition = { type: 'all', of: [papers, accepted] };
    const tranches = [tranche('whole', 10_000, condition)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
    const half = { evidence: [await scene.attach('only', 'paper')], claimedShare: SHARE_WHOLE / 2 };
    await scene.on('only', 'textiles.maker', 'presentMilestone', half);
    await scene.accept('only');
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [1] });
    await suspendReview(scene, 'only', [1]);
    await replaceEvidence(scene, 'only', { replaces: 1, hash, docType: 'paper' });
    await scene.accept('only');
    assert.equal(measure(scene.milestone('only').position).held, SHARE_WHOLE);
  });
});

describe('evidence that stays missing', () => {
  it('refuses the presentation after ten business days and the tolerance', async () => {
    const scene = await suspended();
    await replace(scene, 1);
    const { deadline = 0 } = scene.presentation('only').suspension ?? {};
    scene.consortium.setClock(deadline + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only');
    const { result, deemed, discrepancies, discrepanciesHash } =
      scene.presentation('only').outcome ?? {};
    assert.deepEqual([result, deemed], ['refused', true]);
    assert.deepEqual(discrepancies, [{ code: 'EVIDENCE_UNREADABLE', about: '2' }]);
    assert.equal(discrepanciesHash, hashOf(discrepancies));
    assert.equal(scene.milestone('only').delivery.status, 'refused');
    assert.equal(scene.milestone('only').review.cured, false);
  });

  it('moves the due date as a late refusal does, once', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    scene.consortium.setClock(at('2026-03-30T09:00:00Z'));
    await scene.present('only');
    await suspendReview(scene, 'only', [1]);
    scene.consortium.setClock(at('2026-04-14T09:00:00Z'));
    await scene.advance('only');
    const { dueDate, cured } = scene.milestone('only').review;
    assert.deepEqual([dueDate, cured], [at('2026-04-22T00:00:00Z'), true]);
    await scene.present('only');
    await suspendReview(scene, 'only', [2]);
    scene.consortium.setClock(at('2026-04-29T09:00:00Z'));
    await scene.advance('only');
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
  });

  it('leaves the review to its reviewer until somebody advances', async () => {
    const scene = await suspended();
    scene.consortium.setClock(MONDAY + 20 * DAY);
    await resumeReview(scene, 'only');
    assert.equal(scene.presentation('only').outcome, undefined);
  });
});
