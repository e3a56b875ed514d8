import type { EventOf } from '../catalogue.js';
import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import { movePosition, type PositionState } from '../position.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { SecurityEvent } from './events.js';
import type { Security } from './state.js';

/** What each event of the security changes on record. */
export const securityEvolvers: EvolversOf<SecurityEvent['type']> = {
  SecurityEntered: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      pendingSecurity: { ...event.security, ...stampOf(cause) },
    })),

  FundsSecured: (state, event, cause) =>
    withMilestone(state, event, ({ pendingSecurity: pending, ...milestone }) => ({
      ...milestone,
      security: {
        ...event.security,
        ...stampOf(cause),
        ...(pending && { entered: { at: pending.at, txId: pending.txId, by: pending.by } }),
      },
      position: movePosition(milestone.position, {
        ranges: event.ranges,
        from: 'unsecured',
        into: 'held',
      }),
    })),

  ShortSecurityAccepted: (state, { expiry: acceptedExpiry, ...event }) =>
    withMilestone(state, event, (milestone) => ({ ...milestone, acceptedExpiry })),

  SecurityExtended: (state, event) =>
    withSecurity(state, event, ({ warned: _warned, ...security }) => {
      const { expiry, document } = event;
      return { ...security, expiry, document };
    }),

  SecurityIncreased: (state, event) =>
    withSecurity(state, event, (security) => {
      const { reference, document } = event;
      return { ...security, reference, document };
    }),

  SecurityExpiryWarned: (state, event) =>
    withSecurity(state, event, (security) => {
      const { warned = [] } = security;
      return { ...security, warned: [...warned, event.businessDays] };
    }),

  ShareUnsecured: (state, event) => moved(state, event, { from: 'held', into: 'unsecured' }),
  ShareLapsed: (state, event) => moved(state, event, { from: 'unsecured', into: 'lapsed' }),

  BalanceAttested: (state, event, cause) => {
    const agreement = present(state.agreement, 'an event changes only what is loaded');
    const { attestations = [] } = agreement;
    const { document, asOf } = event;
    const all = [...attestations, { document, asOf, ...stampOf(cause) }];
    return { ...state, agreement: { ...agreement, attestations: all.slice(-limits.attestations) } };
  },
};

function withSecurity(
  state: State,
  event: OnMilestone,
  change: (security: Security) => Security,
): State {
  return withMilestone(state, event, (milestone) => {
    const security = present(milestone.security, 'an event changes only what is on record');
    return { ...milestone, security: change(security) };
  });
}

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
