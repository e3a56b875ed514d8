import {
  participantIdSchema,
  publicTermsSchema,
  sha256Schema,
  voteStatusSchema,
} from '@tranche/chaincode/domain';
import { z } from 'zod';

/** Where and when a command entered the ledger. */
export const commandAnswerSchema = z.object({
  txId: z.string(),
  /** Number of the block, decimal. */
  block: z.string(),
  /** The transaction's own time, milliseconds since 1970. */
  time: z.int(),
  agreementId: z.string().exactOptional(),
  /** What the command brought about, in order. */
  events: z.array(z.looseObject({ type: z.string() })),
  endorsedBy: z.array(z.string()),
  /** Whether all other members acted without the bank's node: a reason to look. */
  endorsedWithoutBank: z.boolean().exactOptional(),
});
/** An answered command. */
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

/** A command that is under way; its address tells more. */
export const pendingAnswerSchema = z.object({ txId: z.string(), status: z.literal('pending') });
/** A command under way. */
export type PendingAnswer = z.infer<typeof pendingAnswerSchema>;

/** What is known of a transaction. */
export const transactionSchema = z.object({
  txId: z.string(),
  status: z.enum(['pending', 'committed', 'invalid']),
  validation: z.string().exactOptional(),
  block: z.string().exactOptional(),
  endorsedBy: z.array(z.string()).exactOptional(),
  answer: commandAnswerSchema.exactOptional(),
});
/** A transaction as its address shows it. */
export type TransactionView = z.infer<typeof transactionSchema>;

/** What the own node runs. */
export const buildSchema = z.looseObject({ codeDigest: z.string() });

const sharesSchema = z.record(z.string(), z.int());

/** An agreement, its terms, and where each milestone stands. */
export const agreementViewSchema = z.looseObject({
  agreement: z.looseObject({ id: z.string(), status: z.string(), termsHash: sha256Schema }),
  terms: z.looseObject({ version: z.int(), terms: publicTermsSchema }),
  milestones: z.array(z.looseObject({ id: z.string(), status: z.string(), shares: sharesSchema })),
});
/** An agreement as its address shows it. */
export type AgreementView = z.infer<typeof agreementViewSchema>;

/** One version of the terms, with what it amends. */
export const termsViewSchema = z.looseObject({
  terms: z.looseObject({ version: z.int(), terms: publicTermsSchema }),
});

/** A presentation as reviewers need it; its hash is what they sign. */
const presentationViewSchema = z.looseObject({
  number: z.int(),
  hash: sha256Schema,
  claimedShare: z.int(),
});

/** An order to pay as approvers need it; its hash is what they sign. */
const orderViewSchema = z.looseObject({
  id: z.string(),
  number: z.int(),
  hash: sha256Schema,
  state: z.string().exactOptional(),
  ranges: z.array(z.strictObject({ from: z.int(), until: z.int() })),
});

/** All that is on record about a milestone. */
export const milestoneViewSchema = z.looseObject({
  delivery: z.looseObject({ status: z.string() }),
  review: z.looseObject({ presentations: z.array(presentationViewSchema) }),
  orders: z.array(orderViewSchema),
});
/** A milestone as its address shows it. */
export type MilestoneView = z.infer<typeof milestoneViewSchema>;

/** Where each part of a milestone's money is. */
export const positionViewSchema = z.looseObject({
  position: z.array(z.looseObject({ from: z.int(), until: z.int(), state: z.string() })),
  shares: sharesSchema,
});

/** What is to be done next. */
export const actionsSchema = z.looseObject({ actions: z.array(z.looseObject({})) });

/** Every value that a record ever had. */
export const historySchema = z.looseObject({
  entries: z.array(z.looseObject({ txId: z.string() })),
});

/** The members, their parameters and the rules in force. */
export const membersViewSchema = z.looseObject({
  members: z.array(z.looseObject({ msp: z.string(), status: z.enum(['active', 'suspended']) })),
  parameters: z.looseObject({ profile: z.string() }),
  rules: z.looseObject({ version: z.int() }),
});

/** The participants that members host; whether all of them are listed. */
export const participantsViewSchema = z.looseObject({
  participants: z.array(
    z.looseObject({ id: z.string(), lei: z.string(), leiAlsoOf: z.array(participantIdSchema) }),
  ),
  isComplete: z.boolean(),
});

/** A vote of the members; its hash is what they name. */
const voteSchema = z.looseObject({
  id: z.string(),
  hash: sha256Schema,
  status: voteStatusSchema,
  motion: z.looseObject({ kind: z.string() }),
  openUntil: z.int(),
});

/** Votes of the members; whether all of them are listed. */
export const votesViewSchema = z.looseObject({
  votes: z.array(voteSchema),
  isComplete: z.boolean(),
});

/** One vote, and how it stands among the members that are active now. */
export const voteViewSchema = z.looseObject({
  vote: voteSchema,
  tally: z.strictObject({ active: z.int(), for: z.int(), against: z.int() }),
});

/** What governors can vote on now. */
export const governanceActionsSchema = z.looseObject({
  actions: z.array(z.looseObject({ command: z.string(), voteId: z.string() })),
});

/** Process health. */
export const liveSchema = z.object({ live: z.literal(true) });
/** Whether the process can do its work, and what it needs for that. */
export const readySchema = z.object({
  ready: z.boolean(),
  checks: z.object({ ownPeer: z.boolean(), fallbackPeer: z.boolean(), journal: z.boolean() }),
});
