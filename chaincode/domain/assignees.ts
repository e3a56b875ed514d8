import type { ParticipantId } from './ids.js';
import type { Range } from './shares.js';
import type { Milestone } from './state.js';

/** Tells the financiers to whom any of these parts of a milestone are assigned: nobody yet. */
export const assigneesOf: (
  milestone: Milestone,
  ranges: readonly Range[],
) => readonly ParticipantId[] = () => [];
