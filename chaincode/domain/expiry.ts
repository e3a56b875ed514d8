import { afterBusinessDays } from './calendar.js';
import { isMetOnce, type Leaf } from './condition.js';
import { trancheRanges } from './consequences.js';
import { isOver } from './deadline.js';
import type { Instant } from './instant.js';
import { endOfPeriod, judgeOf } from './judge.js';
import { latestDate } from './latest-date.js';
import { giveBack } from './payment/give-back.js';
import { partsIn } from './position.js';
import { heldBack } from './revocation.js';
import { rangesWithout, SHARE_WHOLE, type Range } from './shares.js';
import type { Milestone } from './state.js';
import type { TimeRule } from './time-rule.js';
import { workingTime } from './working-time.js';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** Business days in which the buyer can waive the lateness, or the exporter have it decided. */
const EXPIRY_DAYS = 10;

/** A milestone of which nothing was performed in time expires, with what is held of it. */
const expiry: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  if (!isUnperformed(milestone, facts.at)) return [];
  if (!isOver(latestDate(milestone, facts), facts, slice.parameters)) return [];
  const givenBackAfter = afterBusinessDays(workingTime(slice), facts.at, EXPIRY_DAYS);
  return [{ type: 'MilestoneExpired', agreementId, milestoneId, givenBackAfter }];
};

/** What is still held of an expired milestone, and not by a revocation, goes back to the buyer. */
const returnOfExpired: TimeRule = (milestone, facts) => {
  const { delivery, position, slice } = milestone;
  const { expiry: expired } = delivery;
  if (expired === undefined || !isOver(expired.givenBackAfter, facts, slice.parameters)) return [];
  const held = rangesWithout(partsIn(position, 'held', WHOLE), heldBack(milestone));
  return giveBack(milestone, held, facts);
};

/** What time alone makes true of a milestone that is not performed. */
export const expiryTimeRules: readonly TimeRule[] = [expiry, returnOfExpired];

/**
 * Open or refused, nothing accepted, nothing earned but an advance, nothing disputed or held back
 * by a revocation, and no held part that waits for time alone: what was performed in time does not
 * expire while it waits.
 */
function isUnperformed(milestone: Milestone, at: Instant): boolean {
  const { delivery, review } = milestone;
  if (delivery.status !== 'open' && delivery.status !== 'refused') return false;
  const held = trancheRanges(milestone).filter(
    ({ within }) => partsIn(milestone.position, 'held', within).length > 0,
  );
  const isDisputed = partsIn(milestone.position, 'disputed', WHOLE).length > 0;
  const isPending = isDisputed || heldBack(milestone).length > 0 || isEarned(milestone);
  if (held.length === 0 || review.acceptedShare > 0 || isPending) return false;
  const judge = judgeOf(milestone, at);
  return !held.some(
    ({ tranche: { condition } }) =>
      condition !== undefined &&
      isMetOnce(condition, judge, (leaf) => waitsForTime(milestone, leaf)),
  );
}

/** Whether a tranche fell due to the payee that is no advance, and still is or was paid. */
function isEarned({ orders, slice }: Milestone): boolean {
  const standing = orders.filter(({ cancelled }) => cancelled === undefined);
  return slice.definition.tranches
    .filter(({ advance }) => !advance)
    .some(({ id }) => standing.some(({ tranche }) => tranche === id));
}

function waitsForTime(milestone: Milestone, leaf: Leaf): boolean {
  if (leaf.type === 'date') return true;
  return leaf.type === 'after' && endOfPeriod(milestone, leaf) !== undefined;
}
