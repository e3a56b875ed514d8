import type { ActionsOf } from '../next-action.js';

/** The bank takes note of what is assigned. */
export const assignmentActions: ActionsOf = ({ id: milestoneId, slice, assignments = [] }) =>
  assignments
    .filter(({ status }) => status === 'proposed')
    .map(() => ({
      participant: slice.parties.bank,
      command: 'acknowledgeAssignment',
      milestoneId,
    }));
