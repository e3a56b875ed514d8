import {
  amountsForShares,
  BPS_WHOLE,
  endOfAll,
  holdersOf,
  latest,
  plus,
  privateDocumentSchema,
  publicTermsSchema,
  type FilingKind,
  type Instant,
  type MilestoneTerms,
  type Msp,
  type Parties,
  type PrivateDocument,
  type PublicTerms,
  type Sha256,
} from '@tranche/chaincode/domain';
import type { z } from 'zod';
import { ProblemError } from '../problems.js';
import { fillMilestone, type Filling } from './fill.js';
import type { Place, Template } from './pattern.js';

/** The money of an agreement. */
export interface DealAmounts {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Digits after the decimal point: 0 to 3. */
  readonly decimals: number;
  readonly totalMinor: bigint;
}

/** When an agreement begins. */
export interface DealDates {
  /** Every date of the template counts from here. */
  readonly start: Instant;
  /** Length of a day in milliseconds, as the consortium's parameters say; 86,400,000 if absent. */
  readonly dayMillis?: number;
}

/** What is to be made, in words that only its parties read. */
export interface DealGoods {
  readonly goods: string;
  readonly unitPrices: readonly string[];
  readonly specification: string;
  readonly quantity: string;
  readonly tolerance: string;
  readonly acceptanceCriteria: string;
  readonly exclusions: string;
}

/** What the terms refer to, which no template can know. */
export interface DealFrame {
  readonly contract: PublicTerms['contract'];
  readonly law: string;
  readonly jurisdiction: string;
  readonly goods: DealGoods;
  /** What differs from `goods` in a milestone, by its id. */
  readonly goodsOf?: Readonly<Record<string, Partial<DealGoods>>>;
  readonly payTo: { readonly account: string; readonly name: string; readonly bank: string };
}

/** What a proposer wants otherwise than the template. */
export interface DealChanges {
  /** UN/LOCODE of each place that conditions shall name. */
  readonly places?: { readonly [P in Place]?: string };
  readonly terms?: Partial<Omit<PublicTerms, 'parties' | 'milestones' | 'commitments'>>;
  readonly milestones?: readonly MilestoneChange[];
}

/** What a proposer wants otherwise in one milestone of the template. */
export type MilestoneChange = { readonly id: string } & Partial<
  Omit<MilestoneTerms, 'id' | 'commitments'>
>;

/** All that a template is filled with. */
export interface DealInput {
  readonly parties: Parties;
  readonly amounts: DealAmounts;
  readonly dates: DealDates;
  readonly frame: DealFrame;
  readonly changes?: DealChanges;
  /** 256 random bits in hexadecimal, new ones at each call. */
  readonly salt: () => string;
  /** The hash of a document's canonical text. */
  readonly hashOf: (document: unknown) => Sha256;
}

/** The private documents of a deal, by filing kind and part. */
export interface DealDocuments {
  readonly commercial: Readonly<Record<string, PrivateDocument>>;
  readonly technical: Readonly<Record<string, PrivateDocument>>;
  readonly 'pay-to': Readonly<Record<string, PrivateDocument>>;
}

/** Public terms with the private documents that they commit to. */
export interface Deal {
  readonly terms: PublicTerms;
  readonly documents: DealDocuments;
}

const DAY_MILLIS = 86_400_000;

/**
 * Public terms and private documents from a template, as `proposeAgreement` and the filings take
 * them: amounts add up to the total in every currency, each document has a salt of its own, and the
 * long-stop date is late enough for every milestone.
 * @throws ProblemError TEMPLATE_PARTY_MISSING, TEMPLATE_PREVIOUS_MISSING,
 *   TEMPLATE_MILESTONE_UNKNOWN, SHARES_NOT_WHOLE, TEMPLATE_TERMS_MALFORMED
 */
export function termsFromTemplate(template: Template, input: DealInput): Deal {
  const milestones = milestonesOf(template, input);
  checkShares(milestones);
  const documents = documentsOf(milestones, input);
  const commit = (part: PrivateDocument | undefined): Sha256 => input.hashOf(part);
  const terms = checked(publicTermsSchema, {
    ...frameOf(template, input),
    milestones: milestones.map((milestone) => ({
      ...milestone,
      commitments: {
        commercial: commit(documents.commercial[milestone.id]),
        technical: commit(documents.technical[milestone.id]),
      },
    })),
    commitments: {
      header: commit(documents.commercial['header']),
      payTo: commit(documents['pay-to']['payee']),
    },
  });
  return { terms: { ...terms, longStop: longStopOf(terms, input) }, documents };
}

/** The filings that a deal needs before anybody signs: each goes to all holders of its kind. */
export function filingsOf(deal: Deal): readonly {
  readonly kind: keyof DealDocuments;
  readonly to: readonly Msp[];
  readonly documents: Readonly<Record<string, PrivateDocument>>;
}[] {
  const kinds = ['commercial', 'technical', 'pay-to'] as const satisfies readonly FilingKind[];
  return kinds.map((kind) => ({
    kind,
    to: holdersOf(deal.terms.parties, kind),
    documents: deal.documents[kind],
  }));
}

/** As much of a milestone as the builder itself looks at; the schema checks the rest. */
interface Sketch {
  readonly id: string;
  readonly shareBps: number;
}

function milestonesOf(template: Template, input: DealInput): readonly Sketch[] {
  const { parties, dates, changes = {} } = input;
  const { start, dayMillis = DAY_MILLIS } = dates;
  const filling: Filling = { parties, places: changes.places ?? {}, start, dayMillis };
  const wanted = changes.milestones ?? [];
  for (const { id } of wanted) {
    const isKnown = template.milestones.some((milestone) => milestone.id === id);
    if (!isKnown) throw new ProblemError('TEMPLATE_MILESTONE_UNKNOWN', { id });
  }
  return template.milestones.map((pattern) => {
    const { id, shareBps } = pattern;
    const filled = { id, shareBps, ...fillMilestone(pattern, filling) };
    return { ...filled, ...wanted.find((change) => change.id === id) };
  });
}

function checkShares(milestones: readonly Sketch[]): void {
  const sum = milestones.reduce((total, { shareBps }) => total + shareBps, 0);
  if (sum !== BPS_WHOLE) throw new ProblemError('SHARES_NOT_WHOLE', { of: 'the agreement' });
}

function frameOf(template: Template, { parties, dates, frame, changes = {} }: DealInput): object {
  const {
    id: _id,
    title: _title,
    summary: _summary,
    milestones: _milestones,
    openDays,
    fundingDays,
    longStopDays,
    ...same
  } = template;
  const { contract, law, jurisdiction } = frame;
  const after = (days: number): Instant =>
    plus(dates.start, days * (dates.dayMillis ?? DAY_MILLIS));
  return {
    ...same,
    contract,
    law,
    jurisdiction,
    parties,
    openUntil: after(openDays),
    fundingBy: after(fundingDays),
    longStop: after(longStopDays),
    ...changes.terms,
  };
}

/** The date that was asked for, or the first that leaves every milestone its time. */
function longStopOf(terms: PublicTerms, { dates }: DealInput): Instant {
  const time = { calendar: terms.calendar, dayMillis: dates.dayMillis ?? DAY_MILLIS };
  return latest(terms.longStop, endOfAll(time, terms.milestones, terms.openUntil));
}

function documentsOf(milestones: readonly Sketch[], input: DealInput): DealDocuments {
  const { amounts, frame, salt } = input;
  const { currency, decimals, totalMinor } = amounts;
  const document = (fields: object): PrivateDocument =>
    checked(privateDocumentSchema, { ...fields, salt: salt() });
  const minor = amountsForShares(
    totalMinor,
    milestones.map(({ shareBps }) => shareBps),
  );
  const commercial = new Map([
    [
      'header',
      document({ kind: 'commercial-header', currency, decimals, totalMinor: String(totalMinor) }),
    ],
  ]);
  const technical = new Map<string, PrivateDocument>();
  for (const [index, { id: milestoneId }] of milestones.entries()) {
    const { goods, unitPrices, ...made } = { ...frame.goods, ...frame.goodsOf?.[milestoneId] };
    const amountMinor = String(minor[index]);
    const sold = { milestoneId, amountMinor, goods, unitPrices };
    commercial.set(milestoneId, document({ kind: 'commercial-milestone', ...sold }));
    technical.set(milestoneId, document({ kind: 'technical', milestoneId, ...made }));
  }
  return {
    commercial: Object.fromEntries(commercial),
    technical: Object.fromEntries(technical),
    'pay-to': { payee: document({ kind: 'pay-to', ...frame.payTo }) },
  };
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProblemError('TEMPLATE_TERMS_MALFORMED', {
    path: issue?.path.map(String).join('.') ?? '$',
    problem: issue?.message ?? 'malformed',
  });
}
