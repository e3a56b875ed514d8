import { afterBusinessDays } from '../calendar.js';
import type { Instant } from '../instant.js';
import { BPS_WHOLE, totalSize, type Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import type { PublicTerms } from '../terms.js';
import { workingTime } from '../working-time.js';
import { hashOfDispute } from './dispute.js';
import type { DisputeEvent } from './events.js';
import type { Grounds, Stake } from './state.js';

/** Business days in which the sides negotiate, unless the terms say otherwise. */
const NEGOTIATION_DAYS = 10;

/** Business days in which the arbiter decides, unless the terms say otherwise. */
const DECISION_DAYS = 20;

/** What a new dispute is about, and why. */
export interface Opening {
  readonly grounds: Grounds;
  /** Lowest first. */
  readonly ranges: readonly Range[];
  readonly why: Pick<Stake, 'side' | 'subject' | 'reason' | 'evidence'>;
  /** Whether the arbiter decides without a negotiation. */
  readonly isStraight: boolean;
}

/** A new dispute, with the default and the periods that the terms state. */
export function disputeOpened(
  milestone: Milestone,
  opening: Opening,
  terms: PublicTerms,
  facts: Pick<Facts, 'at' | 'hashOf'>,
): DisputeEvent {
  const { agreementId, id: milestoneId, slice, disputes = [] } = milestone;
  const { grounds, ranges, why, isStraight } = opening;
  const number = disputes.length + 1;
  const stake = { ...why, share: totalSize(ranges) };
  const { negotiationBusinessDays = NEGOTIATION_DAYS, decisionBusinessDays = DECISION_DAYS } =
    terms.disputePeriods ?? {};
  const what = { number, grounds, ranges };
  const dispute = {
    ...what,
    hash: hashOfDispute(milestone, { ...what, stakes: [stake] }, facts),
    defaultPayeeBps: grounds === 'false-evidence' ? BPS_WHOLE : payeeBpsOf(terms.disputeDefault),
    decisionBusinessDays,
    negotiateUntil: afterBusinessDays(workingTime(slice), facts.at, negotiationBusinessDays),
  };
  const on = { type: 'DisputeOpened', agreementId, milestoneId, number, stake } as const;
  if (!isStraight) return { ...on, dispute: { ...dispute, status: 'negotiating' } };
  const decideBy = endOfDecision(milestone, decisionBusinessDays, facts.at);
  return { ...on, dispute: { ...dispute, status: 'decision', decideBy } };
}

/** Until when the arbiter decides; where none is named, the default needs no time. */
export function endOfDecision({ slice }: Milestone, days: number, at: Instant): Instant {
  const isNamed = slice.parties.arbiter !== undefined;
  return isNamed ? afterBusinessDays(workingTime(slice), at, days) : at;
}

function payeeBpsOf(agreed: PublicTerms['disputeDefault']): number {
  if (agreed.to === 'split') return agreed.payeeBps;
  return agreed.to === 'payee' ? BPS_WHOLE : 0;
}
