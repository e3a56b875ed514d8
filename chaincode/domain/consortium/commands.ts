import { z } from 'zod';
import {
  commandIdSchema,
  localIdSchema,
  mspSchema,
  participantIdSchema,
  sha256Schema,
  text,
  voteIdSchema,
} from '../ids.js';
import { limits } from '../limits.js';
import { parametersSchema } from '../terms.js';
import { keysSchema, motionSchema, rolesSchema } from './motions.js';

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
  /** One person acts for it, so that nobody can confirm what that person entered. */
  sole: z.boolean().exactOptional(),
  /** Pinned at once. */
  keys: keysSchema.exactOptional(),
});

/** Says anew what the caller's member knows of a participant that it hosts. */
export const updateParticipantSchema = z.strictObject({
  type: z.literal('updateParticipant'),
  commandId: commandIdSchema,
  localId: localIdSchema,
  name: text(),
  roles: rolesSchema,
  sole: z.boolean().exactOptional(),
});

/** Ends the hosting of a participant: it starts nothing new any more. */
export const deactivateParticipantSchema = z.strictObject({
  type: z.literal('deactivateParticipant'),
  commandId: commandIdSchema,
  localId: localIdSchema,
});

/** Pins the keys that act for the caller's participant, in place of those pinned before. */
export const pinKeysSchema = z.strictObject({
  type: z.literal('pinKeys'),
  commandId: commandIdSchema,
  keys: keysSchema,
});

/** The caller's participant, by a pinned key, would move to another host. */
export const proposeRehostSchema = z.strictObject({
  type: z.literal('proposeRehost'),
  commandId: commandIdSchema,
  to: mspSchema,
});

/** The new host takes a participant that would move to it, under an id of its own. */
export const acceptRehostSchema = z.strictObject({
  type: z.literal('acceptRehost'),
  commandId: commandIdSchema,
  participant: participantIdSchema,
  localId: localIdSchema,
});

/** Puts a motion to the vote of the members. */
export const proposeVoteSchema = z.strictObject({
  type: z.literal('proposeVote'),
  commandId: commandIdSchema,
  motion: motionSchema,
});

/** The vote of the caller's member, by the hash of the motion. */
export const castVoteSchema = z.strictObject({
  type: z.literal('castVote'),
  commandId: commandIdSchema,
  voteId: voteIdSchema,
  hash: sha256Schema,
  vote: z.enum(['for', 'against']),
});

/** Takes back a motion of the caller's member. */
export const withdrawVoteSchema = z.strictObject({
  type: z.literal('withdrawVote'),
  commandId: commandIdSchema,
  voteId: voteIdSchema,
});

/** Ends a vote whose time is over, or that is decided since a member was suspended. */
export const advanceConsortiumSchema = z.strictObject({
  type: z.literal('advanceConsortium'),
  commandId: commandIdSchema,
  voteId: voteIdSchema,
});

/** The commands on the consortium, by type. */
export const consortiumCommandSchemas = {
  proposeBootstrap: proposeBootstrapSchema,
  confirmBootstrap: confirmBootstrapSchema,
  registerParticipant: registerParticipantSchema,
  updateParticipant: updateParticipantSchema,
  deactivateParticipant: deactivateParticipantSchema,
  pinKeys: pinKeysSchema,
  proposeRehost: proposeRehostSchema,
  acceptRehost: acceptRehostSchema,
  proposeVote: proposeVoteSchema,
  castVote: castVoteSchema,
  withdrawVote: withdrawVoteSchema,
  advanceConsortium: advanceConsortiumSchema,
} as const;

export type ConsortiumCommand = z.infer<
  (typeof consortiumCommandSchemas)[keyof typeof consortiumCommandSchemas]
>;
