import { participantIdSchema, type Assignment, type Sha256 } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties, type Deal } from '../../../../../scripts/case/textile-deal.js';
import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import { dealOf, saltOf, type MilestoneSketch } from './deal.js';
import { Scene } from './scene.js';

/** The financier of the cast. */
export const FINANCIER = participantIdSchema.parse('BankMSP:finance');

/** The only milestone of most deals of these tests. */
export const ONLY = 'only';

/** A quarter of a milestone, in parts. */
export const QUARTER = 250_000_000_000;

/** A deal that names a financier, with automatic approval nowhere unless the sketch says so. */
export function financedDeal(sketches: readonly MilestoneSketch[] = [{ id: ONLY }]): Deal {
  const parties = { ...textileParties, financiers: [FINANCIER] };
  return dealOf(sketches, { parties });
}

/** A secured agreement that names a financier. */
export function financedScene(sketch: Partial<MilestoneSketch> = {}): Promise<Scene> {
  return Scene.secured(financedDeal([{ id: ONLY, ...sketch }]));
}

/** The hash of an invoice of the exporter. */
export function invoiceOf(number = '1'): Sha256 {
  return hashOf({ issuer: 'Indus Textiles', number, date: '2026-03-02' });
}

/** The exporter's maker reserves an invoice. */
export function recordFinancing(
  scene: Scene,
  invoice = invoiceOf(),
  milestoneId = ONLY,
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'textiles.maker', 'recordFinancing', { invoice });
}

/** The document that bank and financier need, not filed yet. */
export function assignmentDocument(
  { deal }: Scene,
  number = '1',
  milestoneId = ONLY,
): CommandFields {
  const { name, bank, account } = { name: 'Harbour Finance', bank: 'HARBINBB', account: 'A-1' };
  return {
    kind: 'assignment',
    salt: saltOf(`assignment ${number}`),
    invoice: { issuer: 'Indus Textiles', number, date: '2026-03-02' },
    currency: 'EUR',
    decimals: 2,
    commercial: deal.documents.commercial[milestoneId],
    payTo: { account, name, bank },
  };
}

/** The exporter files the document of an assignment. @returns its hash */
export async function fileAssignment(
  scene: Scene,
  number = '1',
  milestoneId = ONLY,
): Promise<Sha256> {
  const document = assignmentDocument(scene, number, milestoneId);
  const hash = hashOf(document);
  const to = ['ExporterMSP', 'BankMSP'];
  const documents = { [hash]: document };
  await scene.send('textiles.maker', 'fileDocument', { kind: 'assignment', to }, { documents });
  return hash;
}

/** The fields of a proposal about an invoice. */
export function proposalFields(scene: Scene, number = '1', milestoneId = ONLY): CommandFields {
  return {
    financier: FINANCIER,
    invoice: invoiceOf(number),
    document: hashOf(assignmentDocument(scene, number, milestoneId)),
    share: QUARTER,
  };
}

/** The exporter's checker proposes to assign a quarter, or what the fields say. */
export function propose(
  scene: Scene,
  fields: CommandFields = {},
  number = '1',
  milestoneId = ONLY,
): Promise<SubmitAnswer> {
  const all = { ...proposalFields(scene, number, milestoneId), ...fields };
  return scene.on(milestoneId, 'textiles.checker', 'proposeAssignment', all);
}

/** The n-th assignment of a milestone. */
export function assignmentOf(scene: Scene, number = 1, milestoneId = ONLY): Assignment {
  const found = scene.milestone(milestoneId).assignments?.find((each) => each.number === number);
  if (found === undefined) throw new Error(`${milestoneId} has no assignment ${String(number)}`);
  return found;
}

/** The bank takes note of an assignment. */
export function acknowledge(
  scene: Scene,
  number = 1,
  fields: CommandFields = {},
  milestoneId = ONLY,
): Promise<SubmitAnswer> {
  const { hash } = assignmentOf(scene, number, milestoneId);
  const all = { number, hash, ...fields };
  return scene.on(milestoneId, 'trade-bank.checker', 'acknowledgeAssignment', all);
}

/** Records an invoice and proposes to assign a share of it; the document is filed. */
export async function proposed(
  scene: Scene,
  fields: CommandFields = {},
  number = '1',
  milestoneId = ONLY,
): Promise<void> {
  await recordFinancing(scene, invoiceOf(number), milestoneId);
  await fileAssignment(scene, number, milestoneId);
  await propose(scene, fields, number, milestoneId);
}

/** Assigns a share, from the invoice on. */
export async function assign(
  scene: Scene,
  share: number = QUARTER,
  number = '1',
  milestoneId = ONLY,
): Promise<void> {
  await proposed(scene, { share }, number, milestoneId);
  const latest = scene.milestone(milestoneId).assignments?.length;
  await acknowledge(scene, latest, {}, milestoneId);
}

/** What the financier, or another, does about an assignment. */
export function answer(
  scene: Scene,
  type: 'rejectAssignment' | 'releaseAssignment' | 'consentToAct',
  fields: CommandFields = {},
  label = 'finance.checker',
): Promise<SubmitAnswer> {
  const reason = type === 'rejectAssignment' ? { reason: 'NOT_OURS' } : {};
  return scene.on(ONLY, label, type, { number: 1, ...reason, ...fields });
}
