import { z } from 'zod';
import { limits } from './limits.js';

/** Number of bytes of `value` in UTF-8; -1 when it holds a lone surrogate. */
export function utf8Length(value: string): number {
  let bytes = 0;
  for (const character of value) {
    const point = Number(character.codePointAt(0));
    if (point >= 0xd800 && point <= 0xdfff) return -1;
    if (point < 0x80) bytes += 1;
    else if (point < 0x800) bytes += 2;
    else if (point < 0x10000) bytes += 3;
    else bytes += 4;
  }
  return bytes;
}

function isCleanText(value: string, maxBytes: number): boolean {
  const bytes = utf8Length(value);
  return bytes >= 0 && bytes <= maxBytes && value.normalize('NFC') === value;
}

/**
 * Free text: 1 to `maxBytes` bytes of well-formed UTF-8 in Unicode normal form C, without control
 * characters.
 */
export function text(maxBytes: number = limits.textBytes): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maxBytes)
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/u)
    .refine(
      (value) => isCleanText(value, maxBytes),
      'must be NFC text of at most the stated bytes',
    );
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256Schema>;

/** Id of a member's MSP, for example `BankMSP`. */
export const mspSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9.-]{0,63}$/)
  .brand<'Msp'>();
export type Msp = z.infer<typeof mspSchema>;

/** A name chosen by a proposer inside one record: milestone, tranche, document type. */
export const localIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);

/** Legal entity hosted by a member: `<msp>:<local-id>`. */
export const participantIdSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9.-]{0,63}:[a-z0-9][a-z0-9-]{0,31}$/)
  .brand<'ParticipantId'>();
export type ParticipantId = z.infer<typeof participantIdSchema>;

/** `A` and 30 base32 characters, derived from the proposer and its command. */
export const agreementIdSchema = z
  .string()
  .regex(/^A[A-Z2-7]{30}$/)
  .brand<'AgreementId'>();
export type AgreementId = z.infer<typeof agreementIdSchema>;

/** Id of a milestone, unique within its agreement. */
export const milestoneIdSchema = localIdSchema.brand<'MilestoneId'>();
export type MilestoneId = z.infer<typeof milestoneIdSchema>;

/** Id of a tranche, unique within its milestone. */
export const trancheIdSchema = localIdSchema.brand<'TrancheId'>();
export type TrancheId = z.infer<typeof trancheIdSchema>;

/**
 * `T` and 30 base32 characters; with a two-digit attempt it is the EndToEndId of ISO 20022 (at most
 * 35 characters).
 */
export const orderIdSchema = z
  .string()
  .regex(/^T[A-Z2-7]{30}$/)
  .brand<'OrderId'>();
export type OrderId = z.infer<typeof orderIdSchema>;

/** `V` and 30 base32 characters, derived from the proposer of a vote and its command. */
export const voteIdSchema = z
  .string()
  .regex(/^V[A-Z2-7]{30}$/)
  .brand<'VoteId'>();
export type VoteId = z.infer<typeof voteIdSchema>;

/**
 * Chosen by the caller, unique for its participant: the same id twice is the same command twice.
 */
export const commandIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .brand<'CommandId'>();
export type CommandId = z.infer<typeof commandIdSchema>;

/** Fabric transaction id. */
export type TxId = string & z.core.$brand<'TxId'>;

/** Running number of a thing inside its milestone, from 1. */
export const numberSchema = z.int().min(1).max(9999);

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The first `length` base32 characters (RFC 4648) of a hash. */
export function base32OfHash(hash: Sha256, length: number): string {
  let bits = 0n;
  for (const digit of hash) bits = bits * 16n + BigInt(parseInt(digit, 16));
  let result = '';
  for (let index = 0; index < length; index += 1) {
    const five = Number((bits >> BigInt(256 - 5 * (index + 1))) & 31n);
    result += BASE32.charAt(five);
  }
  return result;
}

/** The member that hosts a participant, as its id says. */
export function mspOf(participant: ParticipantId): Msp {
  return mspSchema.parse(participant.slice(0, participant.indexOf(':')));
}

/** The id of a participant with its host. */
export function hostedId(msp: Msp, localId: string): ParticipantId {
  return participantIdSchema.parse(`${msp}:${localId}`);
}
