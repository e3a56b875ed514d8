import type { Event } from '../catalogue.js';
import type { Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { fallDue, NO_TRANCHE } from './order.js';

type Known = Pick<Facts, 'at' | 'hashOf'>;

/**
 * What happens to held parts that go back to the buyer for good: a deposit is refunded by an order,
 * and released at once where approval is automatic; under an undertaking nothing was paid in, so
 * the parts are no longer secured, and lapse.
 */
export function giveBack(
  milestone: Milestone,
  ranges: readonly Range[],
  facts: Known,
): readonly Event[] {
  return split(milestone, { toPayee: [], toBuyer: ranges }, facts);
}

/** What happens to held parts that are divided between payee and buyer, for good. */
export function split(
  milestone: Milestone,
  of: { readonly toPayee: readonly Range[]; readonly toBuyer: readonly Range[] },
  facts: Known,
): readonly Event[] {
  const number = milestone.orders.length + 1;
  const toPayee = { tranche: NO_TRANCHE, to: 'payee', ranges: of.toPayee } as const;
  const paid = fallDue(milestone, toPayee, facts, number);
  if (of.toBuyer.length === 0) return paid;
  if (milestone.security?.form === 'payment-undertaking') {
    const { agreementId, id: milestoneId } = milestone;
    const on = { agreementId, milestoneId, ranges: of.toBuyer } as const;
    return [...paid, { type: 'ShareUnsecured', ...on }, { type: 'ShareLapsed', ...on }];
  }
  const next = number + paid.filter(({ type }) => type === 'ShareDue').length;
  const toBuyer = { tranche: NO_TRANCHE, to: 'buyer', ranges: of.toBuyer } as const;
  return [...paid, ...fallDue(milestone, toBuyer, facts, next)];
}
