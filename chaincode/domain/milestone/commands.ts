import { z } from 'zod';
import {
  eventCodeSchema,
  inspectionOutcomeSchema,
  instrumentTypeSchema,
  locationSchema,
} from '../condition.js';
import { localIdSchema, milestoneIdSchema, numberSchema, sha256Schema, text } from '../ids.js';
import { instantSchema } from '../instant.js';
import { limits } from '../limits.js';
import { onMilestone } from '../remembered.js';
import { BPS_WHOLE } from '../shares.js';
import { instrumentBeneficiaries, instrumentRules } from './state.js';

/** Largest file that evidence can name: 1 TiB. */
const MAX_FILE_BYTES = 2 ** 40;

/** Attaches a file by its hash. */
export const attachEvidenceSchema = z.strictObject({
  type: z.literal('attachEvidence'),
  ...onMilestone,
  docType: localIdSchema,
  hash: sha256Schema,
  size: z.int().min(1).max(MAX_FILE_BYTES),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,64}$/),
  issuer: text(),
  reference: text(),
  /** Evidence that the reviewer did not receive or cannot read. */
  replaces: numberSchema.exactOptional(),
});

/** Records the outcome of an inspection. */
export const recordInspectionSchema = z.strictObject({
  type: z.literal('recordInspection'),
  ...onMilestone,
  outcome: inspectionOutcomeSchema,
  certificate: sha256Schema,
  findings: sha256Schema,
});

/** Records an event of the shipment; only classifier `ACT` (actual) counts. */
export const recordEventSchema = z.strictObject({
  type: z.literal('recordEvent'),
  ...onMilestone,
  code: eventCodeSchema,
  classifier: z.enum(['ACT', 'EST', 'PLN']),
  location: locationSchema,
  eventTime: instantSchema,
  transportDocument: sha256Schema,
});

/** Records a guarantee or credit that the bank issued or advised. */
export const recordInstrumentSchema = z.strictObject({
  type: z.literal('recordInstrument'),
  ...onMilestone,
  instrument: instrumentTypeSchema,
  reference: sha256Schema,
  expiry: instantSchema,
  /** Who promises to pay. */
  issuer: text().exactOptional(),
  /** Who can demand. */
  beneficiary: z.enum(instrumentBeneficiaries).exactOptional(),
  rules: z.enum(instrumentRules).exactOptional(),
  /** By which part of its amount it is reduced once a milestone is reached. */
  reductions: z
    .array(
      z.strictObject({
        milestoneId: milestoneIdSchema,
        bps: z.int().min(1).max(BPS_WHOLE),
      }),
    )
    .max(limits.reductionsPerInstrument)
    .exactOptional(),
});

/** Records a demand under an instrument; no share moves. */
export const recordDemandSchema = z.strictObject({
  type: z.literal('recordDemand'),
  ...onMilestone,
  instrument: numberSchema,
  /** Salted hash of the demand. */
  document: sha256Schema,
});

/** Takes back a record that the caller made itself. */
export const revokeRecordSchema = z.strictObject({
  type: z.literal('revokeRecord'),
  ...onMilestone,
  what: z.enum(['inspection', 'event', 'evidence']),
  number: numberSchema,
  reason: sha256Schema,
});

/** Asks the inspector for a result, and starts its clock. */
export const requestInspectionSchema = z.strictObject({
  type: z.literal('requestInspection'),
  ...onMilestone,
});

const onNeed = { ...onMilestone, need: localIdSchema } as const;

/** States that the exporter cannot go on without what the buyer owes. */
export const reportBlockedSchema = z.strictObject({ type: z.literal('reportBlocked'), ...onNeed });

/** States that the buyer has supplied what was reported as missing. */
export const reportSuppliedSchema = z.strictObject({
  type: z.literal('reportSupplied'),
  ...onNeed,
});

/** Confirms that what was missing is there. */
export const confirmSuppliedSchema = z.strictObject({
  type: z.literal('confirmSupplied'),
  ...onNeed,
});

/** Ends a milestone that was blocked too long, at the agreed split of what is held. */
export const endBlockedSchema = z.strictObject({ type: z.literal('endBlocked'), ...onNeed });

/** Applies to a milestone everything that time alone has made true. */
export const advanceMilestoneSchema = z.strictObject({
  type: z.literal('advanceMilestone'),
  ...onMilestone,
});

/** The commands on the performance of a milestone, by type. */
export const milestoneCommandSchemas = {
  attachEvidence: attachEvidenceSchema,
  recordInspection: recordInspectionSchema,
  recordEvent: recordEventSchema,
  recordInstrument: recordInstrumentSchema,
  recordDemand: recordDemandSchema,
  revokeRecord: revokeRecordSchema,
  requestInspection: requestInspectionSchema,
  reportBlocked: reportBlockedSchema,
  reportSupplied: reportSuppliedSchema,
  confirmSupplied: confirmSuppliedSchema,
  endBlocked: endBlockedSchema,
  advanceMilestone: advanceMilestoneSchema,
} as const;

export type MilestoneCommand = z.infer<
  (typeof milestoneCommandSchemas)[keyof typeof milestoneCommandSchemas]
>;
