import { X509Certificate } from 'node:crypto';
import {
  DomainError,
  limits,
  mspSchema,
  participantIdSchema,
  userRoleSchema,
  utf8Length,
  type ActingUser,
  type Sha256,
  type UserRole,
} from '../domain/index.js';
import { sha256 } from './codec.js';

/** Certificate attribute that names the participant whom a user acts for. */
export const PARTICIPANT_ATTRIBUTE = 'tranche.participant';

/** Certificate attribute that lists a user's roles, separated by commas. */
export const ROLES_ATTRIBUTE = 'tranche.roles';

const units = ['client', 'admin', 'peer', 'orderer'] as const;

/** A signer as Fabric's proposal names it. */
export interface Creator {
  readonly mspId: string;
  /** PEM of the certificate. */
  readonly certificate: string;
  attribute(name: string): string | undefined;
}

/**
 * Who signed, from the certificate alone.
 * @throws DomainError CALLER_UNKNOWN when it says what no certificate of this consortium may
 */
export function actingUser(creator: Creator): ActingUser {
  const certificate = new X509Certificate(creator.certificate);
  const subject = subjectOf(certificate);
  const participant = creator.attribute(PARTICIPANT_ATTRIBUTE);
  const user = subject.find(([name]) => name === 'CN')?.[1];
  const known = participant === undefined ? undefined : participantIdSchema.safeParse(participant);
  const msp = mspSchema.safeParse(creator.mspId);
  const isNamed = user !== undefined && utf8Length(user) <= limits.textBytes;
  if (!isNamed || known?.success === false || !msp.success) {
    const reason = 'the certificate is not of this consortium';
    throw new DomainError('CALLER_UNKNOWN', { reason });
  }
  return {
    msp: msp.data,
    user,
    unit: units.find((unit) => hasUnit(subject, unit)) ?? 'none',
    ...(known === undefined ? {} : { participant: known.data }),
    key: keyOf(certificate),
    roles: rolesOf(creator.attribute(ROLES_ATTRIBUTE)),
  };
}

/** SHA-256 of a certificate's public key: the same for every certificate of that key. */
function keyOf({ publicKey }: X509Certificate): Sha256 {
  return sha256(publicKey.export({ type: 'spki', format: 'der' }));
}

type Subject = readonly (readonly [string, string])[];

/**
 * `NAME=value`, one a line, as Node prints a subject; the values of one relative name, as Fabric's
 * CA writes several units, stand on one line with ` + ` between. Node escapes both signs in values.
 */
function subjectOf({ subject }: X509Certificate): Subject {
  return subject.split(/\n| \+ /).map((line) => {
    const sign = line.indexOf('=');
    return [line.slice(0, sign), line.slice(sign + 1)];
  });
}

function hasUnit(subject: Subject, unit: string): boolean {
  return subject.some(([name, value]) => name === 'OU' && value === unit);
}

/** Unknown roles count for nothing. */
function rolesOf(attribute: string | undefined): readonly UserRole[] {
  const names = (attribute ?? '').split(',').map((name) => name.trim());
  return userRoleSchema.options.filter((role) => names.includes(role));
}
