import { z } from 'zod';
import { instantSchema, type Instant } from './instant.js';
import { localIdSchema, milestoneIdSchema, participantIdSchema } from './ids.js';
import { limits } from './limits.js';

/**
 * Where an inspection's outcome stands; `conditional` satisfies a condition that asks for it,
 * `pass` satisfies both.
 */
export const inspectionOutcomeSchema = z.enum(['pass', 'conditional', 'fail']);
export type InspectionOutcome = z.infer<typeof inspectionOutcomeSchema>;

/** DCSA track-and-trace event code, for example `LOAD`, `DEPA`, `ARRI`, `DISC`, `GTIN`, `GTOT`. */
export const eventCodeSchema = z.string().regex(/^[A-Z]{4}$/);

/** UN/LOCODE: two letters of the country, three of the place. */
export const locationSchema = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/);

/** Kinds of instrument that a condition can ask for. */
export const instrumentTypeSchema = z.enum([
  'advance-payment-guarantee',
  'performance-guarantee',
  'retention-guarantee',
  'warranty-guarantee',
  'credit',
]);
export type InstrumentType = z.infer<typeof instrumentTypeSchema>;

const countSchema = z.int().min(1).max(limits.conditionNodes);

/** What a period runs from. */
export const afterReferenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('milestone'), id: milestoneIdSchema }),
  z.strictObject({ kind: z.literal('event'), code: eventCodeSchema }),
  z.strictObject({ kind: z.literal('inspection') }),
]);

/** One fact that must be on record. */
export const leafSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('evidence'),
    docType: localIdSchema,
    min: countSchema,
    from: participantIdSchema,
  }),
  z.strictObject({
    type: z.literal('inspection'),
    outcome: z.enum(['pass', 'conditional']),
    notAfter: instantSchema.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('event'),
    code: eventCodeSchema,
    location: locationSchema.exactOptional(),
    source: participantIdSchema,
    notAfter: instantSchema.exactOptional(),
  }),
  z.strictObject({ type: z.literal('acceptance'), by: participantIdSchema }),
  z.strictObject({ type: z.literal('date'), notBefore: instantSchema }),
  z.strictObject({
    type: z.literal('after'),
    of: afterReferenceSchema,
    days: z.int().min(0).max(3650),
    kind: z.enum(['calendar', 'business']),
  }),
  z.strictObject({
    type: z.literal('milestone'),
    id: milestoneIdSchema,
    reached: z.enum(['accepted', 'settled']),
  }),
  z.strictObject({
    type: z.literal('instrument'),
    instrument: instrumentTypeSchema,
    inForce: z.literal(true),
  }),
]);
export type Leaf = z.infer<typeof leafSchema>;

/** A tree of all / any / at-least-n over leaves, at most 5 deep and of at most 32 nodes. */
export type Condition =
  | Leaf
  | { readonly type: 'all'; readonly of: readonly Condition[] }
  | { readonly type: 'any'; readonly of: readonly Condition[] }
  | { readonly type: 'atLeast'; readonly n: number; readonly of: readonly Condition[] };

const branchesSchema: z.ZodType<readonly Condition[]> = z.lazy(() =>
  z.array(conditionSchema).min(1).max(limits.conditionNodes),
);

/** A condition as terms carry it; its depth and size are checked apart. */
export const conditionSchema: z.ZodType<Condition> = z.union([
  leafSchema,
  z.strictObject({ type: z.literal('all'), of: branchesSchema }),
  z.strictObject({ type: z.literal('any'), of: branchesSchema }),
  z.strictObject({ type: z.literal('atLeast'), n: countSchema, of: branchesSchema }),
]);

/** Depth and number of nodes of a tree. */
export function measureCondition(condition: Condition): { depth: number; nodes: number } {
  if (!('of' in condition) || condition.type === 'after') return { depth: 1, nodes: 1 };
  const children = condition.of.map(measureCondition);
  return {
    depth: 1 + Math.max(...children.map((child) => child.depth)),
    nodes: 1 + children.reduce((sum, child) => sum + child.nodes, 0),
  };
}

/** All leaves of a tree, in the order of the text. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  if (!('of' in condition) || condition.type === 'after') return [condition];
  return condition.of.flatMap(leavesOf);
}

/** Answers one leaf from the record of a milestone. */
export interface Judge {
  /** Whether the fact is on record. */
  isMet(leaf: Leaf): boolean;
  /** Who has to bring it: participant ids, or `time`. */
  owedBy(leaf: Leaf): string;
}

/** What is missing for a tree to be met, and who owes it. */
export interface Evaluation {
  readonly met: boolean;
  readonly missing: readonly Leaf[];
  readonly owedBy: readonly string[];
}

/** Evaluates a tree: the missing leaves are those of the branches that are not met. */
export function evaluate(condition: Condition, judge: Judge): Evaluation {
  const missing = missingLeaves(condition, judge);
  const owedBy = [...new Set(missing.map((leaf) => judge.owedBy(leaf)))];
  return { met: missing.length === 0, missing, owedBy };
}

/** Whether a tree is met, or would be once every leaf that `isAwaited` names is. */
export function isMetOnce(
  condition: Condition,
  judge: Judge,
  isAwaited: (leaf: Leaf) => boolean,
): boolean {
  const isMet = (leaf: Leaf): boolean => isAwaited(leaf) || judge.isMet(leaf);
  return evaluate(condition, { ...judge, isMet }).met;
}

function missingLeaves(condition: Condition, judge: Judge): readonly Leaf[] {
  if (!('of' in condition) || condition.type === 'after') {
    return judge.isMet(condition) ? [] : [condition];
  }
  const children = condition.of.map((child) => missingLeaves(child, judge));
  const met = children.filter((leaves) => leaves.length === 0).length;
  return met >= neededChildren(condition) ? [] : children.flat();
}

function neededChildren(branch: Exclude<Condition, Leaf>): number {
  if (branch.type === 'all') return branch.of.length;
  return branch.type === 'any' ? 1 : branch.n;
}

/** Whether a tree asks for nothing impossible: no such leaf, no more branches than there are. */
export function isPossible(condition: Condition, isPossibleLeaf: (leaf: Leaf) => boolean): boolean {
  if (!('of' in condition) || condition.type === 'after') return isPossibleLeaf(condition);
  const hasEnough = neededChildren(condition) <= condition.of.length;
  return hasEnough && condition.of.every((child) => isPossible(child, isPossibleLeaf));
}

/**
 * Whether the payee alone can never make a tree true: `all` if one child is independent, `any` if
 * every child is, `atLeast n` if fewer than n children are not.
 */
export function isIndependent(
  condition: Condition,
  isIndependentLeaf: (leaf: Leaf) => boolean,
): boolean {
  if (!('of' in condition) || condition.type === 'after') return isIndependentLeaf(condition);
  const dependent = condition.of.filter((child) => !isIndependent(child, isIndependentLeaf)).length;
  return dependent < neededChildren(condition);
}

/** The instant of the earliest of the instants that exist. */
export function firstInstant(instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : known.reduce((one, other) => (other < one ? other : one));
}
