import { z } from 'zod';
import { agreementIdSchema, commandIdSchema, sha256Schema } from '../ids.js';
import { publicTermsSchema } from '../terms.js';

/** Proposes an agreement by its public terms. */
export const proposeAgreementSchema = z.strictObject({
  type: z.literal('proposeAgreement'),
  commandId: commandIdSchema,
  terms: publicTermsSchema,
});

const onAgreement = { commandId: commandIdSchema, agreementId: agreementIdSchema } as const;

/** Signs the terms by their hash. */
export const acceptAgreementSchema = z.strictObject({
  type: z.literal('acceptAgreement'),
  ...onAgreement,
  termsHash: sha256Schema,
});

/** Refuses to sign: the agreement ends. */
export const declineAgreementSchema = z.strictObject({
  type: z.literal('declineAgreement'),
  ...onAgreement,
});

/** Takes an own proposal back. */
export const withdrawAgreementSchema = z.strictObject({
  type: z.literal('withdrawAgreement'),
  ...onAgreement,
});

/** The commands on an agreement, by type. */
export const agreementCommandSchemas = {
  proposeAgreement: proposeAgreementSchema,
  acceptAgreement: acceptAgreementSchema,
  declineAgreement: declineAgreementSchema,
  withdrawAgreement: withdrawAgreementSchema,
} as const;

export type AgreementCommand = z.infer<
  (typeof agreementCommandSchemas)[keyof typeof agreementCommandSchemas]
>;
