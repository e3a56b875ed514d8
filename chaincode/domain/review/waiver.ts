import { leavesOf } from '../condition.js';
import type { Moment } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, required, requireThat } from '../errors.js';
import { latest, type Instant } from '../instant.js';
import { presentationLimits } from '../latest-date.js';
import { limits } from '../limits.js';
import { measure } from '../position.js';
import type { Milestone } from '../state.js';
import { isInEffect } from '../waived.js';
import type { ReviewCommand } from './commands.js';

type WaiverCommand = Extract<
  ReviewCommand['type'],
  'waiveCondition' | 'waiveLateness' | 'confirmWaiver'
>;

/** What the buyer does not insist on; under an undertaking the bank has to agree. */
export const waiverDeciders: DecidersOf<WaiverCommand> = {
  waiveCondition: (state, command) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, tranche, leaf } = command;
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    checkLeaf(milestone, command);
    const { status } = milestone.delivery;
    const isOver = status === 'expired' || status === 'ended';
    requireThat(!isOver, 'MILESTONE_NOT_OPEN', { status });
    const earlier = (milestone.review.waivers ?? []).find(
      ({ waived }) =>
        waived.kind === 'condition' && waived.tranche === tranche && waived.leaf === leaf,
    );
    if (earlier) throw new DomainError('CONDITION_ALREADY_WAIVED', { number: earlier.number });
    const waived = { kind: 'condition', tranche, leaf } as const;
    return [{ type: 'ConditionWaived', agreementId, milestoneId, ...next(milestone), waived }];
  },

  waiveLateness: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, until } = command;
    checkCanBeLate(milestone);
    const waiver = next(milestone);
    checkLatestDate(milestone, until, facts);
    const waived = { kind: 'lateness', until } as const;
    return [{ type: 'LatenessWaived', agreementId, milestoneId, ...waiver, waived }];
  },

  confirmWaiver: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number } = command;
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    const found = (milestone.review.waivers ?? []).find((each) => each.number === number);
    const waiver = required(found, 'WAIVER_NOT_FOUND', { number });
    requireThat(!isInEffect(waiver), 'WAIVER_IN_EFFECT', { number });
    if (waiver.waived.kind === 'lateness') {
      checkCanBeLate(milestone);
      checkLatestDate(milestone, waiver.waived.until, facts);
    }
    return [{ type: 'WaiverConfirmed', agreementId, milestoneId, number }];
  },
};

function checkLeaf(
  { slice }: Milestone,
  named: { readonly tranche: string; readonly leaf: number },
): void {
  const found = slice.definition.tranches.find(({ id }) => id === named.tranche);
  const { condition } = required(found, 'TRANCHE_NOT_FOUND', { id: named.tranche });
  const leaves = condition === undefined ? [] : leavesOf(condition);
  requireThat(named.leaf < leaves.length, 'LEAF_NOT_FOUND', { leaf: named.leaf });
}

/** The number of the next waiver, and whether it needs the word of the bank. */
function next({ review, security }: Milestone): {
  readonly number: number;
  readonly needsBank: boolean;
} {
  const count = (review.waivers ?? []).length;
  const max = limits.waivers;
  requireThat(count < max, 'WAIVERS_EXHAUSTED', { max });
  return { number: count + 1, needsBank: security?.form === 'payment-undertaking' };
}

/** Nothing can come late of what is accepted, ended, or went back to the buyer. */
function checkCanBeLate({ live, terminated, delivery, position }: Milestone): void {
  requireThat(live, 'AGREEMENT_NOT_ACTIVE');
  requireThat(terminated === undefined, 'AGREEMENT_TERMINATED');
  const { status } = delivery;
  const { held, disputed } = measure(position);
  const isGone = status === 'expired' && held + disputed === 0;
  const isOver = status === 'accepted' || status === 'ended' || isGone;
  requireThat(!isOver, 'MILESTONE_NOT_OPEN', { status });
}

/** Later than now and than what is allowed anyway, and not after everything goes back. */
function checkLatestDate(milestone: Milestone, until: Instant, moment: Moment): void {
  const [first, ...others] = presentationLimits(milestone, moment);
  const allowed = others.reduce((one, other) => (other < one ? other : one), first);
  const after = latest(moment.at, allowed);
  const { longStop } = milestone.slice;
  const isInRange = until > after && until <= longStop;
  requireThat(isInRange, 'LATEST_DATE_OUT_OF_RANGE', { after, longStop });
}
