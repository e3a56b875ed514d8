import { userOf } from '../../../../support/cast.js';
import { DAY, fileHash } from '../support/deal.js';
import { demand, recordInstrument } from '../support/instrument.js';
import {
  agreeRate,
  changeAccount,
  changeOf,
  fileAccount,
  fixRate,
  makeSole,
  payTo,
  rateFields,
} from '../support/pay-to.js';
import { approved, due, instructed } from '../support/probe-scenes.js';
import { rewrite } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

/** A change of account that its payee entered. */
async function entered(): Promise<Scene> {
  const scene = await Scene.secured();
  await payTo(scene, 'changePayTo', await fileAccount(scene));
  return scene;
}

/** The same of a payee with one user. */
async function enteredAlone(): Promise<Scene> {
  const scene = await Scene.secured();
  await makeSole(scene);
  await payTo(scene, 'changePayTo', await fileAccount(scene));
  return scene;
}

function step(scene: Scene, type: Parameters<typeof payTo>[1]): Promise<unknown> {
  return payTo(scene, type, changeOf(scene).document);
}

/** The bank has offered a rate. */
async function offered(): Promise<Scene> {
  const scene = await due();
  await scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
  return scene;
}

function agree(scene: Scene, label?: string): Promise<unknown> {
  const { id: orderId, rate } = scene.order('order');
  return agreeRate(scene, { orderId, document: rate?.document }, label);
}

/** Refusals of changes of account. */
const accountRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'an account is changed in an agreement that nobody signed',
    provoke: async () => payTo(await Scene.proposed(), 'changePayTo', fileHash('account')),
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'a financier that is assigned nothing changes its account',
    params: { permitted: 'payee' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const { slice } = scene.milestone('order');
      const parties = { ...slice.parties, exporterBank: slice.parties.bank };
      await rewrite(scene, 'order', { slice: { ...slice, parties } });
      const label = 'trade-bank.maker';
      return payTo(scene, 'changePayTo', fileHash('account'), { label });
    },
  },
  {
    code: 'PAY_TO_UNCHANGED',
    when: 'the account in force is entered again',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return payTo(scene, 'changePayTo', await changeAccount(scene));
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a payee enters an account that its bank does not hold',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return payTo(scene, 'changePayTo', await fileAccount(scene, { to: ['ExporterMSP'] }));
    },
  },
  {
    code: 'DOCUMENT_HOLDER_NOT_ALLOWED',
    when: 'a payee files its account with the buyer',
    params: { msp: 'BuyerMSP' },
    provoke: async () => fileAccount(await Scene.secured(), { to: ['BuyerMSP'] }),
  },
  {
    code: 'PAY_TO_NOT_ENTERED',
    when: 'the bank confirms what nobody entered',
    provoke: async () => payTo(await entered(), 'confirmPayTo', fileHash('another')),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who entered an account approves it',
    params: { reason: 'this user entered the change' },
    provoke: async (): Promise<unknown> => {
      const scene = await entered();
      const { agreementId } = scene;
      const actor = { ...userOf('textiles.maker'), roles: ['checker'] as const };
      const fields = { agreementId, milestoneId: 'order', document: changeOf(scene).document };
      return scene.consortium.submitAs(actor, 'approvePayTo', fields);
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'another payee approves an account',
    provoke: async (): Promise<unknown> => {
      const scene = await entered();
      const change = { ...changeOf(scene), payee: scene.deal.terms.parties.bank };
      await rewrite(scene, 'order', { payTo: [change] });
      return step(scene, 'approvePayTo');
    },
  },
  {
    code: 'PAY_TO_NOT_VERIFIED',
    when: 'the bank confirms before the payee’s second user',
    params: { missing: 'a second user' },
    provoke: async () => step(await entered(), 'confirmPayTo'),
  },
  {
    code: 'PAY_TO_NOT_VERIFIED',
    when: 'the bank confirms before it called a payee with one user back',
    params: { missing: 'a call back' },
    provoke: async () => step(await enteredAlone(), 'confirmPayTo'),
  },
  {
    code: 'CALL_BACK_NOT_ASKED',
    when: 'the bank calls a payee with two users back',
    provoke: async () => step(await entered(), 'callBackPayTo'),
  },
  {
    code: 'PAY_TO_TOO_EARLY',
    when: 'the bank confirms within two business days',
    provoke: async (): Promise<unknown> => {
      const scene = await enteredAlone();
      await step(scene, 'callBackPayTo');
      return step(scene, 'confirmPayTo');
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who called a payee back confirms',
    params: { reason: 'this user called the payee back' },
    provoke: async (): Promise<unknown> => {
      const scene = await enteredAlone();
      await step(scene, 'callBackPayTo');
      scene.consortium.wait(7 * DAY);
      const { agreementId } = scene;
      const actor = { ...userOf('trade-bank.maker'), roles: ['checker'] as const };
      const fields = { agreementId, milestoneId: 'order', document: changeOf(scene).document };
      return scene.consortium.submitAs(actor, 'confirmPayTo', fields);
    },
  },
];

/** Refusals of rates, and of what is recorded of guarantees. */
const rateRefusals: readonly Refusal[] = [
  {
    code: 'RATE_TOO_LATE',
    when: 'a rate is fixed for an order that is instructed',
    params: { state: 'instructed' },
    provoke: async (): Promise<unknown> => {
      const scene = await instructed();
      return scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
    },
  },
  {
    code: 'RATE_TOO_LATE',
    when: 'the payee agrees when the order is instructed',
    params: { state: 'instructed' },
    provoke: async (): Promise<unknown> => {
      const scene = await approved();
      await scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
      await scene.instruct('order');
      return agree(scene);
    },
  },
  {
    code: 'RATE_ALREADY_AGREED',
    when: 'the bank would replace a rate that is agreed',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      await fixRate(scene);
      return scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
    },
  },
  {
    code: 'RATE_EXPIRED',
    when: 'a rate is fixed that was valid until yesterday',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const fields = { ...(await rateFields(scene)), validUntil: scene.consortium.now() };
      return scene.on('order', 'trade-bank.maker', 'fixRate', fields);
    },
  },
  {
    code: 'RATE_EXPIRED',
    when: 'the payee agrees when the rate is over',
    provoke: async (): Promise<unknown> => {
      const scene = await offered();
      scene.consortium.wait(30 * DAY);
      return agree(scene);
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a rate is fixed whose document the payee does not hold',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const fields = { ...(await rateFields(scene)), document: fileHash('rate') };
      return scene.on('order', 'trade-bank.maker', 'fixRate', fields);
    },
  },
  {
    code: 'ORDER_NOT_FOUND',
    when: 'a rate is fixed for no order',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const fields = { ...(await rateFields(scene)), orderId: `T${'Z'.repeat(30)}` };
      return scene.on('order', 'trade-bank.maker', 'fixRate', fields);
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'the buyer agrees to a rate for the exporter',
    params: { permitted: 'ExporterMSP:textiles' },
    provoke: async () => agree(await offered(), 'retail.checker'),
  },
  {
    code: 'RATE_NOT_FOUND',
    when: 'the payee agrees to what nobody offered',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const { id: orderId } = scene.order('order');
      return agreeRate(scene, { orderId, document: fileHash('rate') });
    },
  },
  {
    code: 'AMOUNT_NOT_CONVERTED',
    when: 'more is filed as paid than the rate gives',
    provoke: async (): Promise<unknown> => {
      const scene = await due();
      const digits = { fromDecimals: 2, toDecimals: 2 };
      return scene.file('settlement', {
        kind: 'settlement',
        salt: fileHash('salt'),
        currency: 'EUR',
        amountMinor: '100',
        chargesMinor: '0',
        payTo: fileHash('pay-to'),
        converted: { currency: 'INR', amountMinor: '9001', rate: '90', ...digits },
      });
    },
  },
  {
    code: 'DEMANDS_EXHAUSTED',
    when: 'a ninth demand is recorded',
    params: { max: 8 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await recordInstrument(scene);
      for (let count = 0; count < 8; count += 1) await demand(scene);
      scene.consortium.wait(DAY);
      return demand(scene);
    },
  },
  {
    code: 'RECORD_NOT_FOUND',
    when: 'a demand names no instrument',
    params: { what: 'instrument', number: 1 },
    provoke: async () => demand(await Scene.secured()),
  },
  {
    code: 'INSTRUMENT_OVER_REDUCED',
    when: 'an instrument is reduced by more than all of it',
    params: { bps: 10_001 },
    provoke: async (): Promise<unknown> => {
      const whole = { milestoneId: 'order', bps: 10_000 };
      const reductions = [whole, { ...whole, bps: 1 }];
      return recordInstrument(await Scene.secured(), { reductions });
    },
  },
  {
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: 'an instrument is reduced by a milestone that this one never hears of',
    params: { milestone: 'order', dependency: 'delivery' },
    provoke: async (): Promise<unknown> => {
      const reductions = [{ milestoneId: 'delivery', bps: 1 }];
      return recordInstrument(await Scene.secured(), { reductions });
    },
  },
];

/** Refusals of what changes how, where and on what grounds is paid. */
export const payToRefusals: readonly Refusal[] = [...accountRefusals, ...rateRefusals];
