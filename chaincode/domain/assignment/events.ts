import type { Sha256 } from '../ids.js';
import type { OnMilestone } from '../remembered.js';
import type { Assignment, Financing } from './state.js';

/** The parts of an assignment that its proposal fixes. */
export type NewAssignment = Pick<
  Assignment,
  'number' | 'financier' | 'invoice' | 'document' | 'ranges' | 'hash'
>;

/** What can happen to an assignment. */
export type AssignmentEvent = OnMilestone &
  (
    | {
        readonly type: 'FinancingRecorded';
        readonly participant: Financing['participant'];
        readonly invoice: Sha256;
      }
    | { readonly type: 'AssignmentProposed'; readonly assignment: NewAssignment }
    | { readonly type: 'AssignmentAcknowledged'; readonly number: number }
    | {
        readonly type: 'AssignmentRejected';
        readonly number: number;
        readonly reason: string;
      }
    | { readonly type: 'AssignmentReleased'; readonly number: number }
    | { readonly type: 'AssigneeConsented'; readonly number: number; readonly act: Sha256 }
  );
