import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE, type MilestoneTerms } from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { amended, amountIn } from '../../../support/amended-deal.js';
import {
  amend,
  concludeWith,
  fileAmended,
  consent,
  open,
  outcomeOf,
  propose,
  proposeAndFileAmended,
  termsOf,
  amendmentFields,
} from './support/amendment.js';
import { DAY, tranche } from './support/deal.js';
import { undertaken } from './support/review.js';
import { Scene } from './support/scene.js';

const HALF = SHARE_WHOLE / 2;
const LATER = (MONDAY + 200 * DAY) as never;
const longer = { terms: { longStop: LATER } };

function dueIn(days: number): Partial<MilestoneTerms> {
  return { dueDate: (MONDAY + days * DAY) as never };
}

describe('an amendment', () => {
  it('is a version of the terms that changes nothing before anybody consents', async () => {
    const scene = await Scene.secured();
    const before = scene.agreement();
    await propose(scene, amended(scene.deal, longer));
    assert.deepEqual(scene.agreement(), before);
    const { amends, version, terms } = termsOf(scene, 2);
    assert.deepEqual(amends, { version: 1, revalued: [], lowered: [] });
    assert.equal(version, 2);
    assert.equal(terms.longStop, LATER);
  });

  it('is opened by the consent of its proposer, which asks all others', async () => {
    const scene = await Scene.secured();
    await open(scene, longer);
    const { amendment, amendments } = scene.agreement();
    assert.equal(amendments, 2);
    assert.deepEqual(amendment?.asked, [
      'ExporterMSP:textiles',
      'BuyerMSP:retail',
      'BankMSP:trade-bank',
    ]);
    assert.deepEqual(
      amendment.consents.map(({ by }) => by.participant),
      ['ExporterMSP:textiles'],
    );
  });

  it('comes into force with the last consent, for every milestone at once', async () => {
    const scene = await Scene.secured();
    await amend(scene, longer);
    const { termsVersion, termsHash, versions, amendment, signatures } = scene.agreement();
    assert.deepEqual([termsVersion, versions, amendment], [2, [1, 2], undefined]);
    assert.equal(termsHash, amendmentFields(scene).termsHash);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
    for (const { id } of scene.deal.terms.milestones) {
      const { termsVersion: version, slice } = scene.milestone(id);
      assert.deepEqual([version, slice.longStop], [2, LATER]);
    }
    const latest = signatures.filter((each) => each.termsHash === termsHash);
    assert.deepEqual(
      latest.map(({ by }) => by.participant),
      ['ExporterMSP:textiles', 'BuyerMSP:retail', 'BankMSP:trade-bank'],
    );
    assert.equal(signatures.length, 5);
  });

  it('can be the buyer’s proposal', async () => {
    const scene = await Scene.secured();
    const deal = amended(scene.deal, longer);
    await propose(scene, deal, 2, 'retail.maker');
    await fileAmended(scene, deal);
    await concludeWith(scene, ['retail.checker', 'trade-bank.checker', 'textiles.checker']);
    assert.equal(scene.agreement().termsVersion, 2);
  });

  for (const label of ['textiles.checker', 'retail.checker', 'trade-bank.checker']) {
    it(`is refused by ${label} alone, whoever consented`, async () => {
      const scene = await Scene.secured();
      await open(scene, longer);
      if (label !== 'retail.checker') await consent(scene, 'retail.checker');
      await scene.send(label, 'refuseAmendment', { number: 2 });
      assert.equal(outcomeOf(scene)?.as, 'refused');
      assert.equal(scene.agreement().termsVersion, 1);
      assert.equal(await refusalOf(consent(scene, 'trade-bank.checker')), 'AMENDMENT_NOT_OPEN');
    });
  }

  it('is withdrawn by its proposer', async () => {
    const scene = await Scene.secured();
    await open(scene, longer);
    await scene.send('textiles.maker', 'withdrawAmendment', { number: 2 });
    assert.equal(outcomeOf(scene)?.as, 'withdrawn');
  });

  it('expires at its date, and silence is never consent', async () => {
    const scene = await Scene.secured();
    const { terms } = await open(scene, longer);
    await consent(scene, 'retail.checker');
    const advance = (): Promise<unknown> => scene.send('line.maker', 'advanceAgreement');
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
    scene.consortium.setClock(terms.openUntil + 180_000);
    assert.equal(await refusalOf(consent(scene, 'trade-bank.checker')), 'AMENDMENT_EXPIRED');
    await advance();
    assert.equal(outcomeOf(scene)?.as, 'expired');
    assert.equal(scene.agreement().termsVersion, 1);
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
  });

  it('follows one that ended, under a higher number', async () => {
    const scene = await Scene.secured();
    await open(scene, longer);
    await scene.send('retail.checker', 'refuseAmendment', { number: 2 });
    await proposeAndFileAmended(scene, amended(scene.deal, longer), 3);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker'], 3);
    assert.deepEqual(scene.agreement().versions, [1, 3]);
  });

  it('follows one that is in force, which it then changes', async () => {
    const scene = await Scene.secured();
    const first = await amend(scene, longer);
    const second = amended(first, { terms: { longStop: (MONDAY + 201 * DAY) as never } });
    await proposeAndFileAmended(scene, second, 3);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker'], 3);
    assert.deepEqual(scene.agreement().versions, [1, 2, 3]);
    assert.equal(termsOf(scene, 3).amends?.version, 2);
  });

  it('repeats by its command id, and never by another command', async () => {
    const scene = await Scene.secured();
    const { terms, revalued, lowered } = amended(scene.deal, longer);
    const fields = { number: 2, terms, revalued, lowered };
    const send = (more: object): Promise<{ readonly replayed: boolean }> =>
      scene.send('textiles.maker', 'proposeAmendment', { ...fields, ...more }, { commandId: 'a' });
    assert.equal((await send({})).replayed, false);
    assert.equal((await send({})).replayed, true);
    assert.equal(await refusalOf(send({ revalued: ['order'] })), 'COMMAND_ID_REUSED');
  });
});

describe('the price in an amendment', () => {
  it('that rises leaves the milestone unsecured until a security names the terms', async () => {
    const scene = await Scene.secured();
    const order = amountIn(scene.deal, 'order') + 1_000_00n;
    await amend(scene, { amounts: { order }, revalued: ['order'] });
    assert.equal(measure(scene.milestone('order').position).unsecured, SHARE_WHOLE);
    assert.equal(measure(scene.milestone('shipment').position).held, SHARE_WHOLE);
    const again = (fields: object): Promise<unknown> =>
      scene.secure({ milestoneId: 'order', ...fields });
    assert.equal(await refusalOf(again({})), 'TERMS_VERSION_NOT_CURRENT');
    assert.equal(await refusalOf(again({ termsVersion: 1 })), 'TERMS_VERSION_NOT_CURRENT');
    await again({ termsVersion: 2 });
    const { position, security } = scene.milestone('order');
    assert.equal(measure(position).held, SHARE_WHOLE);
    assert.equal(security?.termsVersion, 2);
  });

  it('that rises moves nothing of what nobody secured', async () => {
    const scene = await Scene.active();
    const order = amountIn(scene.deal, 'order') + 1n;
    await amend(scene, { amounts: { order }, revalued: ['order'] });
    assert.equal(measure(scene.milestone('order').position).unsecured, SHARE_WHOLE);
  });

  it('that falls gives the highest held parts back, at their worth until now', async () => {
    const scene = await Scene.secured();
    await amend(scene, { lowered: [{ milestoneId: 'order', share: HALF }] });
    const { position, review } = scene.milestone('order');
    assert.equal(measure(position).due, HALF);
    const { to, termsVersion, ranges } = scene.order('order');
    assert.deepEqual(
      [to, termsVersion, ranges],
      ['buyer', 1, [{ from: HALF, until: SHARE_WHOLE }]],
    );
    assert.equal(review.reductions?.[0]?.share, HALF);
    await scene.perform('order');
    assert.equal(scene.milestone('order').delivery.status, 'accepted');
    assert.equal(scene.order('order', 1).termsVersion, 2);
  });

  it('that falls lapses what nobody secured', async () => {
    const scene = await Scene.active();
    await amend(scene, { lowered: [{ milestoneId: 'order', share: HALF }] });
    const { position } = scene.milestone('order');
    assert.deepEqual([measure(position).unsecured, measure(position).lapsed], [HALF, HALF]);
  });

  it('that falls takes the highest of what is held and what is not', async () => {
    const scene = await undertaken();
    const releasing = { milestoneId: 'order', share: HALF / 2 };
    await scene.send('textiles.checker', 'releaseSecurity', releasing);
    await amend(scene, { lowered: [{ milestoneId: 'order', share: HALF }] });
    const { position, review } = scene.milestone('order');
    assert.deepEqual([measure(position).lapsed, measure(position).held], [HALF, HALF]);
    assert.deepEqual(
      review.reductions?.map(({ number, share }) => [number, share]),
      [
        [1, HALF / 2],
        [2, HALF / 2],
      ],
    );
  });

  it('that is extra is a milestone of its own, once what it depends on is reached', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    const extra = { dependsOn: ['order'] as never };
    await amend(scene, { amounts: { extra: 1_500_000n }, milestones: { extra } });
    const { live, position, delivery } = scene.milestone('extra');
    assert.deepEqual([live, measure(position).unsecured], [true, SHARE_WHOLE]);
    const { acceptedAt } = scene.milestone('order').delivery;
    assert.deepEqual(delivery.reached, [{ id: 'order', accepted: acceptedAt }]);
    assert.ok(scene.milestone('order').slice.dependants.includes('extra' as never));
    await scene.secure({ milestoneId: 'extra', termsVersion: 2 });
    assert.equal(scene.milestone('extra').delivery.status, 'open');
  });

  it('that is extra knows what was paid already', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    await scene.pay('order');
    const extra = { dependsOn: ['order'] as never };
    await amend(scene, { amounts: { extra: 1_500_000n }, milestones: { extra } });
    const [reached] = scene.milestone('extra').delivery.reached;
    const at = scene.agreement().lastAmendment?.at;
    assert.deepEqual([reached?.id, reached?.settled], ['order', at]);
  });

  it('may be in another currency where every milestone is revalued', async () => {
    const scene = await Scene.secured();
    await amend(scene, { currency: 'USD', revalued: ['order', 'shipment', 'delivery'] });
    for (const { id } of scene.deal.terms.milestones) {
      assert.equal(measure(scene.milestone(id).position).unsecured, SHARE_WHOLE);
    }
  });
});

describe('an amended milestone', () => {
  it('releases in the same transaction what the new condition is met by', async () => {
    const scene = await Scene.secured();
    const tranches = [tranche('whole', 10_000, 'advance')];
    const deal = await open(scene, { milestones: { order: { tranches } } });
    assert.equal(deal.revalued.length, 0);
    await concludeWith(scene);
    assert.equal(scene.order('order').termsVersion, 2);
  });

  it('takes its new due date in the place of the old one with all that moved it', async () => {
    const scene = await Scene.secured();
    await amend(scene, { milestones: { order: dueIn(45) } });
    const { review, slice } = scene.milestone('order');
    assert.equal(review.dueDate, MONDAY + 45 * DAY);
    assert.equal(slice.definition.dueDate, review.dueDate);
  });
});
