import { requireThat, type ErrorCode } from './errors.js';
import { plus, type Instant } from './instant.js';
import type { Parameters } from './terms.js';

/** A time in which the members could not act, as they declared by vote; both ends belong to it. */
export interface Outage {
  readonly from: Instant;
  readonly until: Instant;
}

/** When a decision is made, and the outages that are declared by then. */
export interface Moment {
  readonly at: Instant;
  readonly outages: readonly Outage[];
}

/**
 * A deadline moved by every outage that it falls in, by the outage's whole length, in the order of
 * time: it may fall into the next one.
 */
export function extended(deadline: Instant, outages: readonly Outage[]): Instant {
  const ordered = [...outages].sort((one, other) => one.from - other.from);
  return ordered.reduce(
    (moved, { from, until }) =>
      moved >= from && moved <= until ? plus(moved, until - from) : moved,
    deadline,
  );
}

/**
 * Refuses what came after its deadline, naming the deadline under the parameter of the code.
 * @throws DomainError
 */
export function requireInTime(
  deadline: Instant,
  moment: Moment,
  refusal: { readonly code: ErrorCode; readonly param: string },
): void {
  const until = extended(deadline, moment.outages);
  requireThat(moment.at <= until, refusal.code, { [refusal.param]: until });
}

/**
 * Whether what becomes possible at a deadline is possible: the transaction's time carries a
 * tolerance.
 */
export function isOver(deadline: Instant, moment: Moment, parameters: Parameters): boolean {
  return moment.at >= plus(extended(deadline, moment.outages), parameters.toleranceMillis);
}
