import { participantIdSchema, type SubmissionType } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import type { CommandFields } from '../../../../support/consortium.js';
import { dealOf, fileHash } from '../support/deal.js';
import { lapse } from '../support/ending.js';
import { confirm, hold, report, resolve, setBack } from '../support/payment.js';
import { rewrite } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const noOrder = `T${'Z'.repeat(30)}`;

async function due(): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only' }]));
  await scene.perform('only');
  return scene;
}

async function instructed(): Promise<Scene> {
  const scene = await due();
  await scene.approve('only', 1);
  await scene.approve('only', 2);
  await scene.instruct('only');
  return scene;
}

async function reported(): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'only' }]));
  await report(scene, 'only');
  return scene;
}

const setbackFields = { attempt: 1, reason: 'AC04', message: fileHash('pacs') } as const;
const note = { note: fileHash('end') } as const;

const onNoOrder: readonly (readonly [
  type: SubmissionType,
  label: string,
  fields: CommandFields,
])[] = [
  ['holdOrder', 'trade-bank.compliance', { reason: 'legal' }],
  ['renewHold', 'trade-bank.compliance', {}],
  ['unholdOrder', 'trade-bank.compliance', {}],
  ['rejectOrder', 'trade-bank.maker', setbackFields],
  ['returnOrder', 'trade-bank.maker', setbackFields],
  ['reportException', 'trade-bank.maker', { kind: 'short', note: fileHash('note') }],
];

/** Refusals of holds, of payments that went wrong and of exceptions. */
export const exceptionRefusals: readonly Refusal[] = [
  ...onNoOrder.map(([type, label, fields]): Refusal => ({
    code: 'ORDER_NOT_FOUND',
    when: `${type} names no order`,
    params: { id: noOrder },
    provoke: async () => (await due()).on('only', label, type, { orderId: noOrder, ...fields }),
  })),
  {
    code: 'ORDER_NOT_HOLDABLE',
    when: 'an order is held that was instructed',
    params: { state: 'instructed' },
    provoke: async () => hold(await instructed(), 'only', 'legal'),
  },
  {
    code: 'ORDER_HELD',
    when: 'an order is held twice',
    params: { reason: 'legal' },
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      await hold(scene, 'only', 'legal');
      return hold(scene, 'only', 'account');
    },
  },
  ...(['renewHold', 'unholdOrder'] as const).map((type): Refusal => ({
    code: 'HOLD_NOT_FOUND',
    when: `${type} finds no hold`,
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const { id: orderId } = scene.order('only');
      return scene.on('only', 'trade-bank.compliance', type, { orderId });
    },
  })),
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the officer who held an order renews the hold',
    params: { reason: 'this user entered or renewed the hold before' },
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      await hold(scene, 'only', 'legal');
      const { id: orderId } = scene.order('only');
      return scene.on('only', 'trade-bank.compliance', 'renewHold', { orderId });
    },
  },
  {
    code: 'HOLD_NOT_RENEWABLE',
    when: 'a hold that ends by itself is renewed twice',
    params: { reason: 'account' },
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      await hold(scene, 'only', 'account');
      const [order] = scene.milestone('only').orders;
      const by = { participant: 'BankMSP:trade-bank', user: 'another officer' };
      const renewed = { ...order?.hold, by, renewals: [{ by }] };
      await rewrite(scene, 'only', { orders: [{ ...order, hold: renewed }] as never });
      const { id: orderId } = scene.order('only');
      return scene.on('only', 'trade-bank.compliance', 'renewHold', { orderId });
    },
  },
  {
    code: 'ORDER_NOT_INSTRUCTED',
    when: 'a payment comes back that was never sent',
    params: { state: 'due' },
    provoke: async () => setBack(await due(), 'only', 'returnOrder'),
  },
  {
    code: 'ATTEMPT_NOT_CURRENT',
    when: 'another attempt than the current one is rejected',
    params: { attempt: 2 },
    provoke: async () => setBack(await instructed(), 'only', 'rejectOrder', 2),
  },
  {
    code: 'ATTEMPTS_EXHAUSTED',
    when: 'a payment is sent for the hundredth time',
    params: { max: 99 },
    provoke: async (): Promise<unknown> => {
      const scene = await instructed();
      await setBack(scene, 'only', 'rejectOrder');
      const [order] = scene.milestone('only').orders;
      const attempts = Array.from({ length: 99 }, () => order?.attempts[0]);
      await rewrite(scene, 'only', { orders: [{ ...order, attempts }] as never });
      return scene.instruct('only');
    },
  },
  {
    code: 'EXCEPTIONS_TOO_MANY',
    when: 'a bank reports more than are looked at',
    params: { max: 16 },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      const [first] = scene.milestone('only').exceptions ?? [];
      const exceptions = Array.from({ length: 16 }, () => first);
      await rewrite(scene, 'only', { exceptions: exceptions as never });
      return report(scene, 'only');
    },
  },
  {
    code: 'EXCEPTION_NOT_FOUND',
    when: 'an exception is resolved that is none',
    params: { number: 2 },
    provoke: async () => resolve(await reported(), 'only', 'corrected', { number: 2 }),
  },
  {
    code: 'EXCEPTION_NOT_OWN',
    when: 'the arbiter’s exception is resolved by the bank',
    params: { owner: 'AuditorMSP:arbitration' },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      const exceptions = scene.milestone('only').exceptions?.map((exception) => {
        return { ...exception, owner: 'AuditorMSP:arbitration' };
      });
      await rewrite(scene, 'only', { exceptions: exceptions as never });
      return resolve(scene, 'only', 'corrected');
    },
  },
  {
    code: 'REFERRAL_NOT_POSSIBLE',
    when: 'an exception is referred where no arbiter is named',
    params: { number: 1 },
    provoke: async () => resolve(await reported(), 'only', 'referred'),
  },
  {
    code: 'REFERRAL_NOT_POSSIBLE',
    when: 'the arbiter refers what is its own',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');
      const parties = { ...textileParties, arbiter };
      const scene = await Scene.secured(dealOf([{ id: 'only' }], { parties }));
      await report(scene, 'only');
      await resolve(scene, 'only', 'referred');
      await confirm(scene, 'only');
      return resolve(scene, 'only', 'referred', { label: 'arbitration.maker' });
    },
  },
  {
    code: 'RESOLUTION_NOT_FOUND',
    when: 'a resolution is confirmed that nobody entered',
    params: { number: 1 },
    provoke: async () => confirm(await reported(), 'only'),
  },
  {
    code: 'RESOLUTION_NOT_FOUND',
    when: 'the payee consents to another resolution than the one on record',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      await resolve(scene, 'only', 'written-off');
      const fields = { number: 1, note: fileHash('another end') };
      return scene.on('only', 'textiles.checker', 'consentToResolution', fields);
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who entered a resolution confirms it',
    params: { reason: 'this user entered the resolution' },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      await resolve(scene, 'only', 'corrected');
      const [first] = scene.milestone('only').exceptions ?? [];
      const by = { participant: 'BankMSP:trade-bank', user: 'trade-bank.checker' };
      const resolution = { ...first?.resolution, entered: { by } };
      await rewrite(scene, 'only', { exceptions: [{ ...first, resolution }] as never });
      return confirm(scene, 'only');
    },
  },
  {
    code: 'CONSENT_NOT_ASKED',
    when: 'the payee consents to what needs no consent',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      await resolve(scene, 'only', 'corrected');
      const fields = { number: 1, ...note };
      return scene.on('only', 'textiles.checker', 'consentToResolution', fields);
    },
  },
  {
    code: 'CONSENT_MISSING',
    when: 'a loss is written off without the payee',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await reported();
      await resolve(scene, 'only', 'written-off');
      return confirm(scene, 'only');
    },
  },
  {
    code: 'EXCEPTIONS_OPEN',
    when: 'an agreement is closed while an exception is open',
    params: { milestone: 'only', open: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dealOf([{ id: 'only' }]));
      await lapse(scene);
      await report(scene, 'only');
      return scene.send('textiles.maker', 'closeAgreement');
    },
  },
];
