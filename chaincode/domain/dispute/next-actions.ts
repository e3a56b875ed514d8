import { isOver, type Moment } from '../deadline.js';
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
  const deadline = expiry.givenBackAfter;
  return [{ participant, command: 'openDispute', milestoneId, deadline }];
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
  return (dispute.offers ?? []).map(({ side, until: deadline }) => ({
    participant: slice.parties[otherSide(side)],
    command: 'acceptOffer',
    milestoneId,
    dispute: dispute.number,
    deadline,
  }));
}

function ofAward(
  { id: milestoneId, slice }: Milestone,
  { number: dispute, award }: Dispute,
): readonly NextAction[] {
  if (award === undefined || award.confirmed !== undefined) return [];
  const { bank: participant } = slice.parties;
  return [{ participant, command: 'confirmAward', milestoneId, dispute }];
}

/** Either side may call the arbiter; until that takes effect, each may offer a split. */
function ofNegotiation(
  milestone: Milestone,
  { number: dispute, grounds, negotiateUntil: deadline }: Dispute,
  moment: Moment,
): readonly NextAction[] {
  const { id: milestoneId, slice } = milestone;
  const { exporter, buyer } = slice.parties;
  const isFree = grounds === 'refusal' && isExhausted(milestone);
  const isCallable = isFree || isOver(deadline, moment, slice.parameters);
  return [exporter, buyer].map((participant): NextAction => {
    const on = { participant, milestoneId, dispute } as const;
    return isCallable
      ? { ...on, command: 'escalateDispute' }
      : { ...on, command: 'offerSplit', deadline };
  });
}

/** The arbiter's users decide, unless a confirmed award does. */
function ofDecision(
  { id: milestoneId, slice }: Milestone,
  { number: dispute, ruling, award, decideBy }: Dispute,
): readonly NextAction[] {
  const { arbiter: participant } = slice.parties;
  if (participant === undefined || award?.confirmed !== undefined) return [];
  const command = ruling === undefined ? 'ruleDispute' : 'confirmRuling';
  const deadline = decideBy === undefined ? {} : { deadline: decideBy };
  return [{ participant, command, milestoneId, dispute, ...deadline }];
}
