import { participantIdSchema } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { fileHash } from './deal.js';
import { lapse, proposeTermination } from './ending.js';
import { hold, report, resolve } from './payment.js';
import { rewrite, rewriteAgreement } from './records.js';
import { Scene } from './scene.js';

/** A secured agreement with a transport document on record. */
export async function shipping(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.attach('shipment', 'bill-of-lading');
  return scene;
}

/** The exporter has attached what it will present. */
export async function presenting(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.attach('order');
  return scene;
}

/** The first milestone is under review. */
export async function presented(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.present('order');
  return scene;
}

/** The first milestone is accepted. */
export async function due(): Promise<Scene> {
  const scene = await presented();
  await scene.accept('order');
  return scene;
}

/** Both officers have approved. */
export async function approved(): Promise<Scene> {
  const scene = await due();
  await scene.approve('order', 1);
  await scene.approve('order', 2);
  return scene;
}

/** The bank has sent the payment. */
export async function instructed(): Promise<Scene> {
  const scene = await approved();
  await scene.instruct('order');
  return scene;
}

/** What is said of an attempt that failed. */
export const setbackFields = { attempt: 1, reason: 'AC04', message: fileHash('pacs') } as const;

/** Compliance of another officer holds the order. */
export async function held(): Promise<Scene> {
  const scene = await due();
  await hold(scene, 'order', 'sanctions');
  const { hold: barred } = scene.order('order');
  const by = { participant: textileParties.bank, user: 'another officer' };
  const [order] = scene.milestone('order').orders;
  const orders = [{ ...order, hold: { ...barred, by } }] as never;
  await rewrite(scene, 'order', { orders });
  return scene;
}

/** The bank has reported something. */
export async function excepted(): Promise<Scene> {
  const scene = await Scene.secured();
  await report(scene, 'order');
  return scene;
}

/** The bank would write it off. */
export async function writingOff(): Promise<Scene> {
  const scene = await excepted();
  await resolve(scene, 'order', 'written-off');
  return scene;
}

/** What anybody but its owner's other users entered. */
export async function resolving(): Promise<Scene> {
  const scene = await excepted();
  await resolve(scene, 'order', 'corrected');
  return scene;
}

/** The debit is booked. */
export async function settled(): Promise<Scene> {
  const scene = await instructed();
  await scene.settle('order');
  return scene;
}

/** Nobody secured it until the long-stop date. */
export async function lapsed(): Promise<Scene> {
  const scene = await Scene.active();
  await lapse(scene);
  return scene;
}

/** Open to the consent of either side: whoever proposed it is none of the cast. */
export async function terminating(): Promise<Scene> {
  const scene = await Scene.active();
  const termination = await proposeTermination(scene, []);
  const by = { participant: participantIdSchema.parse('BuyerMSP:other'), user: 'other.maker' };
  await rewriteAgreement(scene, { termination: { ...termination, by } });
  return scene;
}
