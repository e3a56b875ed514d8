import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { dealOf } from './support/deal.js';
import { lapse } from './support/ending.js';
import { setBack } from './support/payment.js';
import { rewrite } from './support/records.js';
import { refusalOf } from '../../../support/consortium.js';
import { Scene } from './support/scene.js';

async function instructed(): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only' }]));
  await scene.perform('only');
  await scene.approve('only', 1);
  await scene.approve('only', 2);
  await scene.instruct('only');
  return scene;
}

describe('a payment that was rejected', () => {
  it('is approved still, and is paid by another attempt', async () => {
    const scene = await instructed();
    const before = scene.order('only').instructDeadline ?? 0;
    scene.consortium.wait(10 * 86_400_000);
    await setBack(scene, 'only', 'rejectOrder');
    const { attempts, instructDeadline = 0 } = scene.order('only');
    assert.equal(attempts[0]?.rejected?.reason, 'AC04');
    assert.ok(instructDeadline > before);
    assert.equal(measure(scene.milestone('only').position).approved, SHARE_WHOLE);
    await scene.instruct('only');
    assert.equal(scene.order('only').attempts.length, 2);
    assert.equal(await refusalOf(setBack(scene, 'only', 'rejectOrder')), 'ATTEMPT_NOT_CURRENT');
    const settlement = await scene.settlementFields('only');
    await scene.on('only', 'trade-bank.maker', 'settleOrder', { ...settlement, attempt: 2 });
    assert.equal(measure(scene.milestone('only').position).settled, SHARE_WHOLE);
  });

  it('is not rejected once it is settled: its money can only come back', async () => {
    const scene = await instructed();
    await scene.settle('only');
    assert.equal(await refusalOf(setBack(scene, 'only', 'rejectOrder')), 'ORDER_NOT_INSTRUCTED');
  });
});

describe('money that came back', () => {
  for (const settled of [false, true]) {
    it(`${settled ? 'after' : 'before'} its settlement is owed again`, async () => {
      const scene = await instructed();
      const { id: orderId } = scene.order('only');
      if (settled) {
        await scene.settle('only');
        await scene.on('only', 'textiles.maker', 'acknowledgeCredit', { orderId });
      }
      await setBack(scene, 'only', 'returnOrder');
      const { attempts, credited } = scene.order('only');
      assert.equal(attempts[0]?.returned?.reason, 'AC04');
      assert.equal(credited, undefined);
      assert.equal(measure(scene.milestone('only').position).approved, SHARE_WHOLE);
      await scene.instruct('only');
      assert.equal(scene.order('only').attempts.length, 2);
    });
  }
});

describe('a refund', () => {
  it('is acknowledged by the buyer, and by nobody else', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await lapse(scene);
    await scene.pay('only');
    const { id: orderId, to } = scene.order('only');
    assert.equal(to, 'buyer');
    const acknowledge = (label: string): Promise<unknown> =>
      scene.on('only', label, 'acknowledgeCredit', { orderId });
    assert.equal(await refusalOf(acknowledge('textiles.maker')), 'PARTY_NOT_PERMITTED');
    const { actions } = (await scene.consortium.ask('retail.maker', 'nextActions', {
      agreementId: scene.agreementId,
    })) as { actions: readonly { participant: string; command: string }[] };
    assert.deepEqual(
      actions.filter(({ command }) => command === 'acknowledgeCredit'),
      [
        {
          participant: 'BuyerMSP:retail',
          command: 'acknowledgeCredit',
          milestoneId: 'only',
          orderId,
        },
      ],
    );
    await acknowledge('retail.maker');
    assert.equal(scene.order('only').credited?.by.user, 'retail.maker');
  });
});

describe('the attempts of an order', () => {
  it('are 99 at most, for two digits of the EndToEndId', async () => {
    const scene = await instructed();
    await setBack(scene, 'only', 'rejectOrder');
    const [order] = scene.milestone('only').orders;
    const [first] = order?.attempts ?? [];
    assert.ok(order && first);
    const attemptsOf = (count: number): readonly (typeof first)[] =>
      Array.from({ length: count }, (_, index) => ({ ...first, number: index + 1 }));
    await rewrite(scene, 'only', { orders: [{ ...order, attempts: attemptsOf(98) }] });
    await scene.instruct('only');
    await setBack(scene, 'only', 'rejectOrder', 99);
    assert.equal(await refusalOf(scene.instruct('only')), 'ATTEMPTS_EXHAUSTED');
  });
});
