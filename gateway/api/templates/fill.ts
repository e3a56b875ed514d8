import {
  inspectorsOf,
  milestoneIdSchema,
  plus,
  type Condition,
  type Instant,
  type Leaf,
  type MilestoneTerms,
  type ParticipantId,
  type Parties,
} from '@tranche/chaincode/domain';
import { ProblemError } from '../problems.js';
import type { ConditionPattern, LeafPattern, Place, TemplateMilestone } from './pattern.js';

/** Who and when, to fill patterns with. */
export interface Filling {
  readonly parties: Parties;
  /** UN/LOCODE of each place that conditions shall name. */
  readonly places: { readonly [P in Place]?: string };
  /** Due dates count from here. */
  readonly start: Instant;
  readonly dayMillis: number;
}

/** The public terms of a milestone, but for its commitments. */
export type UncommittedMilestone = Omit<MilestoneTerms, 'commitments'>;

type Role = 'exporter' | 'buyer' | 'bank' | 'inspector' | 'source';

/**
 * A milestone of a template with its parties, places and dates.
 * @throws ProblemError TEMPLATE_PARTY_MISSING, TEMPLATE_PREVIOUS_MISSING
 */
export function fillMilestone(pattern: TemplateMilestone, filling: Filling): object {
  const { id, tranches, review, needs, dueInDays, ...same } = pattern;
  const { start, dayMillis } = filling;
  const dueDate = plus(start, dueInDays * dayMillis);
  const by = review.by === 'none' ? 'none' : holderOf(review.by, pattern, filling);
  return {
    ...same,
    id,
    tranches: tranches.map(({ condition, ...tranche }) => ({
      ...tranche,
      advance: false,
      condition: fillCondition(condition, pattern, filling),
    })),
    review: { ...review, by },
    dueDate,
    transportDocuments: [],
    ...(needs === undefined
      ? {}
      : {
          needs: needs.map(({ daysBefore, ...need }) => ({
            ...need,
            by: plus(dueDate, -daysBefore * dayMillis),
          })),
        }),
  };
}

/** The participant that holds a role in a milestone: the first where there are several. */
function holderOf(role: Role, { id }: TemplateMilestone, { parties }: Filling): ParticipantId {
  const holders: Readonly<Record<Role, ParticipantId | undefined>> = {
    exporter: parties.exporter,
    buyer: parties.buyer,
    bank: parties.bank,
    inspector: inspectorsOf(parties)[0],
    source: parties.sources[0],
  };
  const holder = holders[role];
  if (holder === undefined) {
    throw new ProblemError('TEMPLATE_PARTY_MISSING', { role, milestone: id });
  }
  return holder;
}

function fillCondition(
  pattern: ConditionPattern,
  milestone: TemplateMilestone,
  filling: Filling,
): Condition {
  if (!('each' in pattern)) return fillLeaf(pattern, milestone, filling);
  const { type, each } = pattern;
  return { type, of: each.map((branch) => fillCondition(branch, milestone, filling)) };
}

function fillLeaf(pattern: LeafPattern, milestone: TemplateMilestone, filling: Filling): Leaf {
  switch (pattern.type) {
    case 'evidence':
      return { ...pattern, from: holderOf(pattern.from, milestone, filling) };
    case 'inspection':
      holderOf('inspector', milestone, filling);
      return pattern;
    case 'event': {
      const { place, ...leaf } = pattern;
      const location = place === undefined ? undefined : filling.places[place];
      const source = holderOf('source', milestone, filling);
      return { ...leaf, source, ...(location === undefined ? {} : { location }) };
    }
    case 'acceptance':
      return { type: 'acceptance', by: reviewerOf(milestone, filling) };
    case 'after':
      return { ...pattern, of: { kind: 'milestone', id: startOf(pattern.of, milestone) } };
    case 'instrument':
      return { ...pattern, inForce: true };
  }
}

/** Whoever reviews; a milestone that asks for acceptance without a reviewer asks the buyer. */
function reviewerOf(milestone: TemplateMilestone, filling: Filling): ParticipantId {
  const { by } = milestone.review;
  return holderOf(by === 'none' ? 'buyer' : by, milestone, filling);
}

function startOf(
  of: 'itself' | 'previous',
  { id, dependsOn }: TemplateMilestone,
): MilestoneTerms['id'] {
  const start = of === 'itself' ? id : dependsOn.at(-1);
  if (start === undefined) throw new ProblemError('TEMPLATE_PREVIOUS_MISSING', { milestone: id });
  return milestoneIdSchema.parse(start);
}
