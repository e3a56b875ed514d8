import type { Event } from './catalogue.js';
import { milestoneOf, type Decider } from './decider.js';
import { requireThat } from './errors.js';
import { approved, stateOf } from './payment/order.js';
import type { Facts, Milestone } from './state.js';
import { hasPassed } from './working-time.js';

/**
 * What time and silence alone have made true of a milestone: a review that nobody ended, an
 * approval that nobody gave. Conditions on dates are met by the consequences of the command;
 * `NOTHING_DUE` when nothing at all follows.
 */
export const advanceMilestone: Decider<'advanceMilestone'> = (state, command, facts) => {
  const milestone = milestoneOf(state, command);
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  return [...deemedAcceptance(milestone, facts), ...deemedApprovals(milestone, facts)];
};

function deemedAcceptance(milestone: Milestone, facts: Facts): readonly Event[] {
  const { agreementId, id: milestoneId, review, slice } = milestone;
  const open = review.presentations.find(({ outcome }) => outcome === undefined);
  if (open === undefined || slice.definition.review.silence !== 'accepted') return [];
  if (!hasPassed(open.deadline, facts.at, slice.parameters)) return [];
  const acceptedShare = open.claimedShare;
  return [
    {
      type: 'PresentationAccepted',
      agreementId,
      milestoneId,
      number: open.number,
      outcome: { result: 'accepted', deemed: true, acceptedShare, discrepancies: [] },
    },
  ];
}

function deemedApprovals(milestone: Milestone, facts: Facts): readonly Event[] {
  return milestone.orders
    .filter((order) => stateOf(milestone, order) === 'due')
    .filter((order) => hasPassed(order.approvalDeadline, facts.at, milestone.slice.parameters))
    .map((order) => approved(milestone, order, 'silence', facts.at));
}
