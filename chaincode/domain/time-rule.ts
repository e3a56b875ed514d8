import type { Event } from './catalogue.js';
import type { Facts, Milestone } from './state.js';
import type { PublicTerms } from './terms.js';

/** What time's rules know beside a milestone. */
export interface TimeFacts extends Pick<Facts, 'at' | 'outages' | 'hashOf'> {
  /** Where a reviewer's silence may open a dispute. */
  readonly terms?: PublicTerms;
}

/**
 * One thing that time alone makes true of a milestone: its events once its deadline is over, none
 * before, and none again once they happened.
 */
export type TimeRule = (milestone: Milestone, facts: TimeFacts) => readonly Event[];
