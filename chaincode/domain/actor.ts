import { z } from 'zod';
import type { CommandId, Msp, ParticipantId, Sha256, TxId } from './ids.js';
import type { Instant } from './instant.js';

/** What a user may do for its participant, from the certificate attribute `tranche.roles`. */
export const userRoleSchema = z.enum([
  'maker',
  'checker',
  'approver',
  'compliance',
  'governor',
  'registrar',
  'auditor',
]);
export type UserRole = z.infer<typeof userRoleSchema>;

/** What a member or participant is in the consortium. */
export const consortiumRoleSchema = z.enum([
  'exporter',
  'buyer',
  'bank',
  'inspector',
  'auditor',
  'arbiter',
  'carrier',
  'financier',
]);
export type ConsortiumRole = z.infer<typeof consortiumRoleSchema>;

/** Who signed the transaction: from its certificate alone, never from arguments. */
export interface ActingUser {
  readonly msp: Msp;
  /** Common name of the certificate, unique within the member. */
  readonly user: string;
  /** Organisational unit of the certificate, as Fabric's NodeOUs say. */
  readonly unit: 'client' | 'admin' | 'peer' | 'orderer' | 'none';
  readonly participant?: ParticipantId;
  /** SHA-256 of the certificate's public key (DER of SubjectPublicKeyInfo). */
  readonly key?: Sha256;
  readonly roles: readonly UserRole[];
}

/** Who did a thing that is on record. */
export interface Signer {
  readonly participant: ParticipantId;
  readonly user: string;
}

/** What brought an event about; stamped on whatever the event changes. */
export interface Cause {
  readonly actor: ActingUser;
  readonly at: Instant;
  readonly txId: TxId;
  readonly commandId: CommandId;
  readonly inputHash: Sha256;
}

/** When and in which transaction a thing happened, and who signed it. */
export interface Stamp {
  readonly at: Instant;
  readonly txId: TxId;
  readonly by: Signer;
}
