import { DAY, fileHash } from '../support/deal.js';
import { demand, recordInstrument } from '../support/instrument.js';
import { agreeRate, fixRate, rateFields } from '../support/pay-to.js';
import { approved, due, instructed } from '../support/probe-scenes.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

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

/** Refusals of rates, and of what is recorded of guarantees. */
export const rateRefusals: readonly Refusal[] = [
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
