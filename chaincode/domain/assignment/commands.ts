import { z } from 'zod';
import { numberSchema, participantIdSchema, sha256Schema } from '../ids.js';
import { onMilestone } from '../remembered.js';
import { SHARE_WHOLE } from '../shares.js';

/** Reserves an invoice for one milestone, so that it is financed once on this ledger. */
export const recordFinancingSchema = z.strictObject({
  type: z.literal('recordFinancing'),
  ...onMilestone,
  /** SHA-256 of the canonical text of the invoice's issuer, number and date. */
  invoice: sha256Schema,
});

/** Proposes to assign the lowest parts of a milestone that are not assigned to a financier. */
export const proposeAssignmentSchema = z.strictObject({
  type: z.literal('proposeAssignment'),
  ...onMilestone,
  financier: participantIdSchema,
  invoice: sha256Schema,
  /** Commitment of the private assignment document. */
  document: sha256Schema,
  share: z.int().min(1).max(SHARE_WHOLE),
  /** Says that the boundary may lie between basis points. */
  exact: z.literal(true).exactOptional(),
});

const onAssignment = { ...onMilestone, number: numberSchema } as const;

/** Takes note, as the bank, of whom assigned parts are paid to. */
export const acknowledgeAssignmentSchema = z.strictObject({
  type: z.literal('acknowledgeAssignment'),
  ...onAssignment,
  hash: sha256Schema,
});

/** Ends a proposed assignment. */
export const rejectAssignmentSchema = z.strictObject({
  type: z.literal('rejectAssignment'),
  ...onAssignment,
  reason: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/),
});

/** Gives assigned parts back to the exporter. */
export const releaseAssignmentSchema = z.strictObject({
  type: z.literal('releaseAssignment'),
  ...onAssignment,
});

/** Consents, as the assignee, to an act of others that touches assigned parts. */
export const consentToActSchema = z.strictObject({
  type: z.literal('consentToAct'),
  ...onAssignment,
  /** Hash of the reduction, release, termination, offer or amendment. */
  act: sha256Schema,
});

/** The commands on assignments, by type. */
export const assignmentCommandSchemas = {
  recordFinancing: recordFinancingSchema,
  proposeAssignment: proposeAssignmentSchema,
  acknowledgeAssignment: acknowledgeAssignmentSchema,
  rejectAssignment: rejectAssignmentSchema,
  releaseAssignment: releaseAssignmentSchema,
  consentToAct: consentToActSchema,
} as const;

export type AssignmentCommand = z.infer<
  (typeof assignmentCommandSchemas)[keyof typeof assignmentCommandSchemas]
>;
