import { z } from 'zod';
import { consortiumRoleSchema } from '../actor.js';
import { commandIdSchema, localIdSchema, mspSchema, sha256Schema, text } from '../ids.js';
import { limits } from '../limits.js';
import { parametersSchema } from '../terms.js';

const rolesSchema = z.array(consortiumRoleSchema).min(1).max(8);

/** Proposes who founds the consortium and with which parameters. */
export const proposeBootstrapSchema = z.strictObject({
  type: z.literal('proposeBootstrap'),
  commandId: commandIdSchema,
  members: z
    .array(z.strictObject({ msp: mspSchema, name: text(), roles: rolesSchema }))
    .min(limits.coEndorsersMin)
    .max(limits.membersAtBootstrap),
  parameters: parametersSchema,
});

/** Confirms a founding proposal by its hash. */
export const confirmBootstrapSchema = z.strictObject({
  type: z.literal('confirmBootstrap'),
  commandId: commandIdSchema,
  proposalId: commandIdSchema,
  hash: sha256Schema,
});

/** Registers a legal entity that the caller's member hosts. */
export const registerParticipantSchema = z.strictObject({
  type: z.literal('registerParticipant'),
  commandId: commandIdSchema,
  localId: localIdSchema,
  lei: z.string().regex(/^[A-Z0-9]{18}[0-9]{2}$/),
  name: text(),
  roles: rolesSchema,
});

/** The commands on the consortium, by type. */
export const consortiumCommandSchemas = {
  proposeBootstrap: proposeBootstrapSchema,
  confirmBootstrap: confirmBootstrapSchema,
  registerParticipant: registerParticipantSchema,
} as const;

export type ConsortiumCommand = z.infer<
  (typeof consortiumCommandSchemas)[keyof typeof consortiumCommandSchemas]
>;
