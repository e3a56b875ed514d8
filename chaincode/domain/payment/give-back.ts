import type { Event } from '../catalogue.js';
import type { Payee } from '../position.js';
import type { Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { approved, newOrder, NO_TRANCHE } from './order.js';

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
  const paid = fallDue(milestone, { to: 'payee', ranges: of.toPayee, number }, facts);
  if (of.toBuyer.length === 0) return paid;
  if (milestone.security?.form === 'payment-undertaking') {
    const { agreementId, id: milestoneId } = milestone;
    const on = { agreementId, milestoneId, ranges: of.toBuyer } as const;
    return [...paid, { type: 'ShareUnsecured', ...on }, { type: 'ShareLapsed', ...on }];
  }
  const next = paid.length === 0 ? number : number + 1;
  return [...paid, ...fallDue(milestone, { to: 'buyer', ranges: of.toBuyer, number: next }, facts)];
}

function fallDue(
  milestone: Milestone,
  of: { readonly to: Payee; readonly ranges: readonly Range[]; readonly number: number },
  facts: Known,
): readonly Event[] {
  const { to, ranges, number } = of;
  if (ranges.length === 0) return [];
  const { agreementId, id: milestoneId } = milestone;
  const order = newOrder(milestone, { tranche: NO_TRANCHE, to, ranges }, facts, number);
  const due: Event = { type: 'ShareDue', agreementId, milestoneId, order };
  const isAutomatic = milestone.slice.definition.approval === 'automatic';
  return isAutomatic ? [due, approved(milestone, order, 'rule', facts.at)] : [due];
}
