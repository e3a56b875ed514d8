import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { Scene } from './support/scene.js';

describe('the textile case', () => {
  it('ends with every share settled and credited', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    await scene.pay('order');
    await scene.ship();
    await scene.pay('shipment');
    await scene.perform('delivery');
    await scene.pay('delivery');
    for (const id of ['order', 'shipment', 'delivery']) {
      const { orderId } = { orderId: scene.order(id).id };
      await scene.on(id, 'textiles.maker', 'acknowledgeCredit', { orderId });
      const { position, delivery, orders } = scene.milestone(id);
      assert.equal(measure(position).settled, SHARE_WHOLE);
      assert.equal(delivery.status, 'accepted');
      assert.equal(orders.length, 1);
      assert.equal(orders[0]?.credited?.by.user, 'textiles.maker');
    }
  });
});
