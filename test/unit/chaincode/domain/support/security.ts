import { mspOf } from '@tranche/chaincode/domain';
import { textileParties, type Deal } from '../../../../../scripts/case/textile-deal.js';
import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import { dealOf, fileHash, saltOf, TOTAL_MINOR, type MilestoneSketch } from './deal.js';
import { Scene } from './scene.js';

const { bank, auditors } = textileParties;

/** A deal whose securities two users of the bank attest. */
export function dualDeal(sketches: readonly MilestoneSketch[] = [{ id: 'only' }]): Deal {
  return dealOf(sketches, { securityApproval: 'dual' });
}

/** Enters the security of a dual deal, and names its document. */
export async function enter(scene: Scene, fields: CommandFields = {}): Promise<string> {
  const security = await scene.securityFields();
  await scene.send('trade-bank.maker', 'secureFunds', { ...security, ...fields });
  return String(security['document']);
}

/** Another user of the bank confirms it. */
export function confirmSecurity(
  scene: Scene,
  document: string,
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  return scene.send('trade-bank.checker', 'confirmSecurity', { document, ...fields });
}

/** A security document that the bank filed anew. */
export async function anotherDocument(scene: Scene): Promise<string> {
  return String((await scene.securityFields())['document']);
}

/** The bank lets the security last longer. */
export async function extend(
  scene: Scene,
  expiry: number,
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  const document = await anotherDocument(scene);
  return scene.send('trade-bank.maker', 'extendSecurity', { expiry, document, ...fields });
}

/** The bank attests more. */
export async function increase(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const document = await anotherDocument(scene);
  const reference = fileHash('larger statement');
  const all = { reference, document, ...fields };
  return scene.send('trade-bank.maker', 'increaseSecurity', all);
}

/** The exporter takes a security that expires early. */
export function acceptShort(
  scene: Scene,
  expiry: number,
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  return scene.send('textiles.checker', 'acceptShortSecurity', { expiry, ...fields });
}

/** Secured until a date that the exporter takes, whatever it is. */
export async function securedUntil(
  deal: Deal,
  expiry: number,
  form = 'escrow-deposit',
): Promise<Scene> {
  const scene = await Scene.active(deal);
  await acceptShort(scene, expiry);
  await scene.secure({ expiry, form });
  return scene;
}

/** The exporter gives held parts back. */
export function release(
  scene: Scene,
  milestoneId: string,
  fields: CommandFields = {},
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'textiles.checker', 'releaseSecurity', fields);
}

/** The bank files a statement of its account. */
export function fileBalance(
  scene: Scene,
  { bookedMinor = TOTAL_MINOR, coveredMinor = TOTAL_MINOR, name = 'statement' } = {},
): Promise<string> {
  const document = {
    kind: 'balance',
    salt: saltOf(name),
    account: 'ESCROW-0001',
    currency: 'EUR',
    bookedMinor: String(bookedMinor),
    coveredMinor: String(coveredMinor),
  } as const;
  return scene.file('balance', document, [bank, ...auditors].map(mspOf));
}

/** The bank attests its balance. */
export function attest(scene: Scene, document: string, asOf: string): Promise<SubmitAnswer> {
  return scene.send('trade-bank.maker', 'attestBalance', { document, asOf });
}
