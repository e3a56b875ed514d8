import type { Transaction } from '../support/consortium.js';
import { refusalOf } from '../support/consortium.js';
import { Scene } from '../unit/chaincode/domain/support/scene.js';

const DAY = 86_400_000;

/**
 * Plays the textile case on the in-memory ledger, with what goes wrong in trade: an officer who
 * approves twice, a delivery that is refused, one accepted in part, silence of the bank.
 * @returns every transaction, those that were refused too
 */
export async function playTextileCase(): Promise<readonly Transaction[]> {
  const scene = await Scene.secured();
  const { consortium } = scene;
  await scene.perform('order');
  await scene.approve('order', 1);
  await refusalOf(scene.approve('order', 1));
  await scene.approve('order', 2);
  await scene.instruct('order');
  await scene.settle('order');
  await refusalOf(scene.instruct('order'));
  consortium.wait(2 * DAY);
  await refusalOf(scene.present('shipment'));
  await scene.ship();
  consortium.wait(10 * DAY);
  await scene.advance('shipment');
  await scene.instruct('shipment');
  await scene.settle('shipment');
  await scene.present('delivery');
  await scene.refuse('delivery');
  await scene.present('delivery');
  const half = { acceptedShare: 500_000_000_000, discrepancies: [shortage(scene)] };
  await scene.accept('delivery', half);
  await scene.pay('delivery');
  await scene.present('delivery');
  consortium.wait(10 * DAY);
  await scene.advance('delivery');
  await scene.pay('delivery', 1);
  for (const id of ['order', 'shipment', 'delivery']) {
    const orderId = scene.order(id).id;
    await scene.on(id, 'textiles.maker', 'acknowledgeCredit', { orderId });
  }
  return consortium.transactions;
}

function shortage({ deal }: Scene): object {
  return { code: 'QUANTITY_SHORT', about: 'proof-of-delivery', text: deal.terms.contract.hash };
}
