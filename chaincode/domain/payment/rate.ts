import { payeeOf } from '../assignees.js';
import { extended, requireInTime, type Moment } from '../deadline.js';
import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { rateFilings, requireFiled } from '../required-filings.js';
import { participantOf } from '../policy.js';
import type { Milestone } from '../state.js';
import { findOrder, stateOf } from './order.js';
import type { FixedRate, Order } from './state.js';

/** How bank and payee fix the rate by which an order is paid in another currency. */
export const rateDeciders: DecidersOf<'fixRate' | 'agreeRate'> = {
  fixRate: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    checkPayable(milestone, order);
    checkNotAgreed(order);
    const { agreementId, milestoneId, orderId, document, validUntil } = command;
    checkValid(validUntil, facts);
    requireFiled(rateFilings(milestone, order, document), facts);
    const rate = { document, validUntil };
    return [{ type: 'RateFixed', agreementId, milestoneId, orderId, rate }];
  },

  agreeRate: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const permitted = payeeOf(milestone, order);
    requireThat(participantOf(facts.actor) === permitted, 'PARTY_NOT_PERMITTED', { permitted });
    const { agreementId, milestoneId, orderId, document } = command;
    const isNamed = order.rate?.document === document;
    const rate = required(isNamed ? order.rate : undefined, 'RATE_NOT_FOUND', { id: orderId });
    checkPayable(milestone, order);
    checkNotAgreed(order);
    checkValid(rate.validUntil, facts);
    return [{ type: 'RateAgreed', agreementId, milestoneId, orderId }];
  },
};

/** Whether an order is paid by its rate now: agreed, and not over. */
export function isRateInForce({ agreed, validUntil }: FixedRate, moment: Moment): boolean {
  return agreed !== undefined && moment.at <= extended(validUntil, moment.outages);
}

function checkPayable(milestone: Milestone, order: Order): void {
  const state = stateOf(milestone, order);
  requireThat(state === 'due' || state === 'approved', 'RATE_TOO_LATE', { state });
}

/** What both agreed on stands until its time is over. */
function checkNotAgreed({ rate }: Order): void {
  const isOpen = rate?.agreed === undefined;
  requireThat(isOpen, 'RATE_ALREADY_AGREED', { validUntil: rate?.validUntil ?? 0 });
}

function checkValid(validUntil: Moment['at'], moment: Moment): void {
  requireInTime(validUntil, moment, { code: 'RATE_EXPIRED', param: 'validUntil' });
}
