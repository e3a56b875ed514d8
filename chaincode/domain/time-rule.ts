import type { Event } from './catalogue.js';
import type { Facts, Milestone } from './state.js';

/**
 * One thing that time alone makes true of a milestone: its events once its deadline is over, none
 * before, and none again once they happened.
 */
export type TimeRule = (
  milestone: Milestone,
  facts: Pick<Facts, 'at' | 'outages' | 'hashOf'>,
) => readonly Event[];
