import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';

/** Forms of a security: money is deposited, or undertaken to be paid. */
export const securityForms = ['escrow-deposit', 'payment-undertaking'] as const;

/** What the bank attests. */
export interface AttestedSecurity {
  readonly form: (typeof securityForms)[number];
  readonly scope: 'agreement' | 'milestone';
  readonly reference: Sha256;
  /** Commitment of the private security document. */
  readonly document: Sha256;
  readonly expiry: Instant;
  /** Version of the terms that it secures; the first when absent. */
  readonly termsVersion?: number;
}

/** The bank's attestation that a milestone's money is there or undertaken. */
export interface Security extends AttestedSecurity, Stamp {
  /** Who entered it, where another user confirmed it. */
  readonly entered?: Stamp;
  /** Of how many business days before its expiry warnings were given. */
  readonly warned?: readonly number[];
}

/** A security that one user of the bank entered and no other confirmed. */
export interface PendingSecurity extends AttestedSecurity, Stamp {}
