import { z } from 'zod';
import { numberSchema, sha256Schema, text } from '../ids.js';
import { limits } from '../limits.js';
import { onMilestone } from '../remembered.js';
import { SHARE_WHOLE } from '../shares.js';

const shareSchema = z.int().min(1).max(SHARE_WHOLE);

const discrepancySchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/),
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

/** The commands on a presentation, by type. */
export const reviewCommandSchemas = {
  presentMilestone: presentMilestoneSchema,
  acceptPresentation: acceptPresentationSchema,
  refusePresentation: refusePresentationSchema,
} as const;

export type ReviewCommand = z.infer<
  (typeof reviewCommandSchemas)[keyof typeof reviewCommandSchemas]
>;
