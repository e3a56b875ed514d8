import assert from 'node:assert/strict';
import { evolve, measure, SHARE_WHOLE, type ApprovalMode } from '@tranche/chaincode/domain';
import { emptyState, orderIdSchema, type Cause, type Event } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { userOf } from '../../../support/cast.js';
import { refusalOf } from '../../../support/consortium.js';
import { dealOf, fileHash, tranche } from './support/deal.js';
import { Scene } from './support/scene.js';

async function due(approval: ApprovalMode): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only', approval }]));
  await scene.perform('only');
  return scene;
}

describe('an order', () => {
  it('has an id, a hash and a deadline of its own', async () => {
    const scene = await due('dual');
    const { id, number, tranche: of, to, ranges, termsVersion, hash } = scene.order('only');
    const { agreementId } = scene;
    assert.match(id, /^T[A-Z2-7]{30}$/);
    const content = { id, number, tranche: of, to, ranges, termsVersion };
    assert.equal(hash, hashOf({ agreementId, milestoneId: 'only', ...content }));
    assert.equal(to, 'payee');
    assert.equal(scene.order('only').approvalDeadline, Date.parse('2026-03-05T00:00:00Z'));
  });

  it('is approved by the rule itself in automatic mode, with a deadline to pay', async () => {
    const scene = await due('automatic');
    const order = scene.order('only');
    assert.equal(order.approved?.by, 'rule');
    assert.deepEqual(order.approvals, []);
    assert.equal(order.instructDeadline, Date.parse('2026-03-05T00:00:00Z'));
    assert.equal(await refusalOf(scene.approve('only', 1)), 'ORDER_NOT_DUE');
    await scene.instruct('only');
    await scene.settle('only');
    assert.equal(measure(scene.milestone('only').position).settled, SHARE_WHOLE);
  });

  it('is approved by one officer in single mode', async () => {
    const scene = await due('single');
    await scene.approve('only', 2);
    const order = scene.order('only');
    assert.equal(order.approved?.by, 'users');
    assert.deepEqual(
      order.approvals.map(({ by }) => by.user),
      ['trade-bank.approver-2'],
    );
  });

  it('is approved in single mode even by whoever entered the security', async () => {
    const scene = await due('single');
    const actor = { ...userOf('trade-bank.maker'), roles: ['approver'] as const };
    const { id: orderId, hash } = scene.order('only');
    const fields = { agreementId: scene.agreementId, milestoneId: 'only', orderId, hash };
    await scene.consortium.submitAs(actor, 'approveOrder', fields);
    assert.equal(scene.order('only').approved?.by, 'users');
  });

  it('is approved by two officers in dual mode, one after the other', async () => {
    const scene = await due('dual');
    await scene.approve('only', 2);
    assert.equal(scene.order('only').approved, undefined);
    assert.equal(measure(scene.milestone('only').position).due, SHARE_WHOLE);
    await scene.approve('only', 1);
    const order = scene.order('only');
    assert.deepEqual(
      order.approvals.map(({ by }) => by.user),
      ['trade-bank.approver-2', 'trade-bank.approver-1'],
    );
    assert.equal(measure(scene.milestone('only').position).approved, SHARE_WHOLE);
  });

  it('is instructed with a file, and settled with the bank’s own words', async () => {
    const scene = await due('automatic');
    await scene.instruct('only');
    assert.equal(measure(scene.milestone('only').position).instructed, SHARE_WHOLE);
    const fields = await scene.settlementFields('only');
    await scene.on('only', 'trade-bank.maker', 'settleOrder', fields);
    const order = scene.order('only');
    const { number, paymentFile, settled } = order.attempts[0] ?? {};
    assert.equal(number, 1);
    assert.equal(paymentFile, fileHash(`pain.001 ${order.id}`));
    const { bankReference, document, valueDate } = settled ?? {};
    assert.equal(bankReference, 'HB-0001');
    assert.equal(document, fields.document);
    assert.equal(valueDate, '2026-03-05');
  });

  it('is credited by the word of the payee', async () => {
    const scene = await due('automatic');
    await scene.instruct('only');
    await scene.settle('only');
    const { id: orderId } = scene.order('only');
    await scene.on('only', 'textiles.maker', 'acknowledgeCredit', { orderId });
    assert.equal(scene.order('only').credited?.by.participant, 'ExporterMSP:textiles');
  });

  it('is one of several, each of its own tranche', async () => {
    const tranches = [tranche('first', 5000), tranche('second', 3000), tranche('third', 2000)];
    const scene = await Scene.secured(dealOf([{ id: 'only', tranches, approval: 'dual' }]));
    await scene.perform('only');
    const { orders } = scene.milestone('only');
    assert.deepEqual(
      orders.map((order) => [order.number, order.tranche]),
      [
        [1, 'first'],
        [2, 'second'],
        [3, 'third'],
      ],
    );
    assert.equal(new Set(orders.map(({ id }) => id)).size, 3);
    await scene.pay('only', 1);
    const { settled, due: left } = measure(scene.milestone('only').position);
    assert.deepEqual([settled, left], [(SHARE_WHOLE * 3) / 10, (SHARE_WHOLE * 7) / 10]);
    assert.equal(scene.order('only').attempts.length, 0);
    for (const index of [0, 2]) {
      scene.consortium.wait(60_000);
      await scene.pay('only', index);
    }
    assert.equal(measure(scene.milestone('only').position).settled, SHARE_WHOLE);
  });
});

describe('events of an order', () => {
  it('change the attempt that they name, and no other', async () => {
    const scene = await due('automatic');
    await scene.instruct('only');
    const before = scene.milestone('only');
    const [order] = before.orders;
    const [attempt] = order?.attempts ?? [];
    assert.ok(order && attempt);
    const attempts = [attempt, { ...attempt, number: 2 }];
    const milestone = { ...before, orders: [{ ...order, attempts }] };
    const state = { ...emptyState, milestones: new Map([[milestone.id, milestone]]) };
    const on = { agreementId: scene.agreementId, milestoneId: milestone.id, orderId: order.id };
    const hash = fileHash('message');
    const words = { bankReference: 'HB', uetr: '', valueDate: '', message: hash, document: hash };
    const event: Event = { type: 'OrderSettled', ...on, attempt: 2, settlement: words };
    const cause = causeOf(scene);
    const after = evolve(state, event, cause).milestones.get(milestone.id)?.orders[0];
    assert.equal(after?.attempts[0]?.settled, undefined);
    assert.equal(after?.attempts[1]?.settled?.bankReference, 'HB');
  });

  it('never change an order that does not exist', async () => {
    const scene = await due('automatic');
    const milestone = scene.milestone('only');
    const state = { ...emptyState, milestones: new Map([[milestone.id, milestone]]) };
    const orderId = orderIdSchema.parse(`T${'Z'.repeat(30)}`);
    const on = { agreementId: scene.agreementId, milestoneId: milestone.id, orderId };
    const paymentFile = fileHash('pain.001');
    const event: Event = { type: 'OrderInstructed', ...on, attempt: 1, paymentFile };
    assert.throws(() => evolve(state, event, causeOf(scene)), /an order that exists/);
  });
});

function causeOf(scene: Scene): Cause {
  const actor = userOf('trade-bank.maker');
  const hash = fileHash('input');
  const ids = { txId: hash as never, commandId: 'command' as never };
  return { actor, at: scene.consortium.now(), inputHash: hash, ...ids };
}
