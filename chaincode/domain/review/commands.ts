import { z } from 'zod';
import { numberSchema, sha256Schema, text, trancheIdSchema } from '../ids.js';
import { instantSchema } from '../instant.js';
import { limits } from '../limits.js';
import { onMilestone } from '../remembered.js';
import { SHARE_WHOLE } from '../shares.js';

const shareSchema = z.int().min(1).max(SHARE_WHOLE);

/** A reason in one word, as the parties' trade knows it. */
const reasonCodeSchema = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

const discrepancySchema = z.strictObject({
  code: reasonCodeSchema,
  about: text(64),
  text: sha256Schema,
});

/** Submits evidence for review. */
export const presentMilestoneSchema = z.strictObject({
  type: z.literal('presentMilestone'),
  ...onMilestone,
  evidence: z.array(numberSchema).min(1).max(limits.evidenceOfExporter),
  /** Parts of the milestone that are claimed; everything not yet accepted when absent. */
  claimedShare: shareSchema.exactOptional(),
  /** Whether the share may be no multiple of a basis point. */
  exact: z.literal(true).exactOptional(),
});

/** Takes a presentation, or a part of it with the discrepancies of the rest. */
export const acceptPresentationSchema = z.strictObject({
  type: z.literal('acceptPresentation'),
  ...onMilestone,
  presentation: numberSchema,
  hash: sha256Schema,
  acceptedShare: shareSchema.exactOptional(),
  exact: z.literal(true).exactOptional(),
  discrepancies: z.array(discrepancySchema).max(limits.discrepancies),
});

/** Refuses a presentation with every discrepancy at once. */
export const refusePresentationSchema = z.strictObject({
  type: z.literal('refusePresentation'),
  ...onMilestone,
  presentation: numberSchema,
  hash: sha256Schema,
  discrepancies: z.array(discrepancySchema).min(1).max(limits.discrepancies),
  documents: z.enum(['returned', 'held']),
});

/** Stops the clock of a review: the evidence named was not received or is unreadable. */
export const suspendReviewSchema = z.strictObject({
  type: z.literal('suspendReview'),
  ...onMilestone,
  presentation: numberSchema,
  hash: sha256Schema,
  /** Numbers of evidence that the presentation names. */
  evidence: z.array(numberSchema).min(1).max(limits.evidenceOfExporter),
  reason: z.enum(['not-received', 'unreadable']),
});

/** Lets the clock of a suspended review go on. */
export const resumeReviewSchema = z.strictObject({
  type: z.literal('resumeReview'),
  ...onMilestone,
  presentation: numberSchema,
});

/** Gives the highest held parts of a milestone back to the buyer. */
export const reduceMilestoneSchema = z.strictObject({
  type: z.literal('reduceMilestone'),
  ...onMilestone,
  share: shareSchema,
  exact: z.literal(true).exactOptional(),
  reason: reasonCodeSchema,
});

/** Waives one leaf of a tranche's condition, which then counts as met. */
export const waiveConditionSchema = z.strictObject({
  type: z.literal('waiveCondition'),
  ...onMilestone,
  tranche: trancheIdSchema,
  /** Its place among the leaves of the condition, in the order of the text, from 0. */
  leaf: z
    .int()
    .min(0)
    .max(limits.conditionNodes - 1),
});

/** Waives lateness up to a new latest date of presentation. */
export const waiveLatenessSchema = z.strictObject({
  type: z.literal('waiveLateness'),
  ...onMilestone,
  until: instantSchema,
});

/** The word of the bank that a waiver takes effect under its undertaking. */
export const confirmWaiverSchema = z.strictObject({
  type: z.literal('confirmWaiver'),
  ...onMilestone,
  number: numberSchema,
});

/** The commands on the review of a milestone, by type. */
export const reviewCommandSchemas = {
  presentMilestone: presentMilestoneSchema,
  acceptPresentation: acceptPresentationSchema,
  refusePresentation: refusePresentationSchema,
  suspendReview: suspendReviewSchema,
  resumeReview: resumeReviewSchema,
  reduceMilestone: reduceMilestoneSchema,
  waiveCondition: waiveConditionSchema,
  waiveLateness: waiveLatenessSchema,
  confirmWaiver: confirmWaiverSchema,
} as const;

export type ReviewCommand = z.infer<
  (typeof reviewCommandSchemas)[keyof typeof reviewCommandSchemas]
>;
