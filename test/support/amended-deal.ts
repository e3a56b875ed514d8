import {
  sha256Schema,
  trancheIdSchema,
  type MilestoneTerms,
  type PrivateDocument,
  type PublicTerms,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import type { Deal } from '../../scripts/case/textile-deal.js';
import { MONDAY } from './memory-ledger.js';

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

const DAY = 86_400_000;

/** One for each document, the same at each replay. */
function saltOf(id: string, value: unknown): string {
  return sha256(`amendment of ${id}: ${String(value)}`);
}

/** The deal as an amendment would make it, open for 30 days. */
export function amended(deal: Deal, change: Change = {}): AmendedDeal {
  const commercial = commercialDocuments(deal, change);
  const technical = { ...deal.documents.technical };
  const money = [...deal.terms.milestones.map(({ id }) => String(id))];
  const added = Object.keys(change.amounts ?? {}).filter((id) => !money.includes(id));
  for (const id of added) {
    const [some] = Object.values(technical);
    technical[id] = { ...some, salt: saltOf(id, 'technical'), milestoneId: id } as never;
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
  const tranches = [
    {
      id: trancheIdSchema.parse('whole'),
      shareBps: 10_000,
      advance: false,
      condition: { type: 'acceptance' as const, by: deal.terms.parties.buyer },
    },
  ];
  return { ...first, id: id as never, evidence: 'none', tranches, dependsOn: [] };
}

function commercialDocuments(deal: Deal, change: Change): Record<string, PrivateDocument> {
  const commercial = { ...deal.documents.commercial };
  const { header } = commercial;
  const [sample] = Object.values(commercial).filter(({ kind }) => kind === 'commercial-milestone');
  for (const [id, amountMinor] of Object.entries(change.amounts ?? {})) {
    const before = commercial[id] ?? sample;
    const document = { ...before, salt: saltOf(id, amountMinor), milestoneId: id };
    commercial[id] = { ...document, amountMinor: String(amountMinor) } as never;
  }
  if (change.amounts === undefined && change.currency === undefined) return commercial;
  const totalMinor = amountsIn(commercial).reduce((sum, each) => sum + each, 0n);
  const currency = change.currency === undefined ? {} : { currency: change.currency };
  const values = {
    salt: saltOf('header', totalMinor),
    totalMinor: String(totalMinor),
    ...currency,
  };
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
