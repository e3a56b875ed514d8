import type { SubmitAnswer } from '../../../../support/consortium.js';
import { fileHash } from './deal.js';
import type { Scene } from './scene.js';

/** The bank's compliance officer bars the latest order. */
export function hold(scene: Scene, milestoneId: string, reason: string): Promise<SubmitAnswer> {
  const { id: orderId } = scene.order(milestoneId);
  return scene.on(milestoneId, 'trade-bank.compliance', 'holdOrder', { orderId, reason });
}

/** The bank reports a message that fits no attempt. */
export function report(
  scene: Scene,
  milestoneId: string,
  fields: { readonly orderId?: string; readonly kind?: string } = {},
): Promise<SubmitAnswer> {
  const all = { kind: 'unmatched', note: fileHash('note'), ...fields };
  return scene.on(milestoneId, 'trade-bank.maker', 'reportException', all);
}

/** The owner of an exception enters how it shall end. */
export function resolve(
  scene: Scene,
  milestoneId: string,
  as: string,
  { number = 1, label = 'trade-bank.maker' } = {},
): Promise<SubmitAnswer> {
  const fields = { number, as, note: fileHash('end') };
  return scene.on(milestoneId, label, 'resolveException', fields);
}

/** Another user of the owner confirms it. */
export function confirm(
  scene: Scene,
  milestoneId: string,
  { number = 1, label = 'trade-bank.checker' } = {},
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, label, 'confirmResolution', { number, note: fileHash('end') });
}

/** The current attempt of an order was rejected, or its money came back. */
export function setBack(
  scene: Scene,
  milestoneId: string,
  type: 'rejectOrder' | 'returnOrder',
  attempt = 1,
): Promise<SubmitAnswer> {
  const { id: orderId } = scene.order(milestoneId);
  const fields = { orderId, attempt, reason: 'AC04', message: fileHash('pacs') };
  return scene.on(milestoneId, 'trade-bank.maker', type, fields);
}
