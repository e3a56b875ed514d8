import { isOver, requireInTime } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { endOfDispute } from '../dispute-end.js';
import { required, requireThat } from '../errors.js';
import { filedKey, technicalOf } from '../filing.js';
import { mspOf } from '../ids.js';
import { limits } from '../limits.js';
import { isExhausted } from '../presentations.js';
import type { Facts, Milestone } from '../state.js';
import { disputeOf } from './dispute.js';
import { endOfDecision } from './opening.js';
import { checkedSplit, otherSide, sideOf } from './side.js';
import type { Dispute, Side } from './state.js';

/** What the sides do about a dispute between themselves, and how the arbiter is called. */
export const negotiationDeciders: DecidersOf<'offerSplit' | 'acceptOffer' | 'escalateDispute'> = {
  offerSplit: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number: dispute, until } = command;
    const found = disputeOf(milestone, dispute);
    const side = sideOf(milestone, facts);
    const { exporter = 0, buyer = 0 } = found.offersMade ?? {};
    const max = limits.offersPerParty;
    requireThat({ exporter, buyer }[side] < max, 'OFFERS_EXHAUSTED', { max });
    requireThat(until > facts.at, 'OFFER_DATE_PAST', { until });
    const split = checkedSplit(found, command);
    const number = exporter + buyer + 1;
    const content = { number, side, ...split, until };
    const hash = facts.hashOf({ agreementId, milestoneId, dispute: found.hash, ...content });
    const offer = { ...content, hash };
    return [{ type: 'SplitOffered', agreementId, milestoneId, number: dispute, offer }];
  },

  acceptOffer: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const dispute = disputeOf(milestone, command.number);
    const found = (dispute.offers ?? []).find(({ number }) => number === command.offer);
    const offer = required(found, 'OFFER_NOT_FOUND', { offer: command.offer });
    requireInTime(offer.until, facts, { code: 'OFFER_EXPIRED', param: 'until' });
    const isOther = offer.side !== sideOf(milestone, facts);
    const reason = 'this party made the offer';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    const { hash, toPayee, toBuyer } = offer;
    requireThat(command.hash === hash, 'OFFER_HASH_MISMATCH');
    return endOfDispute(milestone, dispute, { how: 'offer', hash, toPayee, toBuyer }, facts);
  },

  escalateDispute: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number } = command;
    const dispute = disputeOf(milestone, number);
    const { status, calledBy = [], negotiateUntil: until } = dispute;
    requireThat(status === 'negotiating', 'DISPUTE_ALREADY_ESCALATED', { number });
    const side = sideOf(milestone, facts);
    const on = { agreementId, milestoneId, number } as const;
    if (!isEffective(milestone, dispute, side, facts)) {
      requireThat(!calledBy.includes(side), 'NEGOTIATION_STILL_OPEN', { until });
      return [{ type: 'ArbiterCalled', ...on, side }];
    }
    checkArbiterInformed(milestone, facts);
    const decideBy = endOfDecision(milestone, dispute.decisionBusinessDays, facts.at);
    return [{ type: 'DisputeEscalated', ...on, decideBy }];
  },
};

/** Both sides call the arbiter, or one does that need not negotiate any longer. */
function isEffective(
  milestone: Milestone,
  { calledBy = [], grounds, negotiateUntil }: Dispute,
  side: Side,
  facts: Facts,
): boolean {
  if (calledBy.includes(otherSide(side))) return true;
  if (grounds === 'refusal' && isExhausted(milestone)) return true;
  return isOver(negotiateUntil, facts, milestone.slice.parameters);
}

/** The arbiter's own collection holds the specification that it decides by. */
function checkArbiterInformed(milestone: Milestone, { filed }: Facts): void {
  const { arbiter } = milestone.slice.parties;
  if (arbiter === undefined) return;
  const msp = mspOf(arbiter);
  const ref = technicalOf(milestone);
  const isFiled =
    filed.get(filedKey(msp, ref)) === milestone.slice.definition.commitments.technical;
  requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: `${ref.kind}/${ref.part}`, msp });
}
