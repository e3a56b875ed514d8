import { sha256Schema } from '@tranche/chaincode/domain';
import { z } from 'zod';

/** Where and when a command entered the ledger. */
export const commandAnswerSchema = z.object({
  txId: z.string(),
  block: z.int(),
  /** RFC 3339, the transaction's own time. */
  time: z.string().exactOptional(),
  agreementId: z.string().exactOptional(),
  /** What the command brought about, in order. */
  events: z.array(z.looseObject({ type: z.string() })),
  endorsedBy: z.array(z.string()),
  /** Whether all other members acted without the bank's node: a reason to look. */
  endorsedWithoutBank: z.boolean().exactOptional(),
});
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

/** A command that is under way; its address tells more. */
export const pendingAnswerSchema = z.object({ txId: z.string(), status: z.literal('pending') });
export type PendingAnswer = z.infer<typeof pendingAnswerSchema>;

/** What is known of a transaction. */
export const transactionSchema = z.object({
  txId: z.string(),
  status: z.enum(['pending', 'committed', 'invalid']),
  validation: z.string().exactOptional(),
  block: z.int().exactOptional(),
  endorsedBy: z.array(z.string()).exactOptional(),
  answer: commandAnswerSchema.exactOptional(),
});
export type TransactionView = z.infer<typeof transactionSchema>;

/** A record of the ledger, as the chaincode returns it. */
export const recordSchema = z.looseObject({});

/** What the own node runs. */
export const buildSchema = z.looseObject({ codeDigest: z.string() });

/** Agreement with the terms that it is about. */
export const agreementViewSchema = z.looseObject({
  agreement: z.looseObject({ id: z.string(), status: z.string(), termsHash: sha256Schema }),
  terms: z.looseObject({ version: z.int() }),
});

/** Process health. */
export const liveSchema = z.object({ live: z.literal(true) });
export const readySchema = z.object({
  ready: z.boolean(),
  checks: z.object({ ownPeer: z.boolean(), fallbackPeer: z.boolean(), journal: z.boolean() }),
});
