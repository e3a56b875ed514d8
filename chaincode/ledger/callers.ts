import type { ActingUser } from '../domain/index.js';
import { actingUser, type Creator } from './identity.js';

/** Certificates that are remembered; beyond that all are forgotten and read again. */
const REMEMBERED_MAX = 1_024;

/**
 * Reads each certificate once: parsing one costs more than all else that a command does. The same
 * bytes say the same on every node and at all times, so what is remembered changes no result.
 */
export class Callers {
  readonly #known = new Map<string, ActingUser>();

  /**
   * Who signed, from the certificate alone.
   * @throws DomainError CALLER_UNKNOWN
   */
  of(creator: Creator): ActingUser {
    const name = `${creator.mspId} ${creator.certificate}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= REMEMBERED_MAX) this.#known.clear();
    const user = actingUser(creator);
    const lasting = Object.freeze({ ...user, roles: Object.freeze([...user.roles]) });
    this.#known.set(name, lasting);
    return lasting;
  }
}
