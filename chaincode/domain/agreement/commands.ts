import { z } from 'zod';
import {
  agreementIdSchema,
  commandIdSchema,
  milestoneIdSchema,
  numberSchema,
  sha256Schema,
} from '../ids.js';
import { limits } from '../limits.js';
import { BPS_WHOLE } from '../shares.js';
import { publicTermsSchema } from '../terms.js';
import { amendmentCommandSchemas } from './amendment-commands.js';
import { disclosureCommandSchemas } from './disclosure-commands.js';

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

/** Applies to an agreement what time alone has made true: an open proposal expires. */
export const advanceAgreementSchema = z.strictObject({
  type: z.literal('advanceAgreement'),
  ...onAgreement,
});

/** Ends an agreement of which every part is settled or lapsed. */
export const closeAgreementSchema = z.strictObject({
  type: z.literal('closeAgreement'),
  ...onAgreement,
});

/** Proposes to the other side to end the agreement, with a split of what is held. */
export const proposeTerminationSchema = z.strictObject({
  type: z.literal('proposeTermination'),
  ...onAgreement,
  /** What the payee gets of what is free in a milestone; nothing where none is named. */
  splits: z
    .array(
      z.strictObject({
        milestoneId: milestoneIdSchema,
        payeeBps: z.int().min(0).max(BPS_WHOLE),
      }),
    )
    .max(limits.milestones),
});

const onTermination = { ...onAgreement, number: numberSchema } as const;

/** Consents to an open termination by its hash. */
export const acceptTerminationSchema = z.strictObject({
  type: z.literal('acceptTermination'),
  ...onTermination,
  hash: sha256Schema,
});

/** Takes an own termination back, or refuses the other side's. */
export const withdrawTerminationSchema = z.strictObject({
  type: z.literal('withdrawTermination'),
  ...onTermination,
});

/** The commands on an agreement, by type. */
export const agreementCommandSchemas = {
  proposeAgreement: proposeAgreementSchema,
  acceptAgreement: acceptAgreementSchema,
  declineAgreement: declineAgreementSchema,
  withdrawAgreement: withdrawAgreementSchema,
  advanceAgreement: advanceAgreementSchema,
  closeAgreement: closeAgreementSchema,
  proposeTermination: proposeTerminationSchema,
  acceptTermination: acceptTerminationSchema,
  withdrawTermination: withdrawTerminationSchema,
  ...amendmentCommandSchemas,
  ...disclosureCommandSchemas,
} as const;

export type AgreementCommand = z.infer<
  (typeof agreementCommandSchemas)[keyof typeof agreementCommandSchemas]
>;
