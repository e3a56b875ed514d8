import assert from 'node:assert/strict';
import { convertedMinor, type PrivateDocument } from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { assign, financedScene, ONLY, QUARTER } from './support/assignment.js';
import { DAY, fileHash, saltOf } from './support/deal.js';
import { agreeRate, fixRate, rateDocument, rateFields } from './support/pay-to.js';
import { approved, due } from './support/probe-scenes.js';
import type { Scene } from './support/scene.js';

const digits = { fromDecimals: 2, toDecimals: 0 };

function settlement(converted: object): PrivateDocument {
  return {
    kind: 'settlement',
    salt: saltOf('converted'),
    currency: 'EUR',
    amountMinor: '100',
    chargesMinor: '0',
    payTo: fileHash('pay-to'),
    converted: { currency: 'JPY', rate: '161.5', ...digits, ...converted } as never,
  };
}

function rateOf(scene: Scene): unknown {
  return scene.order('order').attempts[0]?.rate;
}

describe('an amount in another currency', () => {
  const rows: readonly (readonly [string, bigint, string, number, number, bigint])[] = [
    ['is rounded to the even unit below a half', 100n, '160.5', 2, 0, 160n],
    ['is rounded to the even unit above a half', 100n, '161.5', 2, 0, 162n],
    ['is rounded up beyond a half', 100n, '160.51', 2, 0, 161n],
    ['is rounded down before a half', 100n, '160.49', 2, 0, 160n],
    ['needs no rounding where it is whole', 250n, '2', 2, 2, 500n],
    ['has three digits where its currency does', 1n, '0.33', 0, 3, 330n],
    ['is exact beyond the safe integers', 10n ** 18n - 1n, '3', 2, 2, 3n * 10n ** 18n - 3n],
    ['is nothing of nothing', 0n, '161.5', 2, 0, 0n],
  ];
  for (const [what, amount, rate, fromDecimals, toDecimals, expected] of rows) {
    it(what, () => {
      assert.equal(convertedMinor(amount, { rate, fromDecimals, toDecimals }), expected);
    });
  }

  it('is settled as it follows from the rate, and as nothing else', async () => {
    const scene = await due();
    await scene.file('settlement', settlement({ amountMinor: '162' }));
    const wrong = scene.file('settlement', settlement({ amountMinor: '161' }));
    assert.equal(await refusalOf(wrong), 'AMOUNT_NOT_CONVERTED');
  });
});

describe('a fixed rate', () => {
  it('is paid by once the payee agreed, while it is valid', async () => {
    const scene = await approved();
    const { document } = await fixRate(scene);
    await scene.instruct('order');
    assert.equal(rateOf(scene), document);
  });

  it('is not paid by without the payee’s word', async () => {
    const scene = await approved();
    await scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
    await scene.instruct('order');
    assert.equal(rateOf(scene), undefined);
  });

  it('is paid by at the last instant of its time, and not after', async () => {
    for (const [late, isPaid] of [
      [-1000, true],
      [-999, false],
    ] as const) {
      const scene = await approved();
      const { document, validUntil } = await fixRate(scene);
      scene.consortium.setClock(Number(validUntil) + late);
      await scene.instruct('order');
      assert.equal(rateOf(scene), isPaid ? document : undefined);
    }
  });

  it('is ended by time, and another can be fixed', async () => {
    const scene = await approved();
    const { validUntil } = await fixRate(scene);
    scene.consortium.setClock(Number(validUntil) + DAY);
    await scene.advance('order');
    assert.equal(scene.order('order').rate, undefined);
    const again = await rateFields(scene, 'another rate');
    await scene.on('order', 'trade-bank.maker', 'fixRate', again);
    await agreeRate(scene, again);
    assert.ok(scene.order('order').rate?.agreed);
  });

  it('is offered anew as long as nobody agreed', async () => {
    const scene = await due();
    const first = await rateFields(scene);
    await scene.on('order', 'trade-bank.maker', 'fixRate', first);
    const second = await rateFields(scene, 'another rate');
    await scene.on('order', 'trade-bank.maker', 'fixRate', second);
    assert.equal(await refusalOf(agreeRate(scene, first)), 'RATE_NOT_FOUND');
    const { agreementId } = scene;
    const found = await scene.consortium.ask('textiles.maker', 'nextActions', { agreementId });
    const { actions } = found as { actions: { command: string }[] };
    assert.ok(actions.some(({ command }) => command === 'agreeRate'));
    await agreeRate(scene, second);
  });

  it('of an order that comes to another payee is none', async () => {
    const scene = await financedScene();
    await scene.perform(ONLY);
    const document = await scene.file('rate', rateDocument());
    const { id: orderId } = scene.order(ONLY);
    const validUntil = scene.consortium.now() + 5 * DAY;
    const fields = { orderId, document, validUntil };
    await scene.on(ONLY, 'trade-bank.maker', 'fixRate', fields);
    await assign(scene, 4 * QUARTER);
    assert.equal(scene.order(ONLY).rate, undefined);
  });
});
