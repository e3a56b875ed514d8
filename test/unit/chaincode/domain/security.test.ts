import assert from 'node:assert/strict';
import { endOfAll, measure, SHARE_WHOLE, workingTime } from '@tranche/chaincode/domain';
import { afterBusinessDays, productionParameters } from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { caseDeal, DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { Scene, SECURITY_EXPIRY } from './support/scene.js';

describe('securing funds', () => {
  it('moves every part of every milestone from unsecured to held', async () => {
    const scene = await Scene.active();
    assert.equal(measure(scene.milestone('delivery').position).unsecured, SHARE_WHOLE);
    await scene.secure();
    for (const { id } of scene.deal.terms.milestones) {
      const { position, security } = scene.milestone(id);
      assert.equal(measure(position).held, SHARE_WHOLE);
      const { scope, form, reference, expiry, by } = security ?? {};
      assert.deepEqual([scope, form], ['agreement', 'escrow-deposit']);
      assert.equal(reference, fileHash('escrow statement'));
      assert.equal(expiry, SECURITY_EXPIRY);
      assert.equal(by?.user, 'trade-bank.maker');
    }
  });

  it('opens the milestones that depend on none, and no other', async () => {
    const scene = await Scene.secured();
    assert.equal(scene.milestone('order').delivery.status, 'open');
    assert.equal(scene.milestone('shipment').delivery.status, 'waiting');
    assert.equal(scene.milestone('delivery').delivery.status, 'waiting');
  });

  it('may be of one milestone, and leaves the others as they are', async () => {
    const scene = await Scene.active();
    await scene.secure({ milestoneId: 'shipment', form: 'payment-undertaking' });
    assert.equal(scene.milestone('shipment').security?.scope, 'milestone');
    assert.equal(scene.milestone('shipment').security?.form, 'payment-undertaking');
    assert.equal(scene.milestone('order').security, undefined);
    assert.equal(measure(scene.milestone('order').position).unsecured, SHARE_WHOLE);
  });

  it('may come milestone by milestone', async () => {
    const scene = await Scene.active();
    for (const { id } of scene.deal.terms.milestones) await scene.secure({ milestoneId: id });
    assert.equal(scene.milestone('order').delivery.status, 'open');
  });

  it('pays an advance at once, and waits for the approval of the bank', async () => {
    const tranches = [tranche('advance', 3000, 'advance'), tranche('rest', 7000)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
    const { orders, position } = scene.milestone('only');
    assert.equal(measure(position).due, (SHARE_WHOLE * 3) / 10);
    const ranges = [{ from: 0, until: (SHARE_WHOLE * 3) / 10 }];
    assert.deepEqual(
      orders.map((order) => [order.tranche, order.ranges]),
      [['advance', ranges]],
    );
  });

  it('is possible up to the funding deadline', async () => {
    const scene = await Scene.active();
    const fields = await scene.securityFields();
    scene.consortium.setClock(MONDAY + 14 * DAY - 1000);
    await scene.send('trade-bank.maker', 'secureFunds', fields);
    assert.equal(measure(scene.milestone('order').position).held, SHARE_WHOLE);
  });

  it('expires ten business days after all that it secures, to the millisecond', async () => {
    const { terms } = caseDeal();
    const time = workingTime({ calendar: terms.calendar, parameters: productionParameters });
    const needed = afterBusinessDays(time, endOfAll(time, terms.milestones, MONDAY), 10);
    const scene = await Scene.active();
    const early = scene.secure({ expiry: needed - 1 });
    assert.equal(await refusalOf(early), 'SECURITY_TOO_SHORT');
    await scene.secure({ expiry: needed });
    assert.equal(scene.milestone('order').security?.expiry, needed);
  });

  it('of one milestone may expire before the others end', async () => {
    const scene = await Scene.active();
    const expiry = MONDAY + 80 * DAY;
    assert.equal(await refusalOf(scene.secure({ expiry })), 'SECURITY_TOO_SHORT');
    await scene.secure({ milestoneId: 'order', expiry });
    assert.equal(scene.milestone('order').security?.expiry, expiry);
  });
});
