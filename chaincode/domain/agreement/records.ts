import type { Cause } from '../actor.js';
import { present } from '../invariant.js';
import { unsecuredPosition } from '../position.js';
import { waitingDelivery, type Milestone, type State } from '../state.js';
import type { MilestoneTerms } from '../terms.js';
import { dependantsOf } from './check-milestones.js';
import type { Agreement, MilestoneSlice, TermsRecord } from './state.js';

/** The part of the terms that a milestone's own commands need. */
export function sliceOf(record: TermsRecord, definition: MilestoneTerms): MilestoneSlice {
  const { terms, parameters } = record;
  const { securityApproval } = terms;
  return {
    definition,
    parties: terms.parties,
    parameters,
    calendar: terms.calendar,
    dependants: dependantsOf(terms, definition.id),
    fundingBy: terms.fundingBy,
    longStop: terms.longStop,
    approvalBusinessDays: terms.approvalBusinessDays,
    instructBusinessDays: terms.instructBusinessDays,
    ...(securityApproval === undefined ? {} : { securityApproval }),
  };
}

/** A milestone of terms that nobody signed yet. */
export function newMilestone(
  record: TermsRecord,
  definition: MilestoneTerms,
  cause: Cause,
): Milestone {
  return {
    v: 1,
    agreementId: record.agreementId,
    id: definition.id,
    termsVersion: record.version,
    live: false,
    slice: sliceOf(record, definition),
    delivery: waitingDelivery,
    review: { presentations: [], acceptedShare: 0, dueDate: definition.dueDate, cured: false },
    position: unsecuredPosition,
    orders: [],
    lastTime: cause.at,
    acts: [],
    commands: [],
  };
}

/** The state with its agreement changed. */
export function withAgreement(state: State, change: (agreement: Agreement) => Agreement): State {
  const agreement = present(state.agreement, 'an event changes only an agreement that is loaded');
  return { ...state, agreement: change(agreement) };
}
