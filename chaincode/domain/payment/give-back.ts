import type { Event } from '../catalogue.js';
import type { Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { approved, newOrder } from './order.js';

/**
 * What happens to held parts that go back to the buyer for good: a deposit is refunded by an order,
 * and released at once where approval is automatic; under an undertaking nothing was paid in, so
 * the parts are no longer secured, and lapse.
 */
export function giveBack(
  milestone: Milestone,
  ranges: readonly Range[],
  facts: Pick<Facts, 'at' | 'hashOf'>,
): readonly Event[] {
  const { agreementId, id: milestoneId } = milestone;
  if (ranges.length === 0) return [];
  if (milestone.security?.form === 'payment-undertaking') {
    const on = { agreementId, milestoneId, ranges } as const;
    return [
      { type: 'ShareUnsecured', ...on },
      { type: 'ShareLapsed', ...on },
    ];
  }
  const order = newOrder(milestone, { tranche: 'refund', to: 'buyer', ranges }, facts);
  const due: Event = { type: 'ShareDue', agreementId, milestoneId, order };
  const isAutomatic = milestone.slice.definition.approval === 'automatic';
  return isAutomatic ? [due, approved(milestone, order, 'rule', facts.at)] : [due];
}
