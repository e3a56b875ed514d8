import { isOver, type Moment } from '../deadline.js';
import { present } from '../invariant.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { measure } from '../position.js';
import { isExhausted } from '../presentations.js';
import type { Milestone } from '../state.js';
import { openDisputes } from './dispute.js';
import { otherSide } from './side.js';
import { subjectOfPresentation } from './grounds.js';
import type { Dispute } from './state.js';

/** Who can dispute what is lost otherwise, and what each open dispute waits for. */
export const disputeActions: ActionsOf = (milestone, moment) => [
  ...ofExpired(milestone),
  ...ofExhausted(milestone),
  ...openDisputes(milestone).flatMap((dispute) => [
    ...ofOffers(milestone, dispute),
    ...ofAward(milestone, dispute),
    ...(dispute.status === 'negotiating'
      ? ofNegotiation(milestone, dispute, moment)
      : ofDecision(milestone, dispute)),
  ]),
];

function ofExpired({
  id: milestoneId,
  delivery,
  position,
  slice,
}: Milestone): readonly NextAction[] {
  const { expiry } = delivery;
  if (expiry === undefined || measure(position).held === 0) return [];
  const { exporter: participant } = slice.parties;
  const { at: since, givenBackAfter: deadline } = expiry;
  return [{ participant, command: 'openDispute', milestoneId, deadline, since }];
}

/** Either side can have what is left decided, once nothing more can be presented. */
function ofExhausted(milestone: Milestone): readonly NextAction[] {
  const { id: milestoneId, position, review, slice, disputes = [] } = milestone;
  if (!isExhausted(milestone) || measure(position).held === 0) return [];
  const subject = subjectOfPresentation(review.presentations.length);
  const stakes = disputes.flatMap((dispute) => dispute.stakes);
  if (stakes.some((stake) => stake.subject === subject)) return [];
  const { exporter, buyer } = slice.parties;
  const sides = slice.definition.review.by === buyer ? [exporter, buyer] : [exporter];
  return sides.map((participant) => ({ participant, command: 'openDispute', milestoneId }));
}

function ofOffers({ id: milestoneId, slice }: Milestone, dispute: Dispute): readonly NextAction[] {
  return (dispute.offers ?? []).map(({ side, until: deadline, at: since }) => ({
    participant: slice.parties[otherSide(side)],
    command: 'acceptOffer',
    milestoneId,
    dispute: dispute.number,
    deadline,
    since,
  }));
}

/** The bank confirms an award; then either side may record a stay until it takes effect. */
function ofAward(
  { id: milestoneId, slice }: Milestone,
  { number: dispute, award }: Dispute,
): readonly NextAction[] {
  if (award === undefined) return [];
  const { bank, exporter, buyer } = slice.parties;
  const { confirmed, effectiveAt: deadline } = award;
  if (confirmed === undefined || deadline === undefined) {
    return [{ participant: bank, command: 'confirmAward', milestoneId, dispute }];
  }
  const until = { deadline, since: confirmed.at } as const;
  return [exporter, buyer].map((participant) => {
    return { participant, command: 'recordStay', milestoneId, dispute, ...until };
  });
}

/** Either side may call the arbiter; until that takes effect, each may offer a split. */
function ofNegotiation(
  milestone: Milestone,
  { number: dispute, grounds, stakes, negotiateUntil: deadline }: Dispute,
  moment: Moment,
): readonly NextAction[] {
  const { id: milestoneId, slice } = milestone;
  const { exporter, buyer } = slice.parties;
  const isFree = grounds === 'refusal' && isExhausted(milestone);
  const isCallable = isFree || isOver(deadline, moment, slice.parameters);
  const [opening] = stakes;
  const { at: since } = present(opening, 'a dispute has a stake that opened it');
  return [exporter, buyer].map((participant): NextAction => {
    const on = { participant, milestoneId, dispute } as const;
    return isCallable
      ? { ...on, command: 'escalateDispute' }
      : { ...on, command: 'offerSplit', deadline, since };
  });
}

/** The arbiter's users decide, unless a confirmed award does. */
function ofDecision(
  { id: milestoneId, slice }: Milestone,
  { number: dispute, ruling, award, decideBy, decidingSince }: Dispute,
): readonly NextAction[] {
  const { arbiter: participant } = slice.parties;
  if (participant === undefined || award?.confirmed !== undefined) return [];
  const command = ruling === undefined ? 'ruleDispute' : 'confirmRuling';
  const deadline = present(decideBy, 'what is decided has a deadline');
  const since = present(decidingSince, 'what is decided has its time');
  return [{ participant, command, milestoneId, dispute, deadline, since }];
}
