import { acceptedParts, withAccepted } from '../acceptance.js';
import type { Cause } from '../actor.js';
import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import { movePosition, takeLowest } from '../position.js';
import { merged } from '../ranges.js';
import type { OnMilestone } from '../remembered.js';
import { rangesWithout } from '../shares.js';
import type { Milestone, State } from '../state.js';
import type { DisputeEvent } from './events.js';
import type { Dispute } from './state.js';

/** What each event of a dispute changes on record. */
export const disputeEvolvers: EvolversOf<DisputeEvent['type']> = {
  DisputeOpened: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { ranges } = event.dispute;
      const stakes = [{ ...event.stake, ...stampOf(cause) }];
      const isDeciding = event.dispute.status === 'decision';
      const deciding = isDeciding ? { decidingSince: cause.at } : {};
      return {
        ...milestone,
        disputes: [...(milestone.disputes ?? []), { ...event.dispute, ...deciding, stakes }],
        position: movePosition(milestone.position, { ranges, from: 'held', into: 'disputed' }),
      };
    }),

  DisputeExtended: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { ranges, hash } = event;
      const stake = { ...event.stake, ...stampOf(cause) };
      const position = movePosition(milestone.position, { ranges, from: 'held', into: 'disputed' });
      return {
        ...changed(milestone, event.number, ({ offers: _offers, award: _award, ...dispute }) => ({
          ...dispute,
          hash,
          ranges: merged([...dispute.ranges, ...ranges]),
          stakes: [...dispute.stakes, stake],
        })),
        position,
      };
    }),

  SplitOffered: (state, event, cause) =>
    withDispute(state, event, (dispute) => {
      const { side } = event.offer;
      const { offers = [], offersMade = {} } = dispute;
      const others = offers.filter((offer) => offer.side !== side);
      return {
        ...dispute,
        offers: [...others, { ...event.offer, ...stampOf(cause) }],
        offersMade: { ...offersMade, [side]: (offersMade[side] ?? 0) + 1 },
      };
    }),

  OfferExpired: (state, event) =>
    withDispute(state, event, ({ offers = [], ...dispute }) => ({
      ...dispute,
      offers: offers.filter(({ number }) => number !== event.offer),
    })),

  ArbiterCalled: (state, event) =>
    withDispute(state, event, (dispute) => ({ ...dispute, calledBy: [event.side] })),

  DisputeEscalated: (state, event, cause) =>
    withDispute(state, event, ({ calledBy: _called, ...dispute }) => ({
      ...dispute,
      status: 'decision',
      decidingSince: cause.at,
      decideBy: event.decideBy,
    })),

  RulingEntered: (state, event, cause) =>
    withDispute(state, event, (dispute) => ({
      ...dispute,
      ruling: { ...event.ruling, ...stampOf(cause) },
    })),

  AwardEntered: (state, event, cause) =>
    withDispute(state, event, (dispute) => ({
      ...dispute,
      award: { ...event.award, ...stampOf(cause) },
    })),

  AwardConfirmed: (state, event, cause) =>
    withDispute(state, event, (dispute) => {
      const award = present(dispute.award, 'only an award on record is confirmed');
      const { effectiveAt } = event;
      return { ...dispute, award: { ...award, confirmed: stampOf(cause), effectiveAt } };
    }),

  AwardStayed: (state, event, cause) =>
    withDispute(state, event, ({ award: _stayed, ...dispute }) => ({
      ...dispute,
      ...(event.decideBy === undefined
        ? {}
        : { decideBy: event.decideBy, decidingSince: cause.at }),
      stay: { ...stampOf(cause), document: event.document },
    })),

  DisputeEnded: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { ranges, toPayee } = event;
      const { review } = milestone;
      const awarded = rangesWithout(takeLowest(ranges, toPayee), acceptedParts(review));
      const position = movePosition(milestone.position, { ranges, from: 'disputed', into: 'held' });
      return {
        ...changed(milestone, event.number, (dispute) => ended(dispute, event, cause)),
        review: withAccepted(review, awarded),
        position,
      };
    }),
};

/** An ended dispute keeps what it was about, who put what into it, and how it ended. */
function ended(
  dispute: Dispute,
  { how, toPayee, toBuyer, hash }: Extract<DisputeEvent, { type: 'DisputeEnded' }>,
  cause: Cause,
): Dispute {
  const { offers: _offers, offersMade: _made, calledBy: _called, ...rest } = dispute;
  const { ruling: _ruling, award: _award, stay: _stay, ...others } = rest;
  const end = { how, toPayee, toBuyer, ...stampOf(cause) };
  return {
    ...others,
    status: how === 'withdrawal' ? 'withdrawn' : 'resolved',
    ranges: [],
    stakes: others.stakes.map(({ evidence: _evidence, ...stake }) => stake),
    ended: hash === undefined ? end : { ...end, hash },
  };
}

function withDispute(
  state: State,
  event: OnMilestone & { readonly number: number },
  change: (dispute: Dispute) => Dispute,
): State {
  return withMilestone(state, event, (milestone) => changed(milestone, event.number, change));
}

function changed(
  milestone: Milestone,
  number: number,
  change: (dispute: Dispute) => Dispute,
): Milestone {
  const disputes = present(milestone.disputes, 'an event changes only what is on record');
  return {
    ...milestone,
    disputes: disputes.map((dispute) => (dispute.number === number ? change(dispute) : dispute)),
  };
}
