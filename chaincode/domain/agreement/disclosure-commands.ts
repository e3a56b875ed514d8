import { z } from 'zod';
import { filingKindSchema } from '../filing-kind.js';
import { agreementIdSchema, commandIdSchema, numberSchema, participantIdSchema } from '../ids.js';
import { limits } from '../limits.js';
import { partSchema } from '../document-part.js';

/** Puts on record which private documents the recipient was shown; it holds them already. */
export const discloseDocumentsSchema = z.strictObject({
  type: z.literal('discloseDocuments'),
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  kind: filingKindSchema,
  termsVersion: numberSchema,
  to: participantIdSchema,
  parts: z.array(partSchema).min(1).max(limits.partsDisclosed),
});

/** The commands on disclosures, by type. */
export const disclosureCommandSchemas = { discloseDocuments: discloseDocumentsSchema } as const;

export type DisclosureCommand = z.infer<typeof discloseDocumentsSchema>;
