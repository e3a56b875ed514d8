import type { ParticipantId } from '../ids.js';
import { agreementOf, milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, required, requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { financiersIn } from '../parties.js';
import { participantOf } from '../policy.js';
import { takeLowest } from '../position.js';
import { checkUndivided, reassigned } from '../reassignment.js';
import { assignmentFilings, requireFiled } from '../required-filings.js';
import { commonParts, totalSize } from '../shares.js';
import type { Facts, Milestone, State } from '../state.js';
import { assignableParts, checkBoundary } from './checks.js';
import type { AssignmentCommand } from './commands.js';
import type { Assignment, AssignmentStatus } from './state.js';

type NumberedCommand = Extract<AssignmentCommand, { number: number }>;
type ProposeCommand = Extract<AssignmentCommand, { type: 'proposeAssignment' }>;

/** What each command on an assignment makes true. */
export const assignmentDeciders: DecidersOf<AssignmentCommand['type']> = {
  recordFinancing: (state, command, facts) => {
    const { agreement } = agreementOf(state);
    const { agreementId, milestoneId, invoice } = command;
    const known = state.financings.get(invoice);
    if (known) throw alreadyFinanced(known);
    requireThat(agreement.status === 'active', 'AGREEMENT_NOT_ACTIVE');
    const participant = participantOf(facts.actor);
    return [{ type: 'FinancingRecorded', agreementId, milestoneId, participant, invoice }];
  },

  proposeAssignment: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, financier, invoice, document } = command;
    const number = checkProposable(state, milestone, command);
    checkFinancier(milestone, financier);
    checkSeparate(state, command, facts);
    const free = assignableParts(milestone);
    const available = totalSize(free);
    requireThat(command.share <= available, 'SHARE_NOT_HELD', { available });
    checkBoundary(command, available);
    const ranges = takeLowest(free, command.share);
    checkUndivided(milestone, ranges);
    const content = { number, financier, invoice, document, ranges };
    const hash = facts.hashOf({ agreementId, milestoneId, ...content });
    const assignment = { ...content, hash };
    return [{ type: 'AssignmentProposed', agreementId, milestoneId, assignment }];
  },

  acknowledgeAssignment: (state, command, facts) => {
    const { milestone, assignment } = find(state, command);
    checkStatus(assignment, 'proposed');
    const { agreementId, milestoneId, number, hash } = command;
    const left = assignableParts(milestone, number);
    const isWhole =
      totalSize(commonParts(assignment.ranges, left)) === totalSize(assignment.ranges);
    requireThat(isWhole, 'ASSIGNMENT_OVERTAKEN', { number });
    checkUndivided(milestone, assignment.ranges);
    requireThat(hash === assignment.hash, 'ASSIGNMENT_HASH_MISMATCH');
    requireFiled(assignmentFilings(milestone, assignment), facts);
    const { ranges, financier: payee } = assignment;
    return [
      { type: 'AssignmentAcknowledged', agreementId, milestoneId, number },
      ...reassigned(milestone, { ranges, payee }, facts),
    ];
  },

  rejectAssignment: (state, command, facts) => {
    const { milestone, assignment } = find(state, command);
    const { exporter, bank } = milestone.slice.parties;
    const isConcerned = [exporter, bank].includes(participantOf(facts.actor));
    if (!isConcerned) checkOwn(assignment, facts);
    checkStatus(assignment, 'proposed');
    const { agreementId, milestoneId, number, reason } = command;
    return [{ type: 'AssignmentRejected', agreementId, milestoneId, number, reason }];
  },

  releaseAssignment: (state, command, facts) => {
    const { milestone, assignment } = find(state, command);
    checkOwn(assignment, facts);
    checkStatus(assignment, 'active');
    const { agreementId, milestoneId, number } = command;
    return [
      { type: 'AssignmentReleased', agreementId, milestoneId, number },
      ...reassigned(milestone, { ranges: assignment.ranges }, facts),
    ];
  },

  consentToAct: (state, command, facts) => {
    const { assignment } = find(state, command);
    checkOwn(assignment, facts);
    checkStatus(assignment, 'active');
    const { agreementId, milestoneId, number, act } = command;
    const isKnown = assignment.consents?.some((consent) => consent.act === act) === true;
    requireThat(!isKnown, 'CONSENT_ALREADY_GIVEN', { number });
    return [{ type: 'AssigneeConsented', agreementId, milestoneId, number, act }];
  },
};

function find(
  state: State,
  command: NumberedCommand,
): { readonly milestone: Milestone; readonly assignment: Assignment } {
  const milestone = milestoneOf(state, command);
  const { number } = command;
  const found = (milestone.assignments ?? []).find((each) => each.number === number);
  return { milestone, assignment: required(found, 'ASSIGNMENT_NOT_FOUND', { number }) };
}

/** Only its own assignee disposes of an assignment. */
function checkOwn({ financier }: Assignment, { actor }: Facts): void {
  const isOwn = participantOf(actor) === financier;
  requireThat(isOwn, 'PARTY_NOT_PERMITTED', { permitted: financier });
}

function checkStatus({ number, status }: Assignment, expected: AssignmentStatus): void {
  requireThat(status === expected, 'ASSIGNMENT_NOT_IN_STATE', { number, status, expected });
}

function alreadyFinanced(of: {
  readonly agreementId: string;
  readonly milestoneId: string;
}): DomainError {
  const { agreementId: agreement, milestoneId: milestone } = of;
  return new DomainError('INVOICE_ALREADY_FINANCED', { agreement, milestone });
}

/** @returns the number of the next assignment */
function checkProposable(state: State, milestone: Milestone, command: ProposeCommand): number {
  const { agreementId, milestoneId, invoice } = command;
  const found = required(state.financings.get(invoice), 'FINANCING_NOT_FOUND');
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  const isHere = found.agreementId === agreementId && found.milestoneId === milestoneId;
  if (!isHere) throw alreadyFinanced(found);
  const { assignments = [] } = milestone;
  const isFinanced = assignments.some(
    (each) => each.invoice === invoice && each.status !== 'rejected',
  );
  if (isFinanced) throw alreadyFinanced(found);
  const max = limits.assignmentsPerMilestone;
  requireThat(assignments.length < max, 'ASSIGNMENTS_EXHAUSTED', { max });
  return assignments.length + 1;
}

/** The terms name who may be the payee beside the exporter. */
function checkFinancier({ slice }: Milestone, participant: ParticipantId): void {
  const isNamed = financiersIn(slice.parties).includes(participant);
  requireThat(isNamed, 'FINANCIER_NOT_NAMED', { participant });
}

/** Nobody confirms what they entered: the financing is entered before, by a maker. */
function checkSeparate(state: State, { invoice }: ProposeCommand, { actor }: Facts): void {
  const isOther = state.financings.get(invoice)?.recorded.by.user !== actor.user;
  requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason: 'this user recorded the financing' });
}
