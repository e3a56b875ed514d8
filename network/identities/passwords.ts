import { createHmac, randomBytes } from 'node:crypto';
import { readIfThere, writeSecret } from '../files.js';
import type { MemberSite } from '../site.js';

/** The identity that registers all others of a member. */
export const REGISTRAR = 'registrar';

const SECRET_BYTES = 32;

/**
 * The enrolment password of an identity, 256 bits derived from the member's random secret.
 *
 * Derived rather than stored: an enrolment that was interrupted finds the same password again.
 */
export function passwordOf(of: MemberSite, authority: string, name: string): string {
  return createHmac('sha256', memberSecret(of)).update(`${authority}/${name}`).digest('hex');
}

function memberSecret(of: MemberSite): string {
  const file = of.site.paths.member(of.member.name).secret;
  const known = readIfThere(file);
  if (known !== undefined) return known;
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  writeSecret(file, secret);
  return secret;
}
