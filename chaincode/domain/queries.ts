import { z } from 'zod';
import { voteStatusSchema } from './consortium/vote-status.js';
import { filingKindSchema } from './filing-kind.js';
import { agreementIdSchema, milestoneIdSchema, numberSchema, voteIdSchema } from './ids.js';

/** Asks about an agreement. */
export const agreementQuerySchema = z.strictObject({ agreementId: agreementIdSchema });

/** Asks about one milestone. */
export const milestoneQuerySchema = z.strictObject({
  agreementId: agreementIdSchema,
  milestoneId: milestoneIdSchema,
});

/** Asks for all values that an agreement's record, or a milestone's, ever had. */
export const historyQuerySchema = z.strictObject({
  agreementId: agreementIdSchema,
  milestoneId: milestoneIdSchema.exactOptional(),
});

/** Asks for one version of an agreement's terms, in force or only proposed. */
export const termsQuerySchema = z.strictObject({
  agreementId: agreementIdSchema,
  termsVersion: numberSchema,
});

/** Asks for a private document on the member's own node. */
export const documentQuerySchema = z.strictObject({
  agreementId: agreementIdSchema,
  kind: filingKindSchema,
  part: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  termsVersion: z.int().min(1).max(9999),
});

/** Asks about the registry as a whole. */
export const registryQuerySchema = z.strictObject({});

/** Asks for votes, of one status or of any. */
export const votesQuerySchema = z.strictObject({ status: voteStatusSchema.exactOptional() });

/** Asks about one vote. */
export const voteQuerySchema = z.strictObject({ voteId: voteIdSchema });

/** Every question that the ledger answers about the consortium, to anybody of it. */
export const registryQuerySchemas = {
  members: registryQuerySchema,
  participants: registryQuerySchema,
  votes: votesQuerySchema,
  vote: voteQuerySchema,
  governanceActions: registryQuerySchema,
} as const;

export type RegistryQueryType = keyof typeof registryQuerySchemas;

/** Every question that the ledger answers. */
export const querySchemas = {
  agreement: agreementQuerySchema,
  milestone: milestoneQuerySchema,
  position: milestoneQuerySchema,
  nextActions: agreementQuerySchema,
  history: historyQuerySchema,
  terms: termsQuerySchema,
  document: documentQuerySchema,
  ...registryQuerySchemas,
} as const;

export type QueryType = keyof typeof querySchemas;
