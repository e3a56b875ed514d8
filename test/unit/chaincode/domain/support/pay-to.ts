import {
  participantIdSchema,
  type Participant,
  type PayToChange,
  type PrivateDocument,
  type Sha256,
} from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import { DAY, saltOf } from './deal.js';
import { overwrite } from './records.js';
import { Scene } from './scene.js';

/** A document of another account. */
export function accountDocument(name = 'new'): PrivateDocument {
  return {
    kind: 'pay-to-change',
    salt: saltOf(`account ${name}`),
    account: 'DE02120300000000202051',
    name: 'Indus Textiles',
    bank: 'BYLADEM1001',
  };
}

/** The payee files another account with its bank. @returns the hash of the document */
export async function fileAccount(
  scene: Scene,
  { name = 'new', label = 'textiles.maker', to = ['ExporterMSP', 'BankMSP'] } = {},
): Promise<Sha256> {
  const document = accountDocument(name);
  const hash = hashOf(document);
  const options = { documents: { [hash]: document } };
  await scene.send(label, 'fileDocument', { kind: 'pay-to-change', to }, options);
  return hash;
}

/** One step of a change of account, in the order in which they are taken. */
export type PayToStep = 'changePayTo' | 'approvePayTo' | 'callBackPayTo' | 'confirmPayTo';

const stepLabels: Readonly<Record<PayToStep, string>> = {
  changePayTo: 'textiles.maker',
  approvePayTo: 'textiles.checker',
  callBackPayTo: 'trade-bank.maker',
  confirmPayTo: 'trade-bank.checker',
};

/** Takes one step of a change of account, as whoever takes it. */
export function payTo(
  scene: Scene,
  type: PayToStep,
  document: string,
  { milestoneId = 'order', label = stepLabels[type] } = {},
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, label, type, { document });
}

/** The exporter changes its account, from the filing to the bank's word. */
export async function changeAccount(scene: Scene, name = 'new'): Promise<Sha256> {
  const document = await fileAccount(scene, { name });
  await payTo(scene, 'changePayTo', document);
  await payTo(scene, 'approvePayTo', document);
  await payTo(scene, 'confirmPayTo', document);
  return document;
}

/** The n-th change of account on record of a milestone, the latest at -1. */
export function changeOf(scene: Scene, index = -1): PayToChange {
  const change = scene.milestone('order').payTo?.at(index);
  if (change === undefined) throw new Error('no change of account is on record');
  return change;
}

/** Registers the exporter as a participant with one user, past the rules. */
export async function makeSole({ consortium }: Scene): Promise<void> {
  const key = keys.participant(participantIdSchema.parse('ExporterMSP:textiles'));
  const bytes = consortium.ledger.values.get(key) ?? new Uint8Array();
  await overwrite(consortium, key, { ...decode<Participant>(bytes), sole: true });
}

/** The document of a rate. */
export function rateDocument(name = 'rate'): PrivateDocument {
  const digits = { fromDecimals: 2, toDecimals: 0 };
  return { kind: 'rate', salt: saltOf(name), from: 'EUR', to: 'JPY', rate: '161.5', ...digits };
}

/** The fields of a rate that is valid for five days, whose document is filed. */
export async function rateFields(scene: Scene, name = 'rate'): Promise<CommandFields> {
  const document = await scene.file('rate', rateDocument(name));
  const { id: orderId } = scene.order('order');
  return { orderId, document, validUntil: scene.consortium.now() + 5 * DAY };
}

/** The payee agrees to the rate that the bank offered. */
export function agreeRate(
  scene: Scene,
  { orderId, document }: CommandFields,
  label = 'textiles.checker',
): Promise<SubmitAnswer> {
  return scene.on('order', label, 'agreeRate', { orderId, document });
}

/** Bank and payee fix a rate for the first order. */
export async function fixRate(scene: Scene): Promise<CommandFields> {
  const fields = await rateFields(scene);
  await scene.on('order', 'trade-bank.maker', 'fixRate', fields);
  await agreeRate(scene, fields);
  return fields;
}
