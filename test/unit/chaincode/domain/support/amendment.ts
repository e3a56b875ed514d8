import {
  IN_FORCE,
  holdersOf,
  type Agreement,
  type AgreementId,
  type Parties,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import type { Deal } from '../../../../../scripts/case/textile-deal.js';
import { amended, type AmendedDeal, type Change } from '../../../../support/amended-deal.js';
import type { SubmitAnswer } from '../../../../support/consortium.js';
import type { Scene } from './scene.js';

/** One side proposes an amendment. */
export function propose(
  scene: Scene,
  deal: AmendedDeal,
  number = 2,
  label = 'textiles.maker',
): Promise<SubmitAnswer> {
  const { terms, revalued, lowered } = deal;
  return scene.send(label, 'proposeAmendment', { number, terms, revalued, lowered });
}

/** Files all documents of an amendment with all members that may hold them. */
export async function fileAmended(scene: Scene, deal: AmendedDeal, number = 2): Promise<void> {
  for (const kind of ['commercial', 'technical', 'pay-to'] as const) {
    const to = holdersOf(deal.terms.parties, kind);
    await fileWith(scene, deal, { kind, to, number });
  }
}

/** Files the documents of one kind with some members. */
export function fileWith(
  scene: Scene,
  deal: AmendedDeal,
  of: {
    readonly kind: 'commercial' | 'technical' | 'pay-to';
    readonly to: readonly string[];
    readonly number: number;
  },
): Promise<SubmitAnswer> {
  const { kind, to, number: termsVersion } = of;
  const former = Object.entries(deal.former).map(([part, each]) => [`${IN_FORCE}${part}`, each]);
  const shown = kind === 'commercial' ? (Object.fromEntries(former) as object) : {};
  const documents = { ...deal.documents[kind], ...shown };
  return scene.send('textiles.maker', 'fileDocument', { kind, to, termsVersion }, { documents });
}

/** Proposed, and filed with every holder. */
export async function proposeAndFileAmended(
  scene: Scene,
  deal: AmendedDeal,
  number = 2,
): Promise<void> {
  await propose(scene, deal, number);
  await fileAmended(scene, deal, number);
}

/** A version of the agreement's terms on record. */
export function termsOf(scene: Scene, number: number): TermsRecord {
  const bytes = scene.consortium.ledger.values.get(keys.terms(scene.agreementId, number));
  if (bytes === undefined) throw new Error(`there are no terms ${String(number)}`);
  return decode<TermsRecord>(bytes);
}

/** The fields that name an amendment by what was proposed. */
export function amendmentFields(
  scene: Scene,
  number = 2,
): { readonly number: number; readonly termsHash: string } {
  const { commands: _commands, ...record } = termsOf(scene, number);
  return { number, termsHash: hashOf(record) };
}

/** A party consents. */
export function consent(scene: Scene, label: string, number = 2): Promise<SubmitAnswer> {
  return scene.send(label, 'consentToAmendment', amendmentFields(scene, number));
}

/** The proposer's consent, which opens it. */
export async function open(scene: Scene, change: Change = {}, number = 2): Promise<AmendedDeal> {
  const deal = amended(scene.deal, change);
  await proposeAndFileAmended(scene, deal, number);
  await consent(scene, 'textiles.checker', number);
  return deal;
}

/** Buyer and bank consent after the exporter. @returns the answer to the last consent */
export async function concludeWith(
  scene: Scene,
  labels: readonly string[] = ['retail.checker', 'trade-bank.checker'],
  number = 2,
): Promise<SubmitAnswer> {
  const answers: SubmitAnswer[] = [];
  for (const label of labels) answers.push(await consent(scene, label, number));
  const last = answers.at(-1);
  if (last === undefined) throw new Error('somebody consents last');
  return last;
}

/** An amendment of an exporter that everybody consents to. */
export async function amend(
  scene: Scene,
  change: Change,
  more: readonly string[] = [],
): Promise<AmendedDeal> {
  const deal = await open(scene, change);
  await concludeWith(scene, [...more, 'retail.checker', 'trade-bank.checker']);
  return deal;
}

/** What the agreement remembers of the last amendment. */
export function outcomeOf(scene: Scene): Agreement['lastAmendment'] {
  return scene.agreement().lastAmendment;
}

/** The members that endorse each key of the agreement. */
export function endorsers(scene: Scene): ReadonlyMap<string, string> {
  const id: AgreementId = scene.agreementId;
  const own = [...scene.consortium.ledger.policies].filter(([key]) => key.includes(id));
  return new Map(own.map(([key, policy]) => [key, JSON.stringify(policy)]));
}

/** The parties of a deal with some under another id. */
export function partiesWith(deal: Deal, change: Partial<Parties>): Parties {
  return { ...deal.terms.parties, ...change };
}
