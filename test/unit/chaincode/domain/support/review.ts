import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import type { Deal } from '../../../../../scripts/case/textile-deal.js';
import { caseDeal, DAY } from './deal.js';
import { evidenceFields } from './fields.js';
import { Scene } from './scene.js';

/** What a time rule waits for beyond its deadline. */
export const TOLERANCE_MILLIS = 180_000;

/** Signed, and undertaken by the bank instead of paid in. */
export async function undertaken(deal: Deal = caseDeal()): Promise<Scene> {
  const scene = await Scene.active(deal);
  await scene.secure({ form: 'payment-undertaking' });
  return scene;
}

/** The buyer's review of the latest presentation stands still for evidence. */
export function suspendReview(
  scene: Scene,
  milestoneId: string,
  evidence: readonly number[],
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  const named = { ...scene.presentationFields(milestoneId), evidence, reason: 'unreadable' };
  return scene.on(milestoneId, 'retail.checker', 'suspendReview', { ...named, ...fields });
}

/** The buyer lets the review of the latest presentation go on. */
export function resumeReview(scene: Scene, milestoneId: string): Promise<SubmitAnswer> {
  const { number: presentation } = scene.presentation(milestoneId, -1);
  return scene.on(milestoneId, 'retail.checker', 'resumeReview', { presentation });
}

/** The exporter attaches a file in the place of another. */
export function replaceEvidence(
  scene: Scene,
  milestoneId: string,
  of: { readonly replaces: number; readonly hash: string; readonly docType?: string },
): Promise<SubmitAnswer> {
  const { replaces, hash, docType = 'order-confirmation' } = of;
  const fields = { ...evidenceFields(docType, hash), replaces };
  return scene.on(milestoneId, 'textiles.maker', 'attachEvidence', fields);
}

/** The exporter gives parts of a milestone up. */
export function reduce(
  scene: Scene,
  milestoneId: string,
  share: number,
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  const all = { share, reason: 'QUANTITY_SHORT', ...fields };
  return scene.on(milestoneId, 'textiles.checker', 'reduceMilestone', all);
}

/** The buyer waives one leaf of a tranche. */
export function waiveCondition(
  scene: Scene,
  milestoneId: string,
  leaf = 0,
  tranche = 'whole',
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'retail.checker', 'waiveCondition', { tranche, leaf });
}

/** The buyer waives lateness. */
export function waiveLateness(
  scene: Scene,
  milestoneId: string,
  until: number,
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'retail.checker', 'waiveLateness', { until });
}

/** The bank confirms a waiver under its undertaking. */
export function confirmWaiver(
  scene: Scene,
  milestoneId: string,
  number = 1,
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'trade-bank.checker', 'confirmWaiver', { number });
}

/** The due date of a milestone and its grace pass, and somebody advances it. */
export async function expire(scene: Scene, milestoneId: string): Promise<void> {
  const { review, slice } = scene.milestone(milestoneId);
  scene.consortium.setClock(review.dueDate + slice.definition.graceDays * DAY + TOLERANCE_MILLIS);
  await scene.advance(milestoneId);
}
