import type { Stamp } from '../actor.js';
import { payeeOf } from '../assignees.js';
import { afterBusinessDays, afterCalendarDays } from '../calendar.js';
import { isOver } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { payToFilings, requireFiled } from '../required-filings.js';
import type { ParticipantId, Sha256 } from '../ids.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone, State } from '../state.js';
import { workingTime } from '../working-time.js';
import type { PaymentCommand } from './commands.js';
import { payToInForce } from './pay-to-in-force.js';
import type { PayToChange } from './state.js';

type PayToCommand = Extract<PaymentCommand, { document: Sha256; type: `${string}PayTo` }>;

/** Business days before a change of a participant with one user can take effect. */
const SOLE_DAYS = 2;

/** Days within which a change of account and a release are suspicious together. */
const SUSPICIOUS_DAYS = 10;

/** How a payee changes the account that it is paid to, and the bank makes sure that it is so. */
export const payToDeciders: DecidersOf<PayToCommand['type']> = {
  changePayTo: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    const payee = participantOf(facts.actor);
    checkOwed(milestone, payee);
    const { agreementId, milestoneId, document } = command;
    const isNew = payToInForce(milestone, payee)?.document !== document;
    requireThat(isNew, 'PAY_TO_UNCHANGED');
    requireFiled(payToFilings(milestone, payee, document), facts);
    const isSole = state.participants.get(payee)?.sole === true;
    const time = workingTime(milestone.slice);
    const change = {
      payee,
      document,
      ...(isSole ? { soleUntil: afterBusinessDays(time, facts.at, SOLE_DAYS) } : {}),
      ...(isAfterRelease(milestone, payee, facts.at) ? { flagged: true as const } : {}),
    };
    return [{ type: 'PayToChangeEntered', agreementId, milestoneId, change }];
  },

  approvePayTo: (state, command, facts) => {
    const { change } = find(state, command);
    const { payee: permitted } = change;
    requireThat(participantOf(facts.actor) === permitted, 'PARTY_NOT_PERMITTED', { permitted });
    const { agreementId, milestoneId, document } = command;
    const isOther = change.entered.by.user !== facts.actor.user;
    const reason = 'this user entered the change';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    return [{ type: 'PayToChangeApproved', agreementId, milestoneId, document }];
  },

  callBackPayTo: (state, command) => {
    const { change } = find(state, command);
    requireThat(change.soleUntil !== undefined, 'CALL_BACK_NOT_ASKED');
    const { agreementId, milestoneId, document } = command;
    return [{ type: 'PayToCalledBack', agreementId, milestoneId, document }];
  },

  confirmPayTo: (state, command, facts) => {
    const { milestone, change } = find(state, command);
    checkVerified(milestone, change, facts);
    const { agreementId, milestoneId, document } = command;
    return [{ type: 'PayToChanged', agreementId, milestoneId, document }];
  },
};

/** Whether an account was changed so near to when an order fell due that somebody should look. */
export function isSuspicious(
  { slice }: Milestone,
  { at }: Pick<Stamp, 'at'>,
  dueAt: Facts['at'],
): boolean {
  const [earlier, later] = at < dueAt ? [at, dueAt] : [dueAt, at];
  return later <= afterCalendarDays(workingTime(slice), earlier, SUSPICIOUS_DAYS);
}

/** The exporter, or who is assigned something or paid by an order. */
function checkOwed({ slice, assignments = [], orders }: Milestone, payee: ParticipantId): void {
  const isOwed =
    slice.parties.exporter === payee ||
    assignments.some(({ financier, status }) => financier === payee && status === 'active') ||
    orders.some((order) => order.payee === payee);
  requireThat(isOwed, 'PARTY_NOT_PERMITTED', { permitted: 'payee' });
}

function isAfterRelease(milestone: Milestone, payee: ParticipantId, at: Facts['at']): boolean {
  const { orders, slice } = milestone;
  return orders
    .filter(({ to, cancelled }) => to === 'payee' && cancelled === undefined)
    .filter((order) => payeeOf(milestone, order) === payee)
    .some(({ due }) => at <= afterCalendarDays(workingTime(slice), due.at, SUSPICIOUS_DAYS));
}

function find(
  state: State,
  command: PayToCommand,
): { readonly milestone: Milestone; readonly change: PayToChange } {
  const milestone = milestoneOf(state, command);
  const found = (milestone.payTo ?? []).find(
    ({ document, confirmed }) => document === command.document && confirmed === undefined,
  );
  return { milestone, change: required(found, 'PAY_TO_NOT_ENTERED') };
}

/** Two users of the payee or, where it has but one, time and a call by the bank. */
function checkVerified(milestone: Milestone, change: PayToChange, facts: Facts): void {
  const { soleUntil, calledBack, approved } = change;
  if (soleUntil === undefined) {
    requireThat(approved !== undefined, 'PAY_TO_NOT_VERIFIED', { missing: 'a second user' });
    return;
  }
  const { parameters } = milestone.slice;
  const caller = required(calledBack, 'PAY_TO_NOT_VERIFIED', { missing: 'a call back' });
  requireThat(isOver(soleUntil, facts, parameters), 'PAY_TO_TOO_EARLY', { until: soleUntil });
  const isOther = caller.by.user !== facts.actor.user;
  requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason: 'this user called the payee back' });
}
