import {
  amountsForShares,
  milestoneIdSchema,
  sha256Schema,
  trancheIdSchema,
  type Condition,
  type MilestoneTerms,
  type PrivateDocument,
  type PublicTerms,
  type Sha256,
  type TrancheTerms,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import { textileDeal, textileParties, type Deal } from '../../../../../scripts/case/textile-deal.js';
import { MONDAY } from '../../../../support/memory-ledger.js';

/** Total of every deal of these tests: shares of thirds do not divide it. */
export const TOTAL_MINOR = 14_850_001n;

/** A day of the production profile. */
export const DAY = 86_400_000;

/** What a test says of a milestone; the rest is that of the textile case's first one. */
export interface MilestoneSketch extends Omit<Partial<MilestoneTerms>, 'id' | 'tranches' | 'dependsOn'> {
  readonly id: string;
  readonly tranches?: readonly TrancheTerms[];
  readonly dependsOn?: readonly string[];
}

/** A salt that no other document of the test has. */
export function saltOf(name: string): string {
  return sha256(`salt of ${name}`);
}

/** A hash for a file, a message or a reference that exists in no test. */
export function fileHash(name: string): Sha256 {
  return sha256(`file ${name}`);
}

/** The textile case itself: 30 % order, 40 % shipment, 30 % delivery. */
export function caseDeal(): Deal {
  let count = 0;
  const salt = (): string => saltOf(`document ${String((count += 1))}`);
  return textileDeal({ now: MONDAY, currency: 'EUR', decimals: 2, totalMinor: TOTAL_MINOR, salt });
}

/** A tranche of the terms. */
export function tranche(
  id: string,
  shareBps: number,
  condition: Condition | 'advance' = accepted,
): TrancheTerms {
  const base = { id: trancheIdSchema.parse(id), shareBps };
  return condition === 'advance'
    ? { ...base, advance: true }
    : { ...base, advance: false, condition };
}

/** The condition of a milestone that the buyer accepts. */
export const accepted: Condition = { type: 'acceptance', by: textileParties.buyer };

/** A deal of the textile case's parties with milestones of the test's own. */
export function dealOf(
  sketches: readonly MilestoneSketch[],
  change: Partial<PublicTerms> = {},
): Deal {
  const { terms } = caseDeal();
  const documents = documentsOf(sketches);
  const [base] = terms.milestones;
  if (base === undefined) throw new Error('the textile case has milestones');
  const share = Math.floor(10_000 / sketches.length);
  const milestones = sketches.map(({ tranches, ...sketch }, index): MilestoneTerms => {
    const isLast = index === sketches.length - 1;
    const shareBps = isLast ? 10_000 - share * index : share;
    const { commercial, technical } = documents;
    const commitments = {
      commercial: commitment(commercial, sketch.id),
      technical: commitment(technical, sketch.id),
    };
    return {
      ...base,
      shareBps,
      evidence: 'none',
      ...sketch,
      tranches: [...(tranches ?? [tranche('whole', 10_000)])],
      id: milestoneIdSchema.parse(sketch.id),
      dependsOn: (sketch.dependsOn ?? []).map((id) => milestoneIdSchema.parse(id)),
      commitments,
    };
  });
  const commitments = {
    header: commitment(documents.commercial, 'header'),
    payTo: commitment(documents['pay-to'], 'payee'),
  };
  return { terms: { ...terms, milestones, commitments, ...change }, documents };
}

function commitment(documents: Readonly<Record<string, PrivateDocument>>, part: string): Sha256 {
  return sha256Schema.parse(hashOf(documents[part]));
}

function documentsOf(sketches: readonly MilestoneSketch[]): Deal['documents'] {
  const { documents } = caseDeal();
  const share = Math.floor(10_000 / sketches.length);
  const shares = sketches.map(({ shareBps }, index) => {
    const isLast = index === sketches.length - 1;
    return shareBps ?? (isLast ? 10_000 - share * index : share);
  });
  const isWhole = shares.reduce((sum, each) => sum + each, 0) === 10_000;
  const amounts = isWhole ? amountsForShares(TOTAL_MINOR, shares) : shares.map(() => 1n);
  const commercial: Record<string, PrivateDocument> = {};
  const technical: Record<string, PrivateDocument> = {};
  const { header, order } = documents.commercial;
  const { order: specification } = documents.technical;
  if (header?.kind !== 'commercial-header' || order?.kind !== 'commercial-milestone') {
    throw new Error('the textile case has commercial documents');
  }
  if (specification?.kind !== 'technical') throw new Error('the textile case has a specification');
  commercial['header'] = header;
  for (const [index, { id }] of sketches.entries()) {
    const milestoneId = milestoneIdSchema.parse(id);
    const salt = saltOf(id);
    commercial[id] = { ...order, salt, milestoneId, amountMinor: String(amounts[index]) };
    technical[id] = { ...specification, salt, milestoneId };
  }
  return { commercial, technical, 'pay-to': documents['pay-to'] };
}
