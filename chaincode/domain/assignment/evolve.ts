import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { AssignmentEvent } from './events.js';
import type { Assignment, Financing } from './state.js';

/** What each event of an assignment changes on record. */
export const assignmentEvolvers: EvolversOf<AssignmentEvent['type']> = {
  FinancingRecorded: (state, event, cause) => {
    const { participant, invoice, agreementId, milestoneId } = event;
    const on = { participant, invoice, agreementId, milestoneId };
    const financing: Financing = { v: 1, ...on, recorded: stampOf(cause), commands: [] };
    return { ...state, financings: new Map(state.financings).set(invoice, financing) };
  },

  AssignmentProposed: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const proposed = stampOf(cause);
      const assignment: Assignment = { ...event.assignment, status: 'proposed', proposed };
      return { ...milestone, assignments: [...(milestone.assignments ?? []), assignment] };
    }),

  AssignmentAcknowledged: (state, event, cause) =>
    withAssignment(state, event, (assignment) => ({
      ...assignment,
      status: 'active',
      acknowledged: stampOf(cause),
    })),

  AssignmentRejected: (state, event, cause) =>
    withAssignment(state, event, (assignment) => ({
      ...assignment,
      status: 'rejected',
      rejected: { ...stampOf(cause), reason: event.reason },
    })),

  AssignmentReleased: (state, event, cause) =>
    withAssignment(state, event, (assignment) => ({
      ...assignment,
      status: 'released',
      released: stampOf(cause),
    })),

  AssigneeConsented: (state, event, cause) =>
    withAssignment(state, event, ({ consents = [], ...assignment }) => {
      const all = [...consents, { act: event.act, ...stampOf(cause) }];
      return { ...assignment, consents: all.slice(-limits.consentsKept) };
    }),
};

function withAssignment(
  state: State,
  event: OnMilestone & { readonly number: number },
  change: (assignment: Assignment) => Assignment,
): State {
  return withMilestone(state, event, (milestone) => {
    const assignments = present(milestone.assignments, 'an event changes only what is on record');
    return {
      ...milestone,
      assignments: assignments.map((assignment) =>
        assignment.number === event.number ? change(assignment) : assignment,
      ),
    };
  });
}
