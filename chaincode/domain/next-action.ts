import type { SubmissionType } from './catalogue.js';
import type { Leaf } from './condition.js';
import type { Moment } from './deadline.js';
import type { MilestoneId, OrderId, ParticipantId } from './ids.js';
import type { Instant } from './instant.js';
import type { Milestone } from './state.js';

/** Something that one participant can do now to move an agreement on. */
export interface NextAction {
  readonly participant: ParticipantId;
  readonly command: SubmissionType;
  readonly milestoneId?: MilestoneId;
  readonly orderId?: OrderId;
  /** What the buyer owes the exporter's performance. */
  readonly need?: string;
  /** Number of the dispute that it is about. */
  readonly dispute?: number;
  /** After which silence has its stated effect. */
  readonly deadline?: Instant;
  /** When the time until the deadline began, where it is not the milestone's own time. */
  readonly since?: Instant;
  /** The leaf of a condition that asks for it. */
  readonly leaf?: Leaf;
}

/** What one slice of the rules lets the parties of a milestone do now. */
export type ActionsOf = (milestone: Milestone, moment: Moment) => readonly NextAction[];
