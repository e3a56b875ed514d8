import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { movePosition } from '../position.js';
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
};
