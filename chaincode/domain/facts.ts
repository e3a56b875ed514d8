import type { Cause, Signer, Stamp } from './actor.js';
import type { CommandId } from './ids.js';
import { participantOf } from './policy.js';
import type { Facts } from './state.js';

/** Who signs, as it is put on record. */
export function signerOf(actor: Facts['actor']): Signer {
  return { participant: participantOf(actor), user: actor.user };
}

/** The cause of the events of one command. */
export function causeOf(facts: Facts, commandId: CommandId): Cause {
  const { actor, at, txId, inputHash } = facts;
  return { actor, at, txId, commandId, inputHash };
}

/** When, in which transaction and by whom, for whatever an event changes. */
export function stampOf(cause: Pick<Cause, 'actor' | 'at' | 'txId'>): Stamp {
  return { at: cause.at, txId: cause.txId, by: signerOf(cause.actor) };
}
