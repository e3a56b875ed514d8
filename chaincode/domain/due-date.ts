import type { Event } from './catalogue.js';
import { firstInstant } from './condition.js';
import { extended, type Moment } from './deadline.js';
import { EPOCH, latest, plus, type Instant } from './instant.js';
import type { Block } from './milestone/state.js';
import type { Milestone } from './state.js';

/** The reports of needs that nobody has answered for good. */
export function openBlocks({ delivery }: Milestone): readonly Block[] {
  const { status, blocks = [] } = delivery;
  if (status === 'accepted' || status === 'ended') return [];
  return blocks.filter(({ confirmed }) => confirmed === undefined);
}

/**
 * Since when the due date of a milestone stands still, in so far as that is not in it yet: while
 * the inspector is late, and while the buyer owes what the exporter cannot go on without. What
 * stands still for two reasons stands still once.
 */
function standsStillSince(milestone: Milestone, { at, outages }: Moment): Instant | undefined {
  const { inspectionRequest, countedUntil = EPOCH } = milestone.delivery;
  const deadline =
    inspectionRequest === undefined ? at : extended(inspectionRequest.deadline, outages);
  const since = firstInstant([
    ...(deadline < at ? [deadline] : []),
    ...openBlocks(milestone).map(({ reported }) => reported.at),
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
