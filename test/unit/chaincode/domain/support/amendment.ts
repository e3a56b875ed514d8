import {
  IN_FORCE,
  holdersOf,
  sha256Schema,
  type Agreement,
  type AgreementId,
  type MilestoneTerms,
  type Parties,
  type PrivateDocument,
  type PublicTerms,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import type { Deal } from '../../../../../scripts/case/textile-deal.js';
import type { SubmitAnswer } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { accepted, DAY, saltOf, tranche } from './deal.js';
import type { Scene } from './scene.js';

/** What an amendment of a test changes; everything else stays. */
export interface Change {
  readonly terms?: Partial<PublicTerms>;
  readonly milestones?: Readonly<Record<string, Partial<MilestoneTerms>>>;
  /** Money of milestones in minor units; of one that is not there yet it adds it. */
  readonly amounts?: Readonly<Record<string, bigint>>;
  readonly currency?: string;
  readonly revalued?: readonly string[];
  readonly lowered?: readonly { milestoneId: string; share: number; exact?: true }[];
}

/** Terms that amend others, with their documents and those that they change. */
export interface AmendedDeal extends Deal {
  readonly revalued: readonly string[];
  readonly lowered: NonNullable<Change['lowered']>;
  /** Commercial documents that are other ones by now, by part. */
  readonly former: Readonly<Record<string, PrivateDocument>>;
}

let salts = 0;

function newSalt(): string {
  salts += 1;
  return saltOf(`amendment ${String(salts)}`);
}

/** The deal as an amendment would make it, open for 30 days. */
export function amended(deal: Deal, change: Change = {}): AmendedDeal {
  const commercial = commercialDocuments(deal, change);
  const technical = { ...deal.documents.technical };
  const money = [...deal.terms.milestones.map(({ id }) => String(id))];
  const added = Object.keys(change.amounts ?? {}).filter((id) => !money.includes(id));
  for (const id of added) {
    const [some] = Object.values(technical);
    technical[id] = { ...some, salt: newSalt(), milestoneId: id } as never;
  }
  const shares = sharesOf([...money, ...added], commercial);
  const definitions = [...deal.terms.milestones, ...added.map((id) => addedMilestone(deal, id))];
  const milestones = definitions.map((definition, index): MilestoneTerms => {
    const { id } = definition;
    const commitments = {
      commercial: sha256Schema.parse(hashOf(commercial[id])),
      technical: sha256Schema.parse(hashOf(technical[id])),
    };
    const nominal = change.amounts === undefined ? {} : { shareBps: shares[index] ?? 0 };
    return { ...definition, ...nominal, commitments, ...change.milestones?.[id] };
  });
  const commitments = {
    ...deal.terms.commitments,
    header: sha256Schema.parse(hashOf(commercial['header'])),
  };
  const openUntil = (MONDAY + 30 * DAY) as PublicTerms['openUntil'];
  const terms = { ...deal.terms, milestones, commitments, openUntil, ...change.terms };
  const { documents } = deal;
  const former = Object.entries(documents.commercial).filter(
    ([part, document]) => hashOf(document) !== hashOf(commercial[part]),
  );
  return {
    terms,
    documents: { ...documents, commercial, technical },
    revalued: change.revalued ?? [],
    lowered: change.lowered ?? [],
    former: Object.fromEntries(former),
  };
}

function addedMilestone(deal: Deal, id: string): MilestoneTerms {
  const [first] = deal.terms.milestones;
  if (first === undefined) throw new Error('a deal has milestones');
  const tranches = [tranche('whole', 10_000, accepted)];
  return { ...first, id: id as never, evidence: 'none', tranches, dependsOn: [] };
}

function commercialDocuments(deal: Deal, change: Change): Record<string, PrivateDocument> {
  const commercial = { ...deal.documents.commercial };
  const { header } = commercial;
  const [sample] = Object.values(commercial).filter(({ kind }) => kind === 'commercial-milestone');
  for (const [id, amountMinor] of Object.entries(change.amounts ?? {})) {
    const before = commercial[id] ?? sample;
    const document = { ...before, salt: newSalt(), milestoneId: id };
    commercial[id] = { ...document, amountMinor: String(amountMinor) } as never;
  }
  if (change.amounts === undefined && change.currency === undefined) return commercial;
  const totalMinor = amountsIn(commercial).reduce((sum, each) => sum + each, 0n);
  const currency = change.currency === undefined ? {} : { currency: change.currency };
  const values = { salt: newSalt(), totalMinor: String(totalMinor), ...currency };
  commercial['header'] = { ...header, ...values } as never;
  return commercial;
}

function amountsIn(commercial: Readonly<Record<string, PrivateDocument>>): readonly bigint[] {
  return Object.values(commercial).flatMap((document) =>
    document.kind === 'commercial-milestone' ? [BigInt(document.amountMinor)] : [],
  );
}

/** The money of a milestone by the documents of a deal. */
export function amountIn(deal: Deal, id: string): bigint {
  const document = deal.documents.commercial[id];
  if (document?.kind !== 'commercial-milestone') throw new Error(`${id} has no price`);
  return BigInt(document.amountMinor);
}

/** Nominal shares of amounts, each the difference of two rounded running sums. */
function sharesOf(
  ids: readonly string[],
  commercial: Readonly<Record<string, PrivateDocument>>,
): readonly number[] {
  const amounts = ids.map((id) => {
    const document = commercial[id];
    return document?.kind === 'commercial-milestone' ? BigInt(document.amountMinor) : 0n;
  });
  const total = amounts.reduce((sum, each) => sum + each, 0n);
  let running = 0n;
  let before = 0;
  return amounts.map((amount) => {
    running += amount;
    const until = Number((running * 10_000n) / total);
    const share = until - before;
    before = until;
    return share;
  });
}

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
