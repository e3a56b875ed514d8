import {
  participantIdSchema,
  SHARE_BASIS_POINT,
  type Award,
  type Dispute,
  type Offer,
  type PublicTerms,
  type Ruling,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import { DAY, dealOf, fileHash, type MilestoneSketch } from './deal.js';
import { Scene } from './scene.js';

/** Parts of a milestone in one hundredth of it. */
export const PERCENT = 100 * SHARE_BASIS_POINT;

/** Tolerance of what becomes possible at a deadline, in milliseconds. */
export const TOLERANCE = 180_000;

/** Who decides the disputes of these tests. */
export const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');

/** The parties of the textile case with an arbiter. */
export const arbitrated = { ...textileParties, arbiter };

/** A secured agreement of one milestone, with an arbiter unless the terms say otherwise. */
export function disputable(
  sketch: Partial<MilestoneSketch> = {},
  terms: Partial<PublicTerms> = {},
): Promise<Scene> {
  return Scene.secured(dealOf([{ id: 'only', ...sketch }], { parties: arbitrated, ...terms }));
}

/** The buyer has refused what was presented of it. */
export async function refused(
  sketch: Partial<MilestoneSketch> = {},
  terms: Partial<PublicTerms> = {},
): Promise<Scene> {
  const scene = await disputable(sketch, terms);
  await scene.present('only');
  await scene.refuse('only');
  return scene;
}

/** The fields of a dispute about the last refusal, or what they say. */
export function stakeFields(fields: CommandFields = {}): CommandFields {
  return { grounds: 'refusal', reason: fileHash('reason'), evidence: [], ...fields };
}

/** The exporter disputes the refusal, or somebody what the fields say. */
export function open(
  scene: Scene,
  fields: CommandFields = {},
  label = 'textiles.maker',
): Promise<SubmitAnswer> {
  return scene.on('only', label, 'openDispute', stakeFields(fields));
}

/** The exporter disputes everything that was refused. */
export async function disputed(
  sketch: Partial<MilestoneSketch> = {},
  terms: Partial<PublicTerms> = {},
): Promise<Scene> {
  const scene = await refused(sketch, terms);
  await open(scene);
  return scene;
}

/** The same in the arbiter's hands. */
export async function escalated(
  sketch: Partial<MilestoneSketch> = {},
  terms: Partial<PublicTerms> = {},
): Promise<Scene> {
  const scene = await disputed(sketch, terms);
  await escalate(scene);
  return scene;
}

/** Adds a side's share to the dispute. */
export function add(
  scene: Scene,
  fields: CommandFields = {},
  label = 'retail.maker',
): Promise<SubmitAnswer> {
  return scene.on('only', label, 'addToDispute', { number: 1, ...stakeFields(fields) });
}

/** Both sides call the arbiter. */
export async function escalate(scene: Scene, number = 1): Promise<void> {
  await scene.on('only', 'textiles.maker', 'escalateDispute', { number });
  await scene.on('only', 'retail.maker', 'escalateDispute', { number });
}

/** The exporter offers a split, open for a week, or somebody what the fields say. */
export function offer(
  scene: Scene,
  fields: CommandFields = {},
  label = 'textiles.checker',
): Promise<SubmitAnswer> {
  const until = scene.consortium.now() + 7 * DAY;
  const all = { number: 1, toPayee: 0, toBuyer: 0, until, ...fields };
  return scene.on('only', label, 'offerSplit', all);
}

/** Accepts the latest open offer. */
export function acceptOffer(
  scene: Scene,
  fields: CommandFields = {},
  label = 'retail.checker',
): Promise<SubmitAnswer> {
  const { number, hash } = offerIn(scene);
  return scene.on('only', label, 'acceptOffer', { number: 1, offer: number, hash, ...fields });
}

/** The arbiter's maker enters a ruling. */
export function rule(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const { number, hash } = disputeIn(scene);
  const all = { number, hash, toPayee: 0, toBuyer: 0, reasons: fileHash('reasons'), ...fields };
  return scene.on('only', 'arbitration.maker', 'ruleDispute', all);
}

/** The arbiter's checker confirms it. */
export function confirmRuling(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const { hash } = rulingIn(scene);
  return scene.on('only', 'arbitration.checker', 'confirmRuling', { number: 1, hash, ...fields });
}

/** The side that opened the dispute takes it back. */
export function withdraw(
  scene: Scene,
  number = 1,
  label = 'textiles.checker',
): Promise<SubmitAnswer> {
  return scene.on('only', label, 'withdrawDispute', { number });
}

/** The bank's maker enters an award. */
export function recordAward(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const document = fileHash('award');
  const all = { number: 1, kind: 'award', document, toPayee: 0, toBuyer: 0, ...fields };
  return scene.on('only', 'trade-bank.maker', 'recordAward', all);
}

/** The bank's checker confirms it. */
export function confirmAward(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const { hash } = awardIn(scene);
  return scene.on('only', 'trade-bank.checker', 'confirmAward', { number: 1, hash, ...fields });
}

/** The buyer stops the award. */
export function stay(scene: Scene): Promise<SubmitAnswer> {
  const fields = { number: 1, document: fileHash('stay') };
  return scene.on('only', 'retail.maker', 'recordStay', fields);
}

/** A dispute of the milestone, the first unless its number is said. */
export function disputeIn(scene: Scene, number = 1): Dispute {
  const found = scene.milestone('only').disputes?.find((each) => each.number === number);
  if (found === undefined) throw new Error(`there is no dispute ${String(number)}`);
  return found;
}

function offerIn(scene: Scene): Offer {
  const found = disputeIn(scene).offers?.at(-1);
  if (found === undefined) throw new Error('nothing is offered');
  return found;
}

function rulingIn(scene: Scene): Ruling {
  const { ruling } = disputeIn(scene);
  if (ruling === undefined) throw new Error('nothing is ruled');
  return ruling;
}

function awardIn(scene: Scene): Award {
  const { award } = disputeIn(scene);
  if (award === undefined) throw new Error('nothing is awarded');
  return award;
}

/** Time comes to a deadline and its tolerance, and somebody advances the milestone. */
export async function advanceTo(scene: Scene, deadline: number | undefined): Promise<void> {
  if (deadline === undefined) throw new Error('there is no deadline');
  scene.consortium.setClock(deadline + TOLERANCE - 1000);
  await scene.advance('only', 'line.maker');
}
