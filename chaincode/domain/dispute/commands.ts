import { z } from 'zod';
import { numberSchema, sha256Schema } from '../ids.js';
import { instantSchema } from '../instant.js';
import { limits } from '../limits.js';
import { onMilestone } from '../remembered.js';
import { SHARE_WHOLE } from '../shares.js';
import { awardKinds, grounds } from './state.js';

const partsSchema = z.int().min(0).max(SHARE_WHOLE);

/** What a side disputes, and why. */
const stake = {
  /** Parts of what is held, the highest; all that can be disputed when absent. */
  share: z.int().min(1).max(SHARE_WHOLE).exactOptional(),
  /** Whether the share may be no multiple of a basis point. */
  exact: z.literal(true).exactOptional(),
  /** Salted hash of the words. */
  reason: sha256Schema,
  evidence: z.array(numberSchema).max(limits.evidenceOfExporter),
} as const;

/** The lowest parts to the payee, the highest to the buyer; what is left goes back to held. */
const split = {
  toPayee: partsSchema,
  toBuyer: partsSchema,
  exact: z.literal(true).exactOptional(),
} as const;

const onDispute = { ...onMilestone, number: numberSchema } as const;

/** Disputes parts of what is held of a milestone. */
export const openDisputeSchema = z.strictObject({
  type: z.literal('openDispute'),
  ...onMilestone,
  grounds: z.enum(grounds),
  ...stake,
});

/** Adds what the caller's own side disputes to an open dispute. */
export const addToDisputeSchema = z.strictObject({
  type: z.literal('addToDispute'),
  ...onDispute,
  grounds: z.enum(['refusal', 'expiry', 'block', 'silence']),
  ...stake,
});

/** Offers the other side a split, which takes the place of an open offer of one's own. */
export const offerSplitSchema = z.strictObject({
  type: z.literal('offerSplit'),
  ...onDispute,
  ...split,
  until: instantSchema,
});

/** Accepts the other side's offer, which is executed at once. */
export const acceptOfferSchema = z.strictObject({
  type: z.literal('acceptOffer'),
  ...onDispute,
  offer: numberSchema,
  hash: sha256Schema,
});

/** Calls the arbiter. */
export const escalateDisputeSchema = z.strictObject({
  type: z.literal('escalateDispute'),
  ...onDispute,
});

/** Enters how the arbiter decides. */
export const ruleDisputeSchema = z.strictObject({
  type: z.literal('ruleDispute'),
  ...onDispute,
  /** Hash of the dispute. */
  hash: sha256Schema,
  ...split,
  /** Salted hash of the reasons. */
  reasons: sha256Schema,
});

/** Confirms the ruling that another user of the arbiter entered, which is executed at once. */
export const confirmRulingSchema = z.strictObject({
  type: z.literal('confirmRuling'),
  ...onDispute,
  hash: sha256Schema,
});

/** Takes a dispute back: everything is held again. */
export const withdrawDisputeSchema = z.strictObject({
  type: z.literal('withdrawDispute'),
  ...onDispute,
});

/** Enters an award, a judgment or an instruction of both sides. */
export const recordAwardSchema = z.strictObject({
  type: z.literal('recordAward'),
  ...onDispute,
  kind: z.enum(awardKinds),
  document: sha256Schema,
  ...split,
});

/** Confirms the award that another user of the bank entered. */
export const confirmAwardSchema = z.strictObject({
  type: z.literal('confirmAward'),
  ...onDispute,
  hash: sha256Schema,
});

/** Stops an award before it takes effect. */
export const recordStaySchema = z.strictObject({
  type: z.literal('recordStay'),
  ...onDispute,
  document: sha256Schema,
});

/** The commands on disputes, by type. */
export const disputeCommandSchemas = {
  openDispute: openDisputeSchema,
  addToDispute: addToDisputeSchema,
  offerSplit: offerSplitSchema,
  acceptOffer: acceptOfferSchema,
  escalateDispute: escalateDisputeSchema,
  ruleDispute: ruleDisputeSchema,
  confirmRuling: confirmRulingSchema,
  withdrawDispute: withdrawDisputeSchema,
  recordAward: recordAwardSchema,
  confirmAward: confirmAwardSchema,
  recordStay: recordStaySchema,
} as const;

export type DisputeCommand = z.infer<
  (typeof disputeCommandSchemas)[keyof typeof disputeCommandSchemas]
>;
