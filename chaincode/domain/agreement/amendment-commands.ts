import { z } from 'zod';
import {
  agreementIdSchema,
  commandIdSchema,
  milestoneIdSchema,
  numberSchema,
  sha256Schema,
} from '../ids.js';
import { limits } from '../limits.js';
import { SHARE_WHOLE } from '../shares.js';
import { publicTermsSchema } from '../terms.js';

const onAmendment = {
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  /** The version of the terms that the amendment would be. */
  number: numberSchema,
} as const;

/** Proposes other terms for a running agreement, as a whole; it opens with the first consent. */
export const proposeAmendmentSchema = z.strictObject({
  type: z.literal('proposeAmendment'),
  ...onAmendment,
  terms: publicTermsSchema,
  /** Milestones of which a part is worth more, or whose currency is another. */
  revalued: z.array(milestoneIdSchema).max(limits.milestones),
  /** Milestones whose price falls, each by a number of its parts. */
  lowered: z
    .array(
      z.strictObject({
        milestoneId: milestoneIdSchema,
        share: z.int().min(1).max(SHARE_WHOLE),
        exact: z.literal(true).exactOptional(),
      }),
    )
    .max(limits.milestones),
});

/** Consents to an amendment by the hash of its terms; its proposer’s consent opens it. */
export const consentToAmendmentSchema = z.strictObject({
  type: z.literal('consentToAmendment'),
  ...onAmendment,
  termsHash: sha256Schema,
});

/** Refuses the open amendment: it ends. */
export const refuseAmendmentSchema = z.strictObject({
  type: z.literal('refuseAmendment'),
  ...onAmendment,
});

/** Takes an own open amendment back. */
export const withdrawAmendmentSchema = z.strictObject({
  type: z.literal('withdrawAmendment'),
  ...onAmendment,
});

/** The commands on an amendment, by type. */
export const amendmentCommandSchemas = {
  proposeAmendment: proposeAmendmentSchema,
  consentToAmendment: consentToAmendmentSchema,
  refuseAmendment: refuseAmendmentSchema,
  withdrawAmendment: withdrawAmendmentSchema,
} as const;

export type AmendmentCommand = z.infer<
  (typeof amendmentCommandSchemas)[keyof typeof amendmentCommandSchemas]
>;
