import {
  eventCodeSchema,
  inspectionOutcomeSchema,
  instrumentTypeSchema,
  limits,
  localIdSchema,
  milestoneKindSchema,
  milestoneTermsSchema,
  publicTermsSchema,
} from '@tranche/chaincode/domain';
import { z } from 'zod';

const terms = publicTermsSchema.shape;
const milestone = milestoneTermsSchema.shape;
const daysSchema = z.int().min(0).max(3650);
const titleSchema = milestone.title;

/** A place of the shipment, which the proposer names by its UN/LOCODE or leaves open. */
export const placeSchema = z.enum(['loading', 'discharge', 'delivery']);
/** A place of the shipment. */
export type Place = z.infer<typeof placeSchema>;

/** What a period of a pattern runs from: the milestone itself, or the one before it. */
const periodStartSchema = z.enum(['itself', 'previous']);

const leafPatternSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('evidence'),
    docType: localIdSchema,
    min: z.int().min(1).max(limits.conditionNodes),
    from: z.enum(['exporter', 'inspector', 'source']),
  }),
  z.strictObject({
    type: z.literal('inspection'),
    outcome: inspectionOutcomeSchema.exclude(['fail']),
  }),
  z.strictObject({
    type: z.literal('event'),
    code: eventCodeSchema,
    place: placeSchema.exactOptional(),
  }),
  z.strictObject({ type: z.literal('acceptance') }),
  z.strictObject({
    type: z.literal('after'),
    of: periodStartSchema,
    days: daysSchema,
    kind: z.enum(['calendar', 'business']),
  }),
  z.strictObject({ type: z.literal('instrument'), instrument: instrumentTypeSchema }),
]);
/** One fact of a pattern, which names nobody yet. */
export type LeafPattern = z.infer<typeof leafPatternSchema>;

/** A condition whose parties, places and milestones a proposer fills in. */
export type ConditionPattern =
  | LeafPattern
  | { readonly type: 'all'; readonly each: readonly ConditionPattern[] }
  | { readonly type: 'any'; readonly each: readonly ConditionPattern[] };

const branchesSchema: z.ZodType<readonly ConditionPattern[]> = z.lazy(() =>
  z.array(conditionPatternSchema).min(1).max(limits.conditionNodes),
);

/** A condition as templates carry it. */
export const conditionPatternSchema: z.ZodType<ConditionPattern> = z.union([
  leafPatternSchema,
  z.strictObject({ type: z.literal('all'), each: branchesSchema }),
  z.strictObject({ type: z.literal('any'), each: branchesSchema }),
]);

const tranchePatternSchema = z.strictObject({
  id: localIdSchema,
  shareBps: milestone.shareBps,
  condition: conditionPatternSchema,
});

/** What a milestone asks for unless a proposer says otherwise. */
export const milestonePatternSchema = z.strictObject({
  tranches: z.array(tranchePatternSchema).min(1).max(limits.tranchesPerMilestone),
  evidence: milestone.evidence,
  exclusions: milestone.exclusions,
  review: milestone.review.omit({ by: true, presentWithin: true }).extend({
    /** Who examines a presentation; `none` when conditions alone decide. */
    by: z.enum(['buyer', 'bank', 'inspector', 'none']),
  }),
  graceDays: milestone.graceDays,
  approval: milestone.approval,
  inspectionBusinessDays: milestone.inspectionBusinessDays,
  /** What the buyer owes, and how many days before the due date. */
  needs: z
    .array(z.strictObject({ id: localIdSchema, what: titleSchema, daysBefore: daysSchema }))
    .min(1)
    .max(limits.needsPerMilestone)
    .exactOptional(),
  blocked: milestone.blocked,
});
/** What a milestone asks for, before its parties are known. */
export type MilestonePattern = z.infer<typeof milestonePatternSchema>;

/** A row of the catalogue of milestone kinds. */
export const milestoneKindViewSchema = z.strictObject({
  kind: milestoneKindSchema,
  area: z.enum(['trade', 'service', 'any']),
  title: titleSchema,
  /** What the stage stands for, in a sentence. */
  summary: z.string(),
  defaults: milestonePatternSchema,
  /** What each silence means by these defaults, a sentence each. */
  silence: z.array(z.string()),
});
/** A kind of milestone with its defaults. */
export type MilestoneKindView = z.infer<typeof milestoneKindViewSchema>;

/** A milestone of a template: the defaults of its kind, with what the template changes. */
export const templateMilestoneSchema = milestonePatternSchema.extend({
  id: localIdSchema,
  kind: milestoneKindSchema,
  title: titleSchema,
  shareBps: milestone.shareBps,
  /** Days from the start to the due date. */
  dueInDays: daysSchema,
  /** Milestones that are reached before; `previous` in a condition is the last of them. */
  dependsOn: z.array(localIdSchema).max(limits.milestones),
});
/** A milestone of a template. */
export type TemplateMilestone = z.infer<typeof templateMilestoneSchema>;

/** An agreement before its parties, amounts and dates are known. */
export const templateSchema = z.strictObject({
  id: localIdSchema,
  title: titleSchema,
  summary: z.string(),
  milestones: z.array(templateMilestoneSchema).min(1).max(limits.milestones),
  /** Days from the start until which the proposal is open. */
  openDays: daysSchema,
  /** Days from the start until which the bank secures. */
  fundingDays: daysSchema,
  /** Days from the start to the long-stop date, which is later where the milestones need it. */
  longStopDays: daysSchema,
  securityRules: terms.securityRules,
  securityApproval: terms.securityApproval,
  charges: terms.charges,
  calendar: terms.calendar,
  approvalBusinessDays: terms.approvalBusinessDays,
  instructBusinessDays: terms.instructBusinessDays,
  disputeDefault: terms.disputeDefault,
});
/** A template of agreements. */
export type Template = z.infer<typeof templateSchema>;

/** A template in a list. */
export const templateEntrySchema = templateSchema.pick({ id: true, title: true, summary: true });
