import { milestoneOf, type DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone, State } from '../state.js';
import type { ExceptionCommand } from './commands.js';
import { creditorOf, exceptionOpened, openExceptions, ownerDeadline } from './exception.js';
import type { Exception, Resolution } from './state.js';

type NumberedCommand = Exclude<ExceptionCommand, { type: 'reportException' }>;

/** What each command on an exception makes true. */
export const exceptionDeciders: DecidersOf<ExceptionCommand['type']> = {
  reportException: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { kind, orderId, note } = command;
    const isKnown = orderId === undefined || milestone.orders.some(({ id }) => id === orderId);
    requireThat(isKnown, 'ORDER_NOT_FOUND', { id: orderId ?? '' });
    const max = limits.openExceptions;
    requireThat(openExceptions(milestone).length < max, 'EXCEPTIONS_TOO_MANY', { max });
    const about = orderId === undefined ? {} : { orderId };
    return [exceptionOpened(milestone, { kind, note, ...about }, facts.at)];
  },

  resolveException: (state, command, facts) => {
    const { milestone, exception } = find(state, command);
    checkOwner(exception, facts);
    const { as, note, agreementId, milestoneId, number } = command;
    if (as === 'referred') arbiterOf(milestone, exception);
    return [{ type: 'ResolutionEntered', agreementId, milestoneId, number, as, note }];
  },

  consentToResolution: (state, command, facts) => {
    const { milestone, exception } = find(state, command);
    checkPayee(milestone, exception, facts);
    const resolution = resolutionOf(exception, command.note);
    const { number, agreementId, milestoneId } = command;
    const isAsked = resolution.as === 'written-off' && resolution.consented === undefined;
    requireThat(isAsked, 'CONSENT_NOT_ASKED', { number });
    return [{ type: 'ResolutionConsented', agreementId, milestoneId, number }];
  },

  confirmResolution: (state, command, facts) => {
    const { milestone, exception } = find(state, command);
    checkOwner(exception, facts);
    const resolution = resolutionOf(exception, command.note);
    const isOther = resolution.entered.by.user !== facts.actor.user;
    const reason = 'this user entered the resolution';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    const { agreementId, milestoneId, number } = command;
    const on = { agreementId, milestoneId, number } as const;
    if (resolution.as === 'referred') {
      const owner = arbiterOf(milestone, exception);
      const deadline = ownerDeadline(milestone, facts.at);
      return [{ type: 'ExceptionReferred', ...on, owner, deadline }];
    }
    const isAgreed = resolution.as !== 'written-off' || resolution.consented !== undefined;
    requireThat(isAgreed, 'CONSENT_MISSING', { number });
    return [{ type: 'ExceptionResolved', ...on }];
  },
};

function find(
  state: State,
  command: NumberedCommand,
): { readonly milestone: Milestone; readonly exception: Exception } {
  const milestone = milestoneOf(state, command);
  const { number } = command;
  const found = openExceptions(milestone).find((each) => each.number === number);
  return { milestone, exception: required(found, 'EXCEPTION_NOT_FOUND', { number }) };
}

function checkOwner({ owner }: Exception, { actor }: Facts): void {
  requireThat(participantOf(actor) === owner, 'EXCEPTION_NOT_OWN', { owner });
}

/** What is written off is the payee's of its order, or else the exporter's. */
function checkPayee(milestone: Milestone, exception: Exception, { actor }: Facts): void {
  const permitted = creditorOf(milestone, exception);
  requireThat(participantOf(actor) === permitted, 'PARTY_NOT_PERMITTED', { permitted });
}

function resolutionOf({ resolution, number }: Exception, note: Resolution['note']): Resolution {
  const isNamed = resolution?.note === note;
  return required(isNamed ? resolution : undefined, 'RESOLUTION_NOT_FOUND', { number });
}

function arbiterOf({ slice }: Milestone, { owner, number }: Exception): Exception['owner'] {
  const { arbiter } = slice.parties;
  const isOther = arbiter !== owner;
  return required(isOther ? arbiter : undefined, 'REFERRAL_NOT_POSSIBLE', { number });
}
