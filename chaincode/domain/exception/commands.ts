import { z } from 'zod';
import { numberSchema, orderIdSchema, sha256Schema } from '../ids.js';
import { onMilestone } from '../remembered.js';
import { reportedKinds, resolutions } from './state.js';

/** Reports a message of the payment system that fits no attempt. */
export const reportExceptionSchema = z.strictObject({
  type: z.literal('reportException'),
  ...onMilestone,
  kind: z.enum(reportedKinds),
  orderId: orderIdSchema.exactOptional(),
  note: sha256Schema,
});

const onException = { ...onMilestone, number: numberSchema } as const;

/** Enters how an exception shall end. */
export const resolveExceptionSchema = z.strictObject({
  type: z.literal('resolveException'),
  ...onException,
  as: z.enum(resolutions),
  note: sha256Schema,
});

/** Consents, as the payee, to what is written off. */
export const consentToResolutionSchema = z.strictObject({
  type: z.literal('consentToResolution'),
  ...onException,
  note: sha256Schema,
});

/** Confirms the end that another user of the owner entered. */
export const confirmResolutionSchema = z.strictObject({
  type: z.literal('confirmResolution'),
  ...onException,
  note: sha256Schema,
});

/** The commands on exceptions, by type. */
export const exceptionCommandSchemas = {
  reportException: reportExceptionSchema,
  resolveException: resolveExceptionSchema,
  consentToResolution: consentToResolutionSchema,
  confirmResolution: confirmResolutionSchema,
} as const;

export type ExceptionCommand = z.infer<
  (typeof exceptionCommandSchemas)[keyof typeof exceptionCommandSchemas]
>;
