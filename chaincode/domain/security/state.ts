import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';

/** The bank's attestation that a milestone's money is there or undertaken. */
export interface Security extends Stamp {
  readonly form: 'escrow-deposit' | 'payment-undertaking';
  readonly scope: 'agreement' | 'milestone';
  readonly reference: Sha256;
  /** Commitment of the private security document. */
  readonly document: Sha256;
  readonly expiry: Instant;
}
