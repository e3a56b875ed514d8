import type { ParticipantId } from './ids.js';
import type { Range } from './shares.js';
import type { Milestone } from './state.js';

/** The financiers to whom any of these parts of a milestone are assigned: nobody yet. */
export function assigneesOf(
  _milestone: Milestone,
  _ranges: readonly Range[],
): readonly ParticipantId[] {
  return [];
}
