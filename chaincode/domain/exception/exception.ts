import { afterBusinessDays } from '../calendar.js';
import type { OrderId, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import type { ExceptionEvent } from './events.js';
import type { Exception, ExceptionKind } from './state.js';

/** Business days that the owner of an exception has. */
const OWNER_DAYS = 10;

/** The exceptions of a milestone that are not over. */
export function openExceptions({ exceptions = [] }: Milestone): readonly Exception[] {
  return exceptions.filter(({ resolved }) => resolved === undefined);
}

/** Who has to consent when something is written off: an order's assignee, or the exporter. */
export function creditorOf(
  { orders, slice }: Milestone,
  { orderId }: Pick<Exception, 'orderId'>,
): ParticipantId {
  return orders.find(({ id }) => id === orderId)?.payee ?? slice.parties.exporter;
}

/** When whoever owns an exception from `at` on should be done with it. */
export function ownerDeadline({ slice }: Milestone, at: Instant): Instant {
  return afterBusinessDays(workingTime(slice), at, OWNER_DAYS);
}

/**
 * A new exception, which the bank owns first.
 * @param number the next one of the milestone, when it is not the one after the last
 */
export function exceptionOpened(
  milestone: Milestone,
  of: { readonly kind: ExceptionKind; readonly orderId?: OrderId; readonly note?: Sha256 },
  at: Instant,
  number: number = (milestone.exceptions ?? []).length + 1,
): Extract<ExceptionEvent, { type: 'ExceptionOpened' }> {
  const { agreementId, id: milestoneId, slice } = milestone;
  const deadline = ownerDeadline(milestone, at);
  const exception = { number, ...of, owner: slice.parties.bank, deadline };
  return { type: 'ExceptionOpened', agreementId, milestoneId, exception };
}
