import type { Event } from './catalogue.js';
import { giveBack } from './payment/give-back.js';
import type { Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/**
 * What happens to held parts that the exporter no longer wants secured: a deposit is refunded to
 * the buyer; under an undertaking nothing was paid in, and the parts may be secured again.
 */
export function securityReleased(
  milestone: Milestone,
  ranges: readonly Range[],
  facts: Facts,
): readonly Event[] {
  if (milestone.security?.form !== 'payment-undertaking') {
    return giveBack(milestone, ranges, facts);
  }
  const { agreementId, id: milestoneId } = milestone;
  return [{ type: 'ShareUnsecured', agreementId, milestoneId, ranges }];
}
