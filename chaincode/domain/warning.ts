import type { ParticipantId } from './ids.js';
import type { Instant } from './instant.js';

/** That a deadline of a participant is near. */
export interface Warning {
  readonly participant: ParticipantId;
  /** What it can do until then. */
  readonly command: string;
  readonly deadline: Instant;
  /** Business days before the deadline: 5 or 1. */
  readonly businessDays: number;
}
