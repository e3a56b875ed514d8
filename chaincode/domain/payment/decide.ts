import { payeeOf } from '../assignees.js';
import type { DecidersOf } from '../decider.js';
import { requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { mspOf } from '../ids.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone } from '../state.js';
import type { PaymentCommand } from './commands.js';
import { holdDeciders } from './hold.js';
import { approved, checkNotHeld, findOrder, stateOf } from './order.js';
import { setbackDeciders } from './setback.js';
import { isSuspicious, payToDeciders } from './pay-to.js';
import { payToInForce } from './pay-to-in-force.js';
import { isRateInForce, rateDeciders } from './rate.js';
import type { Attempt, Order } from './state.js';

/** What each command on a payment order makes true. */
export const paymentDeciders: DecidersOf<PaymentCommand['type']> = {
  approveOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    requireThat(orderState === 'due', 'ORDER_NOT_DUE', { state: orderState });
    checkNotHeld(order);
    requireThat(command.hash === order.hash, 'ORDER_HASH_MISMATCH');
    const isDual = milestone.slice.definition.approval === 'dual';
    if (isDual) checkSeparate(milestone, order, facts);
    const { agreementId, milestoneId, orderId } = command;
    if (isDual && order.approvals.length === 0) {
      return [{ type: 'OrderApprovalEntered', agreementId, milestoneId, orderId }];
    }
    return [approved(milestone, order, 'users', facts.at)];
  },

  instructOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    requireThat(orderState === 'approved', 'ORDER_NOT_APPROVED', { state: orderState });
    checkNotHeld(order);
    const max = limits.attempts;
    requireThat(order.attempts.length < max, 'ATTEMPTS_EXHAUSTED', { max });
    const { agreementId, milestoneId, orderId, paymentFile } = command;
    const attempt = order.attempts.length + 1;
    const how = { attempt, paymentFile, ...paidHow(milestone, order, facts) };
    return [{ type: 'OrderInstructed', agreementId, milestoneId, orderId, ...how }];
  },

  settleOrder: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    const orderState = stateOf(milestone, order);
    requireThat(orderState === 'instructed', 'ORDER_NOT_INSTRUCTED', { state: orderState });
    const { attempt } = command;
    requireThat(attempt === order.attempts.length, 'ATTEMPT_NOT_CURRENT', { attempt });
    checkFiled(milestone, command.document, facts);
    const { agreementId, milestoneId, orderId } = command;
    const { bankReference, uetr, valueDate, message, document } = command;
    const settlement = { bankReference, uetr, valueDate, message, document };
    return [{ type: 'OrderSettled', agreementId, milestoneId, orderId, attempt, settlement }];
  },

  acknowledgeCredit: (state, command, facts) => {
    const { milestone, order } = findOrder(state, command);
    checkPayee(milestone, order, facts);
    const orderState = stateOf(milestone, order);
    requireThat(orderState === 'settled', 'ORDER_NOT_SETTLED', { state: orderState });
    requireThat(order.credited === undefined, 'ORDER_ALREADY_ACKNOWLEDGED');
    const { agreementId, milestoneId, orderId } = command;
    return [{ type: 'CreditAcknowledged', agreementId, milestoneId, orderId }];
  },

  ...holdDeciders,
  ...setbackDeciders,
  ...payToDeciders,
  ...rateDeciders,
};

/** To which account and by which rate an attempt pays, where the terms do not say it. */
function paidHow(
  milestone: Milestone,
  order: Order,
  facts: Facts,
): Pick<Attempt, 'payTo' | 'flagged' | 'rate'> {
  const { rate, due } = order;
  const change = payToInForce(milestone, payeeOf(milestone, order));
  const isFlagged = change !== undefined && isSuspicious(milestone, change, due.at);
  return {
    ...(change && { payTo: change.document }),
    ...(isFlagged && { flagged: true }),
    ...(rate && isRateInForce(rate, facts) && { rate: rate.document }),
  };
}

/** A payment is acknowledged by whom it is paid to: a refund by the buyer, or an assignee. */
function checkPayee(milestone: Milestone, order: Order, { actor }: Facts): void {
  const permitted = payeeOf(milestone, order);
  requireThat(permitted === participantOf(actor), 'PARTY_NOT_PERMITTED', { permitted });
}

/** In dual mode two users approve, and neither entered the security. */
function checkSeparate(milestone: Milestone, order: Order, facts: Facts): void {
  const { user } = facts.actor;
  const { security } = milestone;
  const isSecurer = security?.by.user === user || security?.entered?.by.user === user;
  requireThat(!isSecurer, 'APPROVER_NOT_SEPARATE', { reason: 'this user entered the security' });
  const approvedBefore = order.approvals.some(({ by }) => by.user === user);
  requireThat(!approvedBefore, 'APPROVER_NOT_SEPARATE', { reason: 'this user approved before' });
}

function checkFiled(milestone: Milestone, document: Order['hash'], facts: Facts): void {
  const msp = mspOf(milestone.slice.parties.bank);
  const ref = { kind: 'settlement', part: document, termsVersion: milestone.termsVersion } as const;
  const isFiled = facts.filed.get(filedKey(msp, ref)) === document;
  requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: 'settlement', msp });
}
