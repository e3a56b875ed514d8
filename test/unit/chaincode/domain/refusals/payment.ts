import { userOf } from '../../../../support/cast.js';
import { fileHash } from '../support/deal.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const unknownOrder = `T${'Z'.repeat(30)}`;

/** An order of the first milestone, just due. */
async function due(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.perform('order');
  return scene;
}

async function approved(): Promise<Scene> {
  const scene = await due();
  await scene.approve('order', 1);
  await scene.approve('order', 2);
  return scene;
}

async function instructed(): Promise<Scene> {
  const scene = await approved();
  await scene.instruct('order');
  return scene;
}

async function settled(): Promise<Scene> {
  const scene = await instructed();
  await scene.settle('order');
  return scene;
}

async function acknowledge(scene: Scene): Promise<unknown> {
  const { id: orderId } = scene.order('order');
  return scene.on('order', 'textiles.maker', 'acknowledgeCredit', { orderId });
}

/** Commands on an order that does not exist. */
const unknown: readonly (readonly [
  type: 'approveOrder' | 'instructOrder' | 'settleOrder' | 'acknowledgeCredit',
  label: string,
  provoke: (scene: Scene) => Promise<object>,
])[] = [
  ['approveOrder', 'trade-bank.approver-1', () => Promise.resolve({ hash: fileHash('order') })],
  ['instructOrder', 'trade-bank.maker', () => Promise.resolve({ paymentFile: fileHash('pain') })],
  ['settleOrder', 'trade-bank.maker', (scene) => scene.settlementFields('order')],
  ['acknowledgeCredit', 'textiles.maker', () => Promise.resolve({})],
];

/** Refusals of what is done with an order. */
export const paymentRefusals: readonly Refusal[] = [
  ...unknown.map(([type, label, fields]): Refusal => ({
    code: 'ORDER_NOT_FOUND',
    when: `${type} names no order`,
    params: { id: unknownOrder },
    provoke: async () => {
      const scene = await due();
      return scene.on('order', label, type, { ...(await fields(scene)), orderId: unknownOrder });
    },
  })),
  {
    code: 'ORDER_NOT_DUE',
    when: 'an approved order is approved',
    params: { state: 'approved' },
    provoke: async () => (await approved()).approve('order', 1),
  },
  {
    code: 'ORDER_NOT_DUE',
    when: 'a settled order is approved',
    params: { state: 'settled' },
    provoke: async () => (await settled()).approve('order', 1),
  },
  {
    code: 'ORDER_NOT_APPROVED',
    when: 'an order is instructed that is only due',
    params: { state: 'due' },
    provoke: async () => (await due()).instruct('order'),
  },
  {
    code: 'ORDER_NOT_APPROVED',
    when: 'an order is instructed that one of two officers approved',
    params: { state: 'due' },
    provoke: async () => {
      const scene = await due();
      await scene.approve('order', 1);
      return scene.instruct('order');
    },
  },
  {
    code: 'ORDER_NOT_APPROVED',
    when: 'an order is instructed twice',
    params: { state: 'instructed' },
    provoke: async () => (await instructed()).instruct('order'),
  },
  {
    code: 'ORDER_NOT_INSTRUCTED',
    when: 'an order is settled that is only approved',
    params: { state: 'approved' },
    provoke: async () => (await approved()).settle('order'),
  },
  {
    code: 'ORDER_NOT_INSTRUCTED',
    when: 'an order is settled twice',
    params: { state: 'settled' },
    provoke: async () => (await settled()).settle('order'),
  },
  {
    code: 'ORDER_NOT_SETTLED',
    when: 'a credit is acknowledged that is only instructed',
    params: { state: 'instructed' },
    provoke: async () => acknowledge(await instructed()),
  },
  {
    code: 'ORDER_ALREADY_ACKNOWLEDGED',
    when: 'a credit is acknowledged twice',
    provoke: async () => {
      const scene = await settled();
      await acknowledge(scene);
      return acknowledge(scene);
    },
  },
  {
    code: 'ORDER_HASH_MISMATCH',
    when: 'another order is approved than is on record',
    provoke: async () => {
      const scene = await due();
      const fields = { orderId: scene.order('order').id, hash: fileHash('another order') };
      return scene.on('order', 'trade-bank.approver-1', 'approveOrder', fields);
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'one officer approves twice',
    params: { reason: 'this user approved before' },
    provoke: async () => {
      const scene = await due();
      await scene.approve('order', 1);
      return scene.approve('order', 1);
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the officer who entered the security approves',
    params: { reason: 'this user entered the security' },
    provoke: async () => {
      const scene = await due();
      const { id: orderId, hash } = scene.order('order');
      const actor = { ...userOf('trade-bank.maker'), roles: ['maker', 'approver'] as const };
      const fields = { agreementId: scene.agreementId, milestoneId: 'order', orderId, hash };
      return scene.consortium.submitAs(actor, 'approveOrder', fields);
    },
  },
  {
    code: 'ATTEMPT_NOT_CURRENT',
    when: 'a settlement names an attempt that was never made',
    params: { attempt: 2 },
    provoke: async () => {
      const scene = await instructed();
      const fields = { ...(await scene.settlementFields('order')), attempt: 2 };
      return scene.on('order', 'trade-bank.maker', 'settleOrder', fields);
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a settlement names a document that the bank does not hold',
    params: { part: 'settlement', msp: 'BankMSP' },
    provoke: async () => {
      const scene = await instructed();
      const fields = { ...(await scene.settlementFields('order')), document: fileHash('other') };
      return scene.on('order', 'trade-bank.maker', 'settleOrder', fields);
    },
  },
];
