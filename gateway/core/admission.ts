import type { ParticipantId } from '@tranche/chaincode/domain';
import { ProblemError } from '../api/index.js';

/** How much is taken on at once. */
export interface Load {
  readonly inFlight: number;
  readonly inFlightPerParticipant: number;
}

/** Counts requests under way, and refuses what is beyond the load. */
export class Admission {
  readonly #load: Load;
  readonly #byParticipant = new Map<ParticipantId, number>();
  #total = 0;

  constructor(load: Load) {
    this.#load = load;
  }

  /**
   * Takes a request on.
   * @returns what to call once when it has ended
   * @throws ProblemError GATEWAY_BUSY, PARTICIPANT_REQUESTS_TOO_MANY
   */
  enter(participant: ParticipantId): () => void {
    const { inFlight, inFlightPerParticipant } = this.#load;
    if (this.#total >= inFlight) throw new ProblemError('GATEWAY_BUSY', { max: inFlight });
    const own = this.#byParticipant.get(participant) ?? 0;
    if (own >= inFlightPerParticipant) {
      throw new ProblemError('PARTICIPANT_REQUESTS_TOO_MANY', { max: inFlightPerParticipant });
    }
    this.#total += 1;
    this.#byParticipant.set(participant, own + 1);
    return () => {
      this.#leave(participant);
    };
  }

  #leave(participant: ParticipantId): void {
    this.#total -= 1;
    const left = (this.#byParticipant.get(participant) ?? 1) - 1;
    if (left === 0) this.#byParticipant.delete(participant);
    else this.#byParticipant.set(participant, left);
  }
}
