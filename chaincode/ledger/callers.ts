import type { ActingUser } from '../domain/index.js';
import { actingUser, type Creator } from './identity.js';

/** Certificates that are remembered; beyond that all are forgotten and read again. */
const REMEMBERED_MAX = 1_024;

/** Who signed with which certificate, as far as a node has read it. */
export type Callers = Map<string, ActingUser>;

/**
 * Who signed, from the certificate alone, which is read once: parsing it costs more than all else
 * that a command does. The same bytes say the same on every node and at all times, so what is
 * remembered changes no result.
 * @throws DomainError CALLER_UNKNOWN
 */
export function callerOf(callers: Callers, creator: Creator): ActingUser {
  const name = `${creator.mspId} ${creator.certificate}`;
  const known = callers.get(name);
  if (known !== undefined) return known;
  if (callers.size >= REMEMBERED_MAX) callers.clear();
  const user = actingUser(creator);
  const lasting = Object.freeze({ ...user, roles: Object.freeze([...user.roles]) });
  callers.set(name, lasting);
  return lasting;
}
