import type { Cause } from './actor.js';
import { agreementEvolvers } from './agreement/evolve.js';
import { assignmentEvolvers } from './assignment/evolve.js';
import type { Event, EventType } from './catalogue.js';
import { consortiumEvolvers } from './consortium/evolve.js';
import type { Evolver, EvolversOf } from './decider.js';
import { disputeEvolvers } from './dispute/evolve.js';
import { exceptionEvolvers } from './exception/evolve.js';
import { milestoneEvolvers } from './milestone/evolve.js';
import { paymentEvolvers } from './payment/evolve.js';
import { reviewEvolvers } from './review/evolve.js';
import { securityEvolvers } from './security/evolve.js';
import type { State } from './state.js';

/** One row for each event: a missing one does not compile. */
export const evolvers: EvolversOf<EventType> = {
  ...consortiumEvolvers,
  ...agreementEvolvers,
  ...securityEvolvers,
  ...milestoneEvolvers,
  ...reviewEvolvers,
  ...paymentEvolvers,
  ...exceptionEvolvers,
  ...disputeEvolvers,
  ...assignmentEvolvers,
};

/** Applies an event to the records; the only way in which they change. */
export function evolve(state: State, event: Event, cause: Cause): State {
  const evolver = evolvers[event.type] as Evolver<EventType>;
  return evolver(state, event, cause);
}
