import { z } from 'zod';
import { agreementIdSchema, commandIdSchema, milestoneIdSchema, sha256Schema } from '../ids.js';
import { instantSchema } from '../instant.js';

/**
 * Attests that the money of an agreement, or of one of its milestones, is deposited or undertaken.
 */
export const secureFundsSchema = z.strictObject({
  type: z.literal('secureFunds'),
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  /** One milestone; all of them when absent. */
  milestoneId: milestoneIdSchema.exactOptional(),
  form: z.enum(['escrow-deposit', 'payment-undertaking']),
  reference: sha256Schema,
  document: sha256Schema,
  expiry: instantSchema,
});

/** The commands on the security of an agreement, by type. */
export const securityCommandSchemas = { secureFunds: secureFundsSchema } as const;

export type SecurityCommand = z.infer<typeof secureFundsSchema>;
