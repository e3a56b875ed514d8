import { z } from 'zod';
import {
  agreementIdSchema,
  commandIdSchema,
  milestoneIdSchema,
  numberSchema,
  sha256Schema,
} from '../ids.js';
import { instantSchema } from '../instant.js';
import { onMilestone } from '../remembered.js';
import { SHARE_WHOLE } from '../shares.js';
import { securityForms } from './state.js';

const onAgreement = { commandId: commandIdSchema, agreementId: agreementIdSchema } as const;

const onScope = {
  ...onAgreement,
  /** One milestone; all of them when absent. */
  milestoneId: milestoneIdSchema.exactOptional(),
} as const;

/**
 * Attests that the money of an agreement, or of one of its milestones, is deposited or undertaken.
 */
export const secureFundsSchema = z.strictObject({
  type: z.literal('secureFunds'),
  ...onScope,
  form: z.enum(securityForms),
  reference: sha256Schema,
  document: sha256Schema,
  expiry: instantSchema,
  /** Version of the terms that is secured; the first when absent. */
  termsVersion: numberSchema.exactOptional(),
});

/** Confirms a security that another user of the bank entered, by its document. */
export const confirmSecuritySchema = z.strictObject({
  type: z.literal('confirmSecurity'),
  ...onScope,
  document: sha256Schema,
});

/** Takes a security, as the exporter, that expires early, if not before `expiry`. */
export const acceptShortSecuritySchema = z.strictObject({
  type: z.literal('acceptShortSecurity'),
  ...onScope,
  expiry: instantSchema,
});

/** Lets a security last longer. */
export const extendSecuritySchema = z.strictObject({
  type: z.literal('extendSecurity'),
  ...onScope,
  expiry: instantSchema,
  document: sha256Schema,
});

/** Puts a document that attests more in the place of that of a security. */
export const increaseSecuritySchema = z.strictObject({
  type: z.literal('increaseSecurity'),
  ...onScope,
  reference: sha256Schema,
  document: sha256Schema,
});

/** Gives held parts of a milestone back, as the exporter. */
export const releaseSecuritySchema = z.strictObject({
  type: z.literal('releaseSecurity'),
  ...onMilestone,
  /** Parts, the highest first; all that is held and not claimed when absent. */
  share: z.int().min(1).max(SHARE_WHOLE).exactOptional(),
  /** Says that the boundary may lie between basis points. */
  exact: z.literal(true).exactOptional(),
});

/** Ends the parts of a milestone that were not secured in time. */
export const lapseUnsecuredSchema = z.strictObject({
  type: z.literal('lapseUnsecured'),
  ...onMilestone,
});

/** Attests that the booked balance covers what is on record. */
export const attestBalanceSchema = z.strictObject({
  type: z.literal('attestBalance'),
  ...onAgreement,
  document: sha256Schema,
  /** The day whose closing balance it is. */
  asOf: z.iso.date(),
});

/** The commands on the security of an agreement, by type. */
export const securityCommandSchemas = {
  secureFunds: secureFundsSchema,
  confirmSecurity: confirmSecuritySchema,
  acceptShortSecurity: acceptShortSecuritySchema,
  extendSecurity: extendSecuritySchema,
  increaseSecurity: increaseSecuritySchema,
  releaseSecurity: releaseSecuritySchema,
  lapseUnsecured: lapseUnsecuredSchema,
  attestBalance: attestBalanceSchema,
} as const;

export type SecurityCommand = z.infer<
  (typeof securityCommandSchemas)[keyof typeof securityCommandSchemas]
>;
