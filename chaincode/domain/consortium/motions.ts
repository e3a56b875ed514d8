import { z } from 'zod';
import { consortiumRoleSchema } from '../actor.js';
import { localIdSchema, mspSchema, participantIdSchema, sha256Schema, text } from '../ids.js';
import { instantSchema } from '../instant.js';
import { limits } from '../limits.js';

/** What a member or participant is in the consortium, as commands say it. */
export const rolesSchema = z.array(consortiumRoleSchema).min(1).max(8);

/** SHA-256 of public keys (DER of SubjectPublicKeyInfo) that act for a participant. */
export const keysSchema = z.array(sha256Schema).min(1).max(limits.pinnedKeys);

/** What the members vote on. */
export const motionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('admitMember'),
    msp: mspSchema,
    name: text(),
    roles: rolesSchema,
  }),
  z.strictObject({ kind: z.literal('suspendMember'), msp: mspSchema }),
  z.strictObject({ kind: z.literal('readmitMember'), msp: mspSchema }),
  z.strictObject({ kind: z.literal('changeMemberRoles'), msp: mspSchema, roles: rolesSchema }),
  /** Never the length of a day, the tolerance or the profile: they are fixed at the founding. */
  z.strictObject({
    kind: z.literal('changeParameters'),
    voteDays: z.int().min(1).max(limits.voteDays),
  }),
  z.strictObject({ kind: z.literal('changeRulesVersion'), version: z.int().min(1).max(9999) }),
  z.strictObject({
    kind: z.literal('declareOutage'),
    from: instantSchema,
    until: instantSchema,
  }),
  z.strictObject({
    kind: z.literal('rehostParticipant'),
    participant: participantIdSchema,
    to: mspSchema,
    localId: localIdSchema,
    /** Those pinned before when absent. */
    keys: keysSchema.exactOptional(),
  }),
]);
export type Motion = z.infer<typeof motionSchema>;
/** The motion of one kind. */
export type MotionOf<K extends Motion['kind']> = Extract<Motion, { kind: K }>;
