import type { EventOf } from '../catalogue.js';
import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { movePosition, type PositionState } from '../position.js';
import type { State } from '../state.js';
import type { SecurityEvent } from './events.js';

/** What each event of the security changes on record. */
export const securityEvolvers: EvolversOf<SecurityEvent['type']> = {
  FundsSecured: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      security: { ...event.security, ...stampOf(cause) },
      position: movePosition(milestone.position, {
        ranges: event.ranges,
        from: 'unsecured',
        into: 'held',
      }),
    })),

  ShareUnsecured: (state, event) => moved(state, event, { from: 'held', into: 'unsecured' }),
  ShareLapsed: (state, event) => moved(state, event, { from: 'unsecured', into: 'lapsed' }),
};

function moved(
  state: State,
  event: EventOf<'ShareUnsecured' | 'ShareLapsed'>,
  move: { readonly from: PositionState; readonly into: PositionState },
): State {
  const { ranges } = event;
  return withMilestone(state, event, (milestone) => ({
    ...milestone,
    position: movePosition(milestone.position, { ranges, ...move }),
  }));
}
