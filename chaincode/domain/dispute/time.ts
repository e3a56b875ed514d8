import { claimedParts } from '../acceptance.js';
import type { Event } from '../catalogue.js';
import { isOver } from '../deadline.js';
import { endOfDispute } from '../dispute-end.js';
import { present } from '../invariant.js';
import { partsIn } from '../position.js';
import { openPresentation, suspendedPresentation } from '../presentations.js';
import { BPS_WHOLE, totalSize } from '../shares.js';
import type { Milestone } from '../state.js';
import type { TimeFacts, TimeRule } from '../time-rule.js';
import { openDisputes } from './dispute.js';
import { subjectOfPresentation } from './grounds.js';
import { disputeOpened } from './opening.js';
import type { Dispute } from './state.js';

/**
 * A review that nobody ended in time is refused where the terms say so, and what was claimed of
 * what is held comes into the arbiter's hands.
 */
const silentReview: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  const open = openPresentation(milestone);
  if (open === undefined || slice.definition.review.silence !== 'arbiter') return [];
  if (suspendedPresentation(milestone) !== undefined) return [];
  if (!isOver(open.deadline, facts, slice.parameters)) return [];
  const { number, evidence } = open;
  const discrepancies = [{ code: 'REVIEWER_SILENT', about: subjectOfPresentation(number) }];
  const discrepanciesHash = facts.hashOf(discrepancies);
  const reasons = { discrepancies, discrepanciesHash };
  const outcome = { result: 'refused', deemed: true, acceptedShare: 0, ...reasons } as const;
  const refused: Event = { type: 'PresentationRefused', agreementId, milestoneId, number, outcome };
  const ranges = claimedParts(milestone).flatMap((range) =>
    partsIn(milestone.position, 'held', range),
  );
  if (ranges.length === 0) return [refused];
  const terms = present(facts.terms, 'the terms are loaded where silence calls the arbiter');
  const subject = subjectOfPresentation(number);
  const about = { grounds: 'silence', ranges, why: { subject, evidence } } as const;
  return [refused, disputeOpened(milestone, { ...about, isStraight: true }, terms, facts)];
};

/** An offer that nobody took in time is made no more. */
const endOfOffers: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  return openDisputes(milestone).flatMap(({ number, offers = [] }) =>
    offers
      .filter(({ until }) => isOver(until, facts, slice.parameters))
      .map((offer) => {
        const on = { agreementId, milestoneId, number } as const;
        return { type: 'OfferExpired', ...on, offer: offer.number } as const;
      }),
  );
};

/** A confirmed award that nobody stayed takes effect; the default takes that of a silence. */
const decisions: TimeRule = (milestone, facts) => {
  const { parameters } = milestone.slice;
  for (const dispute of openDisputes(milestone)) {
    const { award, decideBy } = dispute;
    const deadline = award?.effectiveAt ?? decideBy;
    if (deadline === undefined || !isOver(deadline, facts, parameters)) continue;
    return award?.effectiveAt === undefined
      ? byDefault(milestone, dispute, facts)
      : endOfDispute(milestone, dispute, effectOf(award), facts);
  }
  return [];
};

/** What time alone makes true of disputes. */
export const disputeTimeRules: readonly TimeRule[] = [silentReview, endOfOffers, decisions];

function effectOf({
  toPayee,
  toBuyer,
  hash,
}: NonNullable<Dispute['award']>): Parameters<typeof endOfDispute>[2] {
  return { how: 'award', toPayee, toBuyer, hash };
}

function byDefault(milestone: Milestone, dispute: Dispute, facts: TimeFacts): readonly Event[] {
  const total = totalSize(dispute.ranges);
  const share = BigInt(total) * BigInt(dispute.defaultPayeeBps);
  const toPayee = Number(share / BigInt(BPS_WHOLE));
  return endOfDispute(
    milestone,
    dispute,
    { how: 'default', toPayee, toBuyer: total - toPayee },
    facts,
  );
}
