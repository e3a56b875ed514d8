import assert from 'node:assert/strict';
import {
  instantSchema,
  measure,
  milestoneIdSchema,
  SHARE_WHOLE,
  type Condition,
  type Milestone,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { accepted, DAY, dealOf, tranche } from './support/deal.js';
import { lapse, proposeTermination, terminate } from './support/ending.js';
import { Scene } from './support/scene.js';

const TOLERANCE_MILLIS = 180_000;
const HALF = SHARE_WHOLE / 2;

const retained: Condition = {
  type: 'all',
  of: [
    accepted,
    {
      type: 'after',
      of: { kind: 'milestone', id: milestoneIdSchema.parse('only') },
      days: 90,
      kind: 'calendar',
    },
  ],
};

function shares(milestone: Milestone): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measure(milestone.position)).filter(([, size]) => size));
}

describe('an open proposal', () => {
  it('expires when somebody advances it after its date and the tolerance', async () => {
    const scene = await Scene.proposed();
    const { openUntil } = scene.deal.terms;
    scene.consortium.setClock(openUntil + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.send('audit.checker', 'advanceAgreement')), 'NOTHING_DUE');
    await scene.send('arbitration.maker', 'advanceAgreement');
    assert.equal(scene.agreement().status, 'expired');
    const { termsHash } = scene.agreement();
    const late = scene.send('retail.checker', 'acceptAgreement', { termsHash });
    assert.equal(await refusalOf(late), 'AGREEMENT_NOT_PROPOSED');
  });

  it('that all signed does not expire', async () => {
    const scene = await Scene.active();
    scene.consortium.wait(365 * DAY);
    assert.equal(await refusalOf(scene.send('textiles.maker', 'advanceAgreement')), 'NOTHING_DUE');
  });
});

describe('the long-stop date', () => {
  it('lapses what nobody secured, after which somebody closes the agreement', async () => {
    const scene = await Scene.active();
    await lapse(scene);
    for (const { id } of scene.deal.terms.milestones) {
      assert.deepEqual(shares(scene.milestone(id)), { lapsed: SHARE_WHOLE });
    }
    await scene.send('arbitration.checker', 'closeAgreement');
    assert.equal(scene.agreement().status, 'completed');
    assert.equal(scene.agreement().ended?.by.user, 'arbitration.checker');
  });

  it('refunds what nobody claimed of a deposit', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only', { claimedShare: HALF });
    await scene.accept('only');
    await scene.pay('only');
    scene.consortium.setClock(scene.deal.terms.longStop + TOLERANCE_MILLIS - 1001);
    assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
    await scene.advance('only');
    const { to, ranges } = scene.order('only', 1);
    assert.equal(to, 'buyer');
    assert.deepEqual(ranges, [{ from: HALF, until: SHARE_WHOLE }]);
    await scene.pay('only', 1);
    assert.deepEqual(shares(scene.milestone('only')), { settled: SHARE_WHOLE });
    await scene.send('retail.maker', 'closeAgreement');
  });

  it('refunds without the bank’s approval where approval is automatic', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', approval: 'automatic' }]));
    await lapse(scene);
    assert.deepEqual(shares(scene.milestone('only')), { approved: SHARE_WHOLE });
  });

  it('ends an undertaking, under which nothing was paid in', async () => {
    const scene = await Scene.active(dealOf([{ id: 'only' }]));
    await scene.secure({ form: 'payment-undertaking' });
    await lapse(scene);
    assert.deepEqual(shares(scene.milestone('only')), { lapsed: SHARE_WHOLE });
    assert.deepEqual(scene.milestone('only').orders, []);
  });

  it('leaves what is claimed under review, and what waits for time alone', async () => {
    const tranches = [tranche('main', 5_000), tranche('kept', 5_000, retained)];
    const review = {
      by: textileParties.buyer,
      businessDays: 300,
      maxPresentations: 3,
      cureDays: 5,
    };
    const sketch = { id: 'only', tranches, review: { ...review, silence: 'accepted' as const } };
    const longStop = instantSchema.parse(MONDAY + 1_500 * DAY);
    const scene = await Scene.active(dealOf([sketch], { longStop }));
    await scene.secure({ expiry: longStop + 1_500 * DAY });
    await scene.present('only', { claimedShare: HALF });
    scene.consortium.setClock(scene.deal.terms.longStop + DAY);
    await scene.advance('only');
    assert.deepEqual(shares(scene.milestone('only')), { due: SHARE_WHOLE });
    assert.deepEqual(
      scene.milestone('only').orders.map(({ to }) => to),
      ['payee', 'buyer'],
    );
  });

  it('leaves a retention to its date that a guarantee could release before', async () => {
    const guarantee = { type: 'instrument', instrument: 'credit', inForce: true } as const;
    const condition = { type: 'any', of: [retained, guarantee] } as const;
    const tranches = [tranche('main', 5_000), tranche('kept', 5_000, condition)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
    await scene.perform('only');
    await terminate(scene, []);
    assert.deepEqual(shares(scene.milestone('only')), { due: HALF, held: HALF });
  });

  it('leaves the retention of an accepted milestone to its date', async () => {
    const tranches = [tranche('main', 5_000), tranche('kept', 5_000, retained)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
    await scene.perform('only');
    await terminate(scene, []);
    assert.deepEqual(shares(scene.milestone('only')), { due: HALF, held: HALF });
    scene.consortium.wait(120 * DAY);
    await scene.advance('only');
    assert.equal(shares(scene.milestone('only')).held, undefined);
    assert.equal(scene.order('only', 1).tranche, 'kept');
  });
});

describe('a termination', () => {
  it('by consent splits what is free, the lowest parts to the payee', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'one' }, { id: 'two' }]));
    await terminate(scene, [{ milestoneId: 'one', payeeBps: 2_500 }]);
    assert.equal(scene.agreement().status, 'terminated');
    const one = scene.milestone('one').orders;
    const quarter = SHARE_WHOLE / 4;
    assert.deepEqual(
      one.map(({ number, to, ranges }) => [number, to, ranges]),
      [
        [1, 'payee', [{ from: 0, until: quarter }]],
        [2, 'buyer', [{ from: quarter, until: SHARE_WHOLE }]],
      ],
    );
    assert.deepEqual(
      scene.milestone('two').orders.map(({ to }) => to),
      ['buyer'],
    );
    for (const index of [0, 1]) await scene.pay('one', index);
    await scene.pay('two');
    assert.deepEqual(shares(scene.milestone('one')), { settled: SHARE_WHOLE });
  });

  it('gives all of a milestone to the payee where both agreed so', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await terminate(scene, [{ milestoneId: 'only', payeeBps: 10_000 }]);
    assert.deepEqual(
      scene.milestone('only').orders.map(({ to }) => to),
      ['payee'],
    );
  });

  it('leaves what is under review, after which nothing more is presented', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only', { claimedShare: HALF });
    await terminate(scene, []);
    assert.deepEqual(shares(scene.milestone('only')), { held: HALF, due: HALF });
    await scene.refuse('only');
    const again = scene.present('only');
    assert.equal(await refusalOf(again), 'AGREEMENT_TERMINATED');
  });

  it('lapses what is unsecured', async () => {
    const scene = await Scene.active();
    await terminate(scene, []);
    assert.deepEqual(shares(scene.milestone('order')), { lapsed: SHARE_WHOLE });
  });

  it('is numbered, and open until one takes it back', async () => {
    const scene = await Scene.active();
    const first = await proposeTermination(scene, []);
    await scene.send('retail.maker', 'withdrawTermination', { number: first.number });
    assert.equal(scene.agreement().termination, undefined);
    const second = await proposeTermination(scene, [], 'retail.maker');
    assert.deepEqual([first.number, second.number], [1, 2]);
    assert.notEqual(first.hash, second.hash);
    const { number, hash } = second;
    await scene.send('textiles.checker', 'acceptTermination', { number, hash });
    assert.equal(scene.agreement().status, 'terminated');
  });
});
