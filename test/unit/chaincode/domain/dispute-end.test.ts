import assert from 'node:assert/strict';
import { SHARE_WHOLE, type Condition } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf, type CommandFields } from '../../../support/consortium.js';
import { accepted, DAY, dealOf, fileHash, tranche } from './support/deal.js';
import {
  acceptOffer,
  advanceTo,
  arbitrated,
  confirmAward,
  confirmRuling,
  disputable,
  disputed,
  disputeIn,
  escalate,
  escalated,
  offer,
  open,
  PERCENT,
  recordAward,
  refused,
  rule,
  stay,
  TOLERANCE,
  withdraw,
} from './support/dispute.js';
import { passed, sharesOf, unreviewed } from './support/performance.js';
import { expire } from './support/review.js';
import { Scene } from './support/scene.js';
import { terminate } from './support/ending.js';

const HALF = SHARE_WHOLE / 2;
const third = { toPayee: 30 * PERCENT, toBuyer: 50 * PERCENT };

function shares(scene: Scene, id = 'only'): Readonly<Record<string, number>> {
  return sharesOf(scene.milestone(id));
}

function ordersOf(scene: Scene): readonly (readonly [string, number | undefined])[] {
  return scene.milestone('only').orders.map(({ to, ranges }) => [to, ranges[0]?.from]);
}

async function offered(fields: CommandFields = third): Promise<Scene> {
  const scene = await disputed();
  await offer(scene, fields);
  return scene;
}

describe('an accepted offer', () => {
  it('pays the lowest to the payee, gives the highest back and holds the rest', async () => {
    const scene = await offered();
    await acceptOffer(scene);
    assert.deepEqual(shares(scene), { due: 80 * PERCENT, held: 20 * PERCENT });
    assert.deepEqual(ordersOf(scene), [
      ['payee', 0],
      ['buyer', HALF],
    ]);
    const { status, ranges, ended, offers } = disputeIn(scene);
    assert.deepEqual([status, ranges, offers], ['resolved', [], undefined]);
    assert.equal(ended?.how, 'offer');
    assert.ok(ended.hash !== undefined);
  });

  it('lets what is held again be presented, and accepts the milestone with it', async () => {
    const scene = await offered();
    await acceptOffer(scene);
    await scene.perform('only');
    assert.equal(scene.presentation('only', -1).claimedShare, 20 * PERCENT);
    assert.deepEqual(shares(scene), { due: SHARE_WHOLE });
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('lapses what goes back under an undertaking, and releases at once where agreed', async () => {
    const deal = dealOf([{ id: 'only', approval: 'automatic' }], { parties: arbitrated });
    const scene = await Scene.active(deal);
    await scene.secure({ form: 'payment-undertaking' });
    await scene.present('only');
    await scene.refuse('only');
    await open(scene);
    await offer(scene, third);
    await acceptOffer(scene);
    const [payee, rest] = [30 * PERCENT, 20 * PERCENT];
    assert.deepEqual(shares(scene), { approved: payee, held: rest, lapsed: HALF });
  });

  it('is of either side, one open of each, and is made no more once it expires', async () => {
    const scene = await offered();
    await offer(scene, third, 'retail.checker');
    const until = scene.consortium.now() + DAY;
    await offer(scene, { toBuyer: PERCENT, until });
    assert.deepEqual(
      disputeIn(scene).offers?.map(({ number, side }) => [number, side]),
      [
        [2, 'buyer'],
        [3, 'exporter'],
      ],
    );
    await advanceTo(scene, until);
    assert.deepEqual(
      disputeIn(scene).offers?.map(({ number }) => number),
      [2],
    );
    await acceptOffer(scene, {}, 'textiles.checker');
    assert.equal(disputeIn(scene).status, 'resolved');
  });

  it('ends what the arbiter has in hand, too', async () => {
    const scene = await escalated();
    await offer(scene, third);
    await rule(scene);
    await acceptOffer(scene);
    assert.equal(disputeIn(scene).ended?.how, 'offer');
  });
});

describe('the arbiter', () => {
  it('is called by one side alone once the negotiation is over', async () => {
    const scene = await disputed();
    const { negotiateUntil } = disputeIn(scene);
    assert.equal(negotiateUntil, Date.parse('2026-03-17T00:00:00Z'));
    await scene.on('only', 'textiles.maker', 'escalateDispute', { number: 1 });
    assert.deepEqual(disputeIn(scene).calledBy, ['exporter']);
    scene.consortium.setClock(negotiateUntil + TOLERANCE);
    await scene.on('only', 'textiles.maker', 'escalateDispute', { number: 1 });
    const { status, calledBy } = disputeIn(scene);
    assert.deepEqual([status, calledBy], ['decision', undefined]);
  });

  it('is called at once by both, or by either when all presentations are used', async () => {
    const scene = await disputed();
    await escalate(scene);
    assert.equal(disputeIn(scene).status, 'decision');
    const review = { by: textileParties.buyer, businessDays: 5, cureDays: 5 };
    const once = { ...review, silence: 'accepted', maxPresentations: 1 } as const;
    const last = await disputed({ review: once });
    await last.on('only', 'retail.maker', 'escalateDispute', { number: 1 });
    assert.equal(disputeIn(last).status, 'decision');
  });

  it('has the periods that the terms state', async () => {
    const disputePeriods = { negotiationBusinessDays: 1, decisionBusinessDays: 2 };
    const scene = await disputed({}, { parties: arbitrated, disputePeriods });
    assert.equal(disputeIn(scene).negotiateUntil, Date.parse('2026-03-04T00:00:00Z'));
    await escalate(scene);
    assert.equal(disputeIn(scene).decideBy, Date.parse('2026-03-05T00:00:00Z'));
  });

  it('rules by a maker and a checker, who names the hash of the ruling', async () => {
    const scene = await escalated();
    await rule(scene, { toPayee: PERCENT });
    await rule(scene, { toPayee: SHARE_WHOLE });
    await confirmRuling(scene);
    assert.deepEqual(shares(scene), { due: SHARE_WHOLE });
    const { ended } = disputeIn(scene);
    assert.deepEqual([ended?.how, ended?.by.user], ['ruling', 'arbitration.checker']);
    assert.equal(scene.milestone('only').delivery.status, 'accepted');
  });

  it('opens the next stage where it gives the payee what nobody accepted', async () => {
    const next = [{ id: 'only' }, { id: 'next', dependsOn: ['only'] }];
    for (const isPayees of [true, false]) {
      const scene = await Scene.secured(dealOf(next, { parties: arbitrated }));
      await scene.present('only');
      await scene.refuse('only');
      await open(scene);
      await escalate(scene);
      await rule(scene, isPayees ? { toPayee: HALF, toBuyer: HALF } : { toBuyer: SHARE_WHOLE });
      await confirmRuling(scene);
      const { status } = scene.milestone('next').delivery;
      assert.equal(status, isPayees ? 'open' : 'waiting');
    }
  });

  it('gives the payee what expired, which is accepted with it', async () => {
    const scene = await disputable();
    await expire(scene, 'only');
    await open(scene, { grounds: 'expiry', share: HALF });
    await escalate(scene);
    await rule(scene, { toPayee: HALF });
    await confirmRuling(scene);
    assert.equal(scene.milestone('only').delivery.status, 'expired');
    await advanceTo(scene, scene.milestone('only').delivery.expiry?.givenBackAfter);
    assert.deepEqual(shares(scene), { approved: HALF, due: HALF });
    const whole = await disputable();
    await expire(whole, 'only');
    await open(whole, { grounds: 'expiry' });
    await escalate(whole);
    await rule(whole, { toPayee: SHARE_WHOLE });
    await confirmRuling(whole);
    const { status, expiry } = whole.milestone('only').delivery;
    assert.deepEqual([status, expiry], ['accepted', undefined]);
  });

  it('accepts an unreviewed milestone by what it gives of its first tranche', async () => {
    for (const [toPayee, status] of [
      [HALF, 'accepted'],
      [0, 'open'],
    ] as const) {
      const tranches = [tranche('first', 5_000, passed), tranche('second', 5_000, passed)];
      const scene = await disputable({ ...unreviewed, tranches });
      await scene.on('only', 'textiles.maker', 'requestInspection');
      scene.consortium.wait(30 * DAY);
      await open(scene, { grounds: 'silence' });
      await rule(scene, { toPayee, toBuyer: HALF });
      await confirmRuling(scene);
      assert.equal(scene.milestone('only').delivery.status, status);
    }
  });
});

describe('the silence of the arbiter', () => {
  it('applies the agreed default at its deadline and the tolerance', async () => {
    const cases = [
      [{ to: 'split', payeeBps: 2_500 }, 2_500],
      [{ to: 'payee' }, 10_000],
      [{ to: 'buyer' }, 0],
    ] as const;
    for (const [disputeDefault, bps] of cases) {
      const scene = await disputed({}, { parties: arbitrated, disputeDefault });
      await escalate(scene);
      await rule(scene);
      const { decideBy = 0 } = disputeIn(scene);
      scene.consortium.setClock(decideBy + TOLERANCE - 1001);
      assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
      await scene.advance('only');
      const { ended } = disputeIn(scene);
      const toPayee = (bps * SHARE_WHOLE) / 10_000;
      assert.deepEqual([ended?.how, ended?.toPayee], ['default', toPayee]);
      assert.equal(ended?.toBuyer, SHARE_WHOLE - toPayee);
    }
  });

  it('is immediate where no arbiter is named', async () => {
    const scene = await disputed({}, { parties: textileParties });
    await escalate(scene);
    await advanceTo(scene, scene.consortium.now());
    assert.equal(disputeIn(scene).ended?.how, 'default');
  });

  it('comes to nothing as long as an award waits to take effect', async () => {
    const scene = await escalated();
    const { decideBy = 0 } = disputeIn(scene);
    scene.consortium.setClock(decideBy - DAY);
    await recordAward(scene, { toBuyer: SHARE_WHOLE });
    await confirmAward(scene);
    scene.consortium.setClock(decideBy + DAY);
    await scene.advance('only');
    assert.equal(disputeIn(scene).status, 'decision');
  });
});

describe('an award', () => {
  it('takes effect five business days after the bank confirmed it', async () => {
    const scene = await disputed();
    await recordAward(scene, { toPayee: PERCENT });
    await recordAward(scene, { ...third, kind: 'judgment' });
    await confirmAward(scene);
    const { effectiveAt } = disputeIn(scene).award ?? {};
    assert.equal(effectiveAt, Date.parse('2026-03-10T00:00:00Z'));
    await advanceTo(scene, effectiveAt);
    assert.equal(disputeIn(scene).ended?.how, 'award');
    assert.deepEqual(shares(scene), { due: 80 * PERCENT, held: 20 * PERCENT });
  });

  it('has no effect once a party recorded a stay, and the arbiter its time again', async () => {
    const scene = await escalated();
    const { decideBy = 0 } = disputeIn(scene);
    scene.consortium.wait(7 * DAY);
    await recordAward(scene);
    await confirmAward(scene);
    await stay(scene);
    const dispute = disputeIn(scene);
    assert.deepEqual([dispute.status, dispute.award], ['decision', undefined]);
    assert.ok((dispute.decideBy ?? 0) > decideBy);
    assert.equal(dispute.stay?.document, fileHash('stay'));
  });

  it('is stayed under negotiation, too, and leaves it as it was', async () => {
    const scene = await disputed();
    const before = disputeIn(scene);
    await recordAward(scene);
    await confirmAward(scene);
    await stay(scene);
    const { stay: _stay, ...after } = disputeIn(scene);
    assert.deepEqual(after, before);
  });
});

describe('a dispute that is taken back', () => {
  it('holds everything again, and leaves the time that its clock stood still', async () => {
    const scene = await disputed();
    const { dueDate } = scene.milestone('only').review;
    const from = scene.consortium.now();
    scene.consortium.wait(60 * DAY);
    await withdraw(scene);
    const { review, position } = scene.milestone('only');
    assert.equal(disputeIn(scene).status, 'withdrawn');
    assert.deepEqual(position, [{ from: 0, until: SHARE_WHOLE, state: 'held' }]);
    assert.ok(review.dueDate >= dueDate + 60 * DAY);
    assert.ok(review.dueDate <= dueDate + (scene.consortium.now() - from));
    await scene.perform('only');
    assert.deepEqual(shares(scene), { due: SHARE_WHOLE });
  });

  it('leaves the days to cure where the rest of the milestone went on', async () => {
    const scene = await refused();
    await open(scene, { share: HALF });
    const { dueDate } = scene.milestone('only').review;
    await withdraw(scene);
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
    await scene.present('only');
    await scene.refuse('only');
    await open(scene, { share: HALF });
    scene.consortium.setClock(dueDate);
    await withdraw(scene, 2);
    const moved = scene.milestone('only').review.dueDate;
    assert.ok(moved > dueDate + 5 * DAY && moved < dueDate + 10 * DAY);
  });

  it('moves no due date of what was accepted', async () => {
    const later: Condition = { type: 'date', notBefore: Date.parse('2026-06-01') as never };
    const tranches = [tranche('whole', 10_000, { type: 'all', of: [accepted, later] })];
    const scene = await disputable({ tranches });
    await scene.perform('only');
    const { dueDate } = scene.milestone('only').review;
    await open(scene, { grounds: 'false-evidence', evidence: [1] }, 'retail.maker');
    scene.consortium.wait(DAY);
    await withdraw(scene, 1, 'retail.checker');
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
    assert.equal(scene.milestone('only').review.acceptedShare, SHARE_WHOLE);
  });

  it('moves no due date of what was ended as blocked', async () => {
    const needs = [{ id: 'drawings', what: 'D', by: 1 as never }];
    const scene = await disputable({ needs, blocked: { maxDays: 1, payeeBps: 0 } });
    await scene.on('only', 'textiles.maker', 'reportBlocked', { need: 'drawings' });
    scene.consortium.wait(3 * DAY);
    await open(scene, { grounds: 'block', share: HALF });
    await scene.on('only', 'textiles.checker', 'endBlocked', { need: 'drawings' });
    const { dueDate } = scene.milestone('only').review;
    await withdraw(scene);
    assert.equal(scene.milestone('only').review.dueDate, dueDate);
    assert.deepEqual(shares(scene), { due: HALF, held: HALF });
  });

  it('is given back at the long-stop date of a terminated agreement', async () => {
    const scene = await refused();
    await open(scene, { share: HALF });
    await terminate(scene, []);
    assert.deepEqual(shares(scene), { due: HALF, disputed: HALF });
    await withdraw(scene);
    scene.consortium.setClock(scene.deal.terms.longStop + TOLERANCE);
    await scene.advance('only');
    assert.equal(shares(scene)['held'], undefined);
  });
});
