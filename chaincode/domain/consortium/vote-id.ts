import type { ActingUser } from '../actor.js';
import { base32OfHash, voteIdSchema, type VoteId } from '../ids.js';
import { participantOf } from '../policy.js';
import type { Facts } from '../state.js';

/** Id of the vote that a proposal opens: derived, so that a repeat finds it. */
export function voteIdFor(
  actor: ActingUser,
  { commandId }: { readonly commandId: string },
  hashOf: Facts['hashOf'],
): VoteId {
  const hash = hashOf({ commandId, participant: participantOf(actor) });
  return voteIdSchema.parse(`V${base32OfHash(hash, 30)}`);
}
