import { acceptedParts } from './acceptance.js';
import type { Event } from './catalogue.js';
import { firstInstant } from './condition.js';
import { extended, type Moment } from './deadline.js';
import { openDisputes } from './dispute/dispute.js';
import type { Dispute } from './dispute/state.js';
import { EPOCH, latest, plus, type Instant } from './instant.js';
import type { Block } from './milestone/state.js';
import { partsIn } from './position.js';
import { rangesWithout, SHARE_WHOLE } from './shares.js';
import type { Milestone } from './state.js';

/** Whether something of a milestone can still be presented or recorded in time. */
export function isPerforming({ delivery }: Milestone): boolean {
  const { status } = delivery;
  return status !== 'accepted' && status !== 'ended';
}

/** The disputes of what nobody accepted, while nothing else is left to perform. */
function standingDisputes(milestone: Milestone): readonly Dispute[] {
  const accepted = acceptedParts(milestone.review);
  const held = partsIn(milestone.position, 'held', { from: 0, until: SHARE_WHOLE });
  if (!isPerforming(milestone) || rangesWithout(held, accepted).length > 0) return [];
  return openDisputes(milestone).filter(({ ranges }) => rangesWithout(ranges, accepted).length > 0);
}

/** Whether the due date stands still because all that is left to perform is disputed. */
export function standsStillByDispute(milestone: Milestone): boolean {
  return standingDisputes(milestone).length > 0;
}

/** The reports of needs that nobody has answered for good. */
export function openBlocks(milestone: Milestone): readonly Block[] {
  const { delivery } = milestone;
  const { blocks = [] } = delivery;
  if (!isPerforming(milestone)) return [];
  return blocks.filter(({ confirmed }) => confirmed === undefined);
}

/**
 * Since when the due date of a milestone stands still, in so far as that is not in it yet: while
 * the inspector is late, while the buyer owes what the exporter cannot go on without, and while all
 * that is left to perform is disputed. What stands still for several reasons stands still once.
 */
function standsStillSince(milestone: Milestone, { at, outages }: Moment): Instant | undefined {
  const { inspectionRequest, countedUntil = EPOCH } = milestone.delivery;
  const deadline =
    inspectionRequest === undefined ? at : extended(inspectionRequest.deadline, outages);
  const since = firstInstant([
    ...(deadline < at ? [deadline] : []),
    ...openBlocks(milestone).map(({ reported }) => reported.at),
    ...standingDisputes(milestone).flatMap(({ stakes: [opening] }) => opening?.at),
  ]);
  return since === undefined ? undefined : latest(since, countedUntil);
}

/** The due date of a milestone as of now: it moves while it stands still. */
export function dueDateOf(milestone: Milestone, moment: Moment): Instant {
  const since = standsStillSince(milestone, moment);
  const { dueDate } = milestone.review;
  return since === undefined ? dueDate : plus(dueDate, moment.at - since);
}

/** The end of a standstill: the due date moves by its time; none when it did not stand still. */
export function standstillEnded(milestone: Milestone, moment: Moment): readonly Event[] {
  if (standsStillSince(milestone, moment) === undefined) return [];
  const { agreementId, id: milestoneId } = milestone;
  const dueDate = dueDateOf(milestone, moment);
  return [{ type: 'DueDateMoved', agreementId, milestoneId, dueDate, by: 'standstill' }];
}
