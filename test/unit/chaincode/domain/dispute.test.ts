import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE, type Condition } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, DAY, fileHash, tranche } from './support/deal.js';
import { discrepancy } from './support/fields.js';
import {
  add,
  advanceTo,
  arbitrated,
  disputable,
  disputed,
  disputeIn,
  open,
  PERCENT,
  refused,
  TOLERANCE,
  withdraw,
} from './support/dispute.js';
import { blockedScene, line, loaded, passed, sharesOf, shipped } from './support/performance.js';
import { expire, reduce } from './support/review.js';
import type { Scene } from './support/scene.js';

const HALF = SHARE_WHOLE / 2;
const why = { discrepancies: [discrepancy()] };
const { exporter } = textileParties;

function shares(scene: Scene): Readonly<Record<string, number>> {
  return sharesOf(scene.milestone('only'));
}

describe('a dispute after a refusal', () => {
  it('takes the highest of what was refused, by either side', async () => {
    for (const label of ['textiles.maker', 'retail.maker']) {
      const scene = await refused();
      await open(scene, { share: 30 * PERCENT }, label);
      const { position } = scene.milestone('only');
      const [held, part] = position;
      assert.deepEqual([held?.state, part?.state], ['held', 'disputed']);
      assert.equal(part?.from, 70 * PERCENT);
      const { status, grounds, stakes, defaultPayeeBps } = disputeIn(scene);
      assert.deepEqual([status, grounds, defaultPayeeBps], ['negotiating', 'refusal', 5_000]);
      assert.equal(stakes[0]?.side, label === 'retail.maker' ? 'buyer' : 'exporter');
    }
  });

  it('takes no more than was refused, by both sides together', async () => {
    const scene = await disputable();
    await scene.present('only', { claimedShare: 40 * PERCENT });
    await scene.accept('only', { acceptedShare: 10 * PERCENT, ...why });
    await open(scene, { share: 20 * PERCENT });
    await open(scene, {}, 'retail.maker');
    assert.equal(disputeIn(scene, 2).stakes[0]?.share, 10 * PERCENT);
    assert.deepEqual(shares(scene), {
      due: 10 * PERCENT,
      held: 60 * PERCENT,
      disputed: 30 * PERCENT,
    });
  });

  it('leaves alone what needs no acceptance', async () => {
    const either: Condition = { type: 'any', of: [accepted, passed] };
    const tranches = [
      tranche('paid', 2_000, 'advance'),
      tranche('taken', 3_000),
      tranche('seen', 4_000, either),
      tranche('checked', 1_000, passed),
    ];
    const scene = await refused({ tranches });
    await open(scene);
    const { ranges } = disputeIn(scene);
    assert.deepEqual(ranges, [{ from: 20 * PERCENT, until: 50 * PERCENT }]);
  });

  it('is the exporter’s alone where somebody else reviews, or time refused', async () => {
    const by = textileParties.bank;
    const review = {
      businessDays: 5,
      silence: 'accepted',
      maxPresentations: 3,
      cureDays: 5,
    } as const;
    const scene = await disputable({
      review: { ...review, by },
      tranches: [tranche('whole', 10_000, { type: 'acceptance', by })],
    });
    await scene.present('only');
    const answer = { ...scene.presentationFields('only'), ...why, documents: 'held' };
    await scene.on('only', 'trade-bank.checker', 'refusePresentation', answer);
    assert.equal(await refusalOf(open(scene, {}, 'retail.maker')), 'DISPUTE_GROUNDS_MISSING');
    await open(scene);
  });

  it('is opened once by each side for each presentation', async () => {
    const scene = await refused();
    await open(scene, { share: HALF });
    assert.equal(await refusalOf(open(scene)), 'DISPUTE_ALREADY_OPENED');
    await withdraw(scene);
    assert.equal(await refusalOf(open(scene)), 'DISPUTE_ALREADY_OPENED');
    await scene.present('only');
    await scene.refuse('only');
    await open(scene);
    assert.equal(disputeIn(scene, 2).status, 'negotiating');
  });
});

describe('a dispute of an expired milestone', () => {
  it('is the exporter’s, of all that is held, until it goes back', async () => {
    const scene = await disputable();
    await expire(scene, 'only');
    const buyers = open(scene, { grounds: 'expiry' }, 'retail.maker');
    assert.equal(await refusalOf(buyers), 'DISPUTE_GROUNDS_MISSING');
    const { givenBackAfter } = scene.milestone('only').delivery.expiry ?? { givenBackAfter: 0 };
    scene.consortium.setClock(givenBackAfter - 1000);
    await open(scene, { grounds: 'expiry' });
    assert.deepEqual(shares(scene), { disputed: SHARE_WHOLE });
    scene.consortium.setClock(givenBackAfter + 30 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });

  it('keeps its lateness waivable while it lasts', async () => {
    const scene = await disputable();
    await expire(scene, 'only');
    await open(scene, { grounds: 'expiry' });
    const until = scene.consortium.now() + 30 * DAY;
    await scene.on('only', 'retail.checker', 'waiveLateness', { until });
    await withdraw(scene);
    await scene.perform('only');
    assert.deepEqual(shares(scene), { due: SHARE_WHOLE });
  });
});

describe('a dispute of a blocked milestone', () => {
  it('is the exporter’s once the buyer is late for longer than stated', async () => {
    const scene = await blockedScene();
    const buyers = open(scene, { grounds: 'block' }, 'retail.maker');
    assert.equal(await refusalOf(buyers), 'DISPUTE_GROUNDS_MISSING');
    assert.equal(await refusalOf(open(scene, { grounds: 'block' })), 'BLOCK_TOO_SHORT');
    scene.consortium.wait(21 * DAY);
    await open(scene, { grounds: 'block', share: HALF });
    assert.deepEqual(shares(scene), { held: HALF, disputed: HALF });
  });

  it('needs no more time where none is stated, and names the longest report', async () => {
    const needs = ['drawings', 'access'].map((id) => ({ id, what: id, by: 1 as never }));
    const scene = await disputable({ needs });
    for (const need of ['access', 'drawings']) {
      await scene.on('only', 'textiles.maker', 'reportBlocked', { need });
    }
    scene.consortium.wait(TOLERANCE);
    await open(scene, { grounds: 'block' });
    assert.match(disputeIn(scene).stakes[0]?.subject ?? '', /^block access /);
  });
});

describe('a dispute of an inspector’s silence', () => {
  const tranches = [
    tranche('paid', 1_000, 'advance'),
    tranche('checked', 5_000, passed),
    tranche('loaded', 4_000, loaded),
  ];

  it('is either side’s ten business days later, in the arbiter’s hands at once', async () => {
    for (const label of ['textiles.maker', 'retail.maker']) {
      const scene = await disputable({ ...shipped, tranches });
      await scene.on('only', 'textiles.maker', 'requestInspection');
      const { deadline } = scene.milestone('only').delivery.inspectionRequest ?? { deadline: 0 };
      scene.consortium.setClock(deadline + 13 * DAY);
      const early = open(scene, { grounds: 'silence' }, label);
      assert.equal(await refusalOf(early), 'DISPUTE_TOO_EARLY');
      scene.consortium.setClock(deadline + 14 * DAY + TOLERANCE);
      await open(scene, { grounds: 'silence' }, label);
      const { status, decideBy, ranges } = disputeIn(scene);
      assert.equal(status, 'decision');
      assert.ok(decideBy !== undefined && decideBy > scene.consortium.now() + 20 * DAY);
      assert.deepEqual(ranges, [{ from: 10 * PERCENT, until: 60 * PERCENT }]);
    }
  });
});

describe('a dispute of false evidence', () => {
  const later: Condition = { type: 'date', notBefore: Date.parse('2026-06-01') as never };
  const both = (other: Condition): Condition => ({ type: 'all', of: [other, later] });
  const proof: Condition = { type: 'evidence', docType: 'proof', min: 1, from: exporter };
  const tranches = [
    tranche('paid', 500, 'advance'),
    tranche('taken', 2_500, both(accepted)),
    tranche('proved', 3_000, { type: 'all', of: [proof, accepted, later] }),
    tranche('loaded', 4_000, both(loaded)),
  ];

  async function proved(): Promise<Scene> {
    const scene = await disputable({ tranches });
    const evidence = [await scene.attach('only', 'proof')];
    await scene.on('only', 'textiles.maker', 'presentMilestone', { evidence });
    return scene;
  }

  const falsify = (scene: Scene, evidence: readonly number[], fields = {}) =>
    open(scene, { grounds: 'false-evidence', evidence, ...fields }, 'retail.maker');

  it('takes what rests on it once it is accepted, and is released by default', async () => {
    const scene = await proved();
    assert.equal(await refusalOf(falsify(scene, [1])), 'SHARE_NOT_HELD');
    await scene.accept('only', { acceptedShare: 20 * PERCENT, ...why });
    await falsify(scene, [1]);
    const { status, ranges, decideBy } = disputeIn(scene);
    assert.equal(status, 'decision');
    assert.deepEqual(ranges, [
      { from: 5 * PERCENT, until: 20 * PERCENT },
      { from: 30 * PERCENT, until: 60 * PERCENT },
    ]);
    await advanceTo(scene, decideBy);
    assert.equal(scene.order('only', 1).to, 'payee');
    assert.equal(disputeIn(scene).ended?.how, 'default');
    assert.equal(scene.milestone('only').review.acceptedShare, HALF);
  });

  it('takes what an event rests on that names it, until it is revoked', async () => {
    const scene = await proved();
    const [item] = scene.milestone('only').delivery.evidence;
    const event = scene.loadingFields({ transportDocument: item?.hash });
    await scene.on('only', 'line.maker', 'recordEvent', event);
    await scene.refuse('only');
    await falsify(scene, [1]);
    assert.deepEqual(disputeIn(scene).ranges, [{ from: 60 * PERCENT, until: SHARE_WHOLE }]);
    const again = await proved();
    await again.refuse('only');
    const revocation = { what: 'evidence', number: 1, reason: fileHash('reason') };
    await again.on('only', 'textiles.maker', 'revokeRecord', revocation);
    assert.equal(await refusalOf(falsify(again, [1])), 'SHARE_NOT_HELD');
  });

  it('takes a tranche that asks an inspector or a source for it, and no advance', async () => {
    const certificate: Condition = { type: 'evidence', docType: 'waybill', min: 1, from: line };
    const parts = [
      tranche('paid', 500, 'advance'),
      tranche('carried', 4_500, both(certificate)),
      tranche('taken', 5_000),
    ];
    const scene = await disputable({ tranches: parts });
    await scene.attach('only', 'waybill', 'line.maker');
    await falsify(scene, [1], { share: 10 * PERCENT });
    assert.deepEqual(disputeIn(scene).ranges, [{ from: 40 * PERCENT, until: HALF }]);
  });

  it('is the buyer’s, and once for a milestone', async () => {
    const scene = await proved();
    await scene.accept('only');
    const exporters = open(scene, { grounds: 'false-evidence', evidence: [1] });
    assert.equal(await refusalOf(exporters), 'DISPUTE_GROUNDS_MISSING');
    await falsify(scene, [1], { share: PERCENT });
    assert.equal(await refusalOf(falsify(scene, [1])), 'DISPUTE_ALREADY_OPENED');
    assert.equal(await refusalOf(add(scene)), 'DISPUTE_GROUNDS_MISSING');
  });
});

describe('what a side adds to a dispute', () => {
  it('is disputed with the rest, under another hash, and ends the open offers', async () => {
    const scene = await refused();
    await open(scene, { share: 20 * PERCENT });
    const { hash } = disputeIn(scene);
    await add(scene, { share: 30 * PERCENT });
    await add(scene, { share: 10 * PERCENT }, 'textiles.maker');
    const dispute = disputeIn(scene);
    assert.deepEqual(
      dispute.stakes.map(({ side, share }) => [side, share / PERCENT]),
      [
        ['exporter', 20],
        ['buyer', 30],
        ['exporter', 10],
      ],
    );
    assert.deepEqual(dispute.ranges, [{ from: 40 * PERCENT, until: SHARE_WHOLE }]);
    assert.notEqual(dispute.hash, hash);
    assert.equal(dispute.offers, undefined);
    assert.equal(await refusalOf(add(scene)), 'DISPUTE_NOT_EXTENDABLE');
  });
});

describe('what is disputed', () => {
  it('is not claimed, reduced, given back, nor split by anything else', async () => {
    const scene = await refused();
    await open(scene, { share: HALF });
    const more = { claimedShare: HALF + PERCENT };
    assert.equal(await refusalOf(scene.present('only', more)), 'SHARE_NOT_HELD');
    assert.equal(await refusalOf(reduce(scene, 'only', HALF + PERCENT)), 'SHARE_NOT_HELD');
    const release = { share: HALF + PERCENT };
    const given = scene.on('only', 'textiles.checker', 'releaseSecurity', release);
    assert.equal(await refusalOf(given), 'SHARE_NOT_HELD');
    await scene.perform('only');
    assert.deepEqual(shares(scene), { due: HALF, disputed: HALF });
  });

  it('stays where it is at the long-stop date and when its security expires', async () => {
    const scene = await refused({}, { parties: arbitrated });
    await open(scene, { share: HALF });
    scene.consortium.setClock(scene.deal.terms.longStop + TOLERANCE);
    await scene.advance('only');
    assert.deepEqual(shares(scene), { due: HALF, disputed: HALF });
    scene.consortium.wait(400 * DAY);
    await scene.advance('only');
    assert.equal(measure(scene.milestone('only').position).disputed, HALF);
    assert.equal(
      await refusalOf(scene.send('textiles.maker', 'closeAgreement')),
      'AGREEMENT_NOT_FINISHED',
    );
  });

  it('keeps its milestone from expiring', async () => {
    const scene = await disputed();
    const { dueDate } = scene.milestone('only').review;
    scene.consortium.setClock(dueDate + 60 * DAY);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
  });
});
