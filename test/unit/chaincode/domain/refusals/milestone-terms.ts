import {
  limits,
  milestoneIdSchema,
  participantIdSchema,
  type Condition,
  type ErrorCode,
  type ErrorParams,
  type MilestoneTerms,
  type PublicTerms,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { accepted, caseDeal, dealOf, tranche } from '../support/deal.js';
import type { Refusal } from './refusal.js';

const { terms: base } = caseDeal();
const [order, ...others] = base.milestones;
if (order === undefined) throw new Error('the textile case has milestones');
const first = order;
const line = participantIdSchema.parse('InspectorMSP:line');

interface Row {
  readonly code: ErrorCode;
  readonly when: string;
  readonly terms: PublicTerms;
  readonly params?: ErrorParams;
}

/** The terms with their first milestone changed. */
function withFirst(change: Partial<MilestoneTerms>): PublicTerms {
  return { ...base, milestones: [{ ...first, ...change }, ...others] };
}

function withCondition(condition: Condition): PublicTerms {
  return withFirst({ tranches: [tranche('whole', 10_000, condition)] });
}

/** A condition of that many levels. */
function nested(depth: number): Condition {
  return depth === 1 ? accepted : { type: 'all', of: [nested(depth - 1)] };
}

/** A condition of that many nodes. */
function wide(nodes: number): Condition {
  return { type: 'all', of: Array.from({ length: nodes - 1 }, () => accepted) };
}

const unreviewed = tranche('whole', 10_000, {
  type: 'all',
  of: [
    { type: 'inspection', outcome: 'pass' },
    { type: 'evidence', docType: 'invoice', min: 1, from: textileParties.exporter },
  ],
});

/** The terms with a period of presentation that runs from something. */
function withPeriod(of: object, parties: Partial<PublicTerms['parties']> = {}): PublicTerms {
  const presentWithin = { days: 21, kind: 'calendar', of } as const;
  const review = { ...first.review, presentWithin } as MilestoneTerms['review'];
  return { ...withFirst({ review }), parties: { ...base.parties, ...parties } };
}

const rows: readonly Row[] = [
  {
    code: 'CONDITION_PARTY_UNKNOWN',
    when: 'a period of presentation runs from an inspection that nobody makes',
    params: { milestone: 'order', participant: 'an inspector' },
    terms: withPeriod({ kind: 'inspection' }, { inspectors: [] }),
  },
  {
    code: 'CONDITION_PARTY_UNKNOWN',
    when: 'a period of presentation runs from an event that nobody reports',
    params: { milestone: 'order', participant: 'a source' },
    terms: withPeriod({ kind: 'event', code: 'LOAD' }, { sources: [] }),
  },
  ...['order', 'nowhere'].map((id): Row => ({
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: `a period of presentation of the first milestone runs from ${id}`,
    params: { milestone: 'order', dependency: id },
    terms: withPeriod({ kind: 'milestone', id }),
  })),
  {
    code: 'MILESTONE_DEPENDENCY_CYCLE',
    when: 'a period of presentation runs from a milestone that comes after',
    params: { milestone: 'order' },
    terms: withPeriod({ kind: 'milestone', id: 'shipment' }),
  },
  {
    code: 'REVIEWER_UNKNOWN',
    when: 'the exporter reviews its own milestone',
    params: { milestone: 'order' },
    terms: withFirst({ review: { ...first.review, by: textileParties.exporter } }),
  },
  {
    code: 'REVIEWER_UNKNOWN',
    when: 'a source reviews',
    terms: withFirst({ review: { ...first.review, by: line } }),
  },
  {
    code: 'ARBITER_MISSING',
    when: 'silence calls an arbiter that nobody named',
    params: { milestone: 'order' },
    terms: withFirst({ review: { ...first.review, silence: 'arbiter' } }),
  },
  {
    code: 'CONDITION_MISSING',
    when: 'a tranche that is no advance has no condition',
    params: { milestone: 'order', tranche: 'whole' },
    terms: withFirst({ tranches: [{ ...tranche('whole', 10_000, 'advance'), advance: false }] }),
  },
  {
    code: 'CONDITION_TOO_LARGE',
    when: 'a condition is one level too deep',
    params: { milestone: 'order', tranche: 'whole' },
    terms: withCondition(nested(limits.conditionDepth + 1)),
  },
  {
    code: 'CONDITION_TOO_LARGE',
    when: 'a condition has one node too many',
    terms: withCondition(wide(limits.conditionNodes + 1)),
  },
  {
    code: 'CONDITION_NEVER_MET',
    when: 'a condition asks for more branches than it has',
    params: { milestone: 'order', tranche: 'whole' },
    terms: withCondition({ type: 'all', of: [{ type: 'atLeast', n: 2, of: [accepted] }] }),
  },
  {
    code: 'CONDITION_NEVER_MET',
    when: 'a condition asks for the exporter’s evidence where nobody reviews',
    terms: withFirst({ review: { ...first.review, by: 'none' }, tranches: [unreviewed] }),
  },
  {
    code: 'CONDITION_NEVER_MET',
    when: 'a condition asks for more evidence than a source may attach',
    terms: withCondition({
      type: 'evidence',
      docType: 'invoice',
      min: limits.evidenceOfOther + 1,
      from: line,
    }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: 'a milestone depends on one that does not exist',
    params: { milestone: 'order', dependency: 'nothing' },
    terms: withFirst({ dependsOn: [milestoneIdSchema.parse('nothing')] }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: 'a milestone depends on itself',
    params: { milestone: 'order', dependency: 'order' },
    terms: withFirst({ dependsOn: [milestoneIdSchema.parse('order')] }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: 'a condition names a milestone that does not exist',
    terms: withCondition({
      type: 'milestone',
      id: milestoneIdSchema.parse('nothing'),
      reached: 'settled',
    }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_UNKNOWN',
    when: 'a condition waits after a milestone that does not exist',
    terms: withCondition({
      type: 'after',
      of: { kind: 'milestone', id: milestoneIdSchema.parse('nothing') },
      days: 1,
      kind: 'calendar',
    }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_CYCLE',
    when: 'a condition asks for its own milestone',
    params: { milestone: 'order' },
    terms: withCondition({
      type: 'milestone',
      id: milestoneIdSchema.parse('order'),
      reached: 'accepted',
    }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_CYCLE',
    when: 'two milestones depend on each other',
    params: { milestone: 'order' },
    terms: withFirst({ dependsOn: [milestoneIdSchema.parse('shipment')] }),
  },
  {
    code: 'MILESTONE_DEPENDENCY_CYCLE',
    when: 'three milestones wait for each other, one by a condition',
    params: { milestone: 'order' },
    terms: withCondition({
      type: 'all',
      of: [
        accepted,
        { type: 'milestone', id: milestoneIdSchema.parse('delivery'), reached: 'settled' },
      ],
    }),
  },
  {
    code: 'MILESTONE_DEPENDANTS_TOO_MANY',
    when: 'a ninth milestone depends on one',
    params: { milestone: 'first', max: limits.directDependants },
    terms: dealOf([
      { id: 'first' },
      ...Array.from({ length: limits.directDependants + 1 }, (_, index) => ({
        id: `dependant-${String(index)}`,
        dependsOn: ['first'],
      })),
    ]).terms,
  },
];

/** Refusals of single milestones in proposed terms. */
export const milestoneTermsRefusals: readonly Refusal[] = rows.map(({ terms, ...row }) => ({
  ...row,
  provoke: async (): Promise<unknown> => {
    const consortium = await MemoryConsortium.found();
    return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
  },
}));
