import type { Stamp } from './actor.js';
import type { Sha256 } from './ids.js';

/** The bank's word that its booked balance covers what is on record of an agreement. */
export interface BalanceAttestation extends Stamp {
  /** Commitment of the private statement. */
  readonly document: Sha256;
  /** The day whose closing balance it is, `YYYY-MM-DD`. */
  readonly asOf: string;
}
