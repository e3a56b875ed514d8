import type { Instant } from './instant.js';
import type { Instrument } from './milestone/state.js';
import { BPS_WHOLE } from './shares.js';
import type { Milestone } from './state.js';

/** Basis points of its amount that an instrument still stands for, after what was reached. */
export function remainingBps(
  { id, delivery }: Milestone,
  { reductions = [] }: Pick<Instrument, 'reductions'>,
): number {
  const reached = delivery.reached.filter(({ accepted }) => accepted !== undefined);
  const isReached = (milestoneId: string): boolean =>
    milestoneId === id
      ? delivery.acceptedAt !== undefined
      : reached.some((each) => each.id === milestoneId);
  const gone = reductions
    .filter(({ milestoneId }) => isReached(milestoneId))
    .reduce((sum, { bps }) => sum + bps, 0);
  return BPS_WHOLE - gone;
}

/** Whether an instrument is in force: not expired, and not reduced to nothing. */
export function isInForce(milestone: Milestone, instrument: Instrument, at: Instant): boolean {
  return at <= instrument.expiry && remainingBps(milestone, instrument) > 0;
}
