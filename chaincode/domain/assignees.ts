import type { Assignment } from './assignment/state.js';
import { DomainError } from './errors.js';
import type { ParticipantId, Sha256 } from './ids.js';
import { present } from './invariant.js';
import type { Order } from './payment/state.js';
import { commonParts, rangesWithout, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** Tells the financiers to whom any of these parts of a milestone are assigned: nobody yet. */
export const assigneesOf: (
  milestone: Milestone,
  ranges: readonly Range[],
) => readonly ParticipantId[] = () => [];
