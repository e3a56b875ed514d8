/**
 * What a caller can do about a refusal: nothing, mend the input, wait for the state, or send the
 * same again.
 */
export type RetryClass = 'never' | 'after-change' | 'after-time' | 'retry';

/** One row of the error table. */
export interface ErrorEntry {
  /** HTTP status that a gateway answers with. */
  readonly status: number;
  readonly retry: RetryClass;
  /** Names of the parameters that travel with the code; never private values. */
  readonly params: readonly string[];
  /** The sentence for people; `{name}` stands for a parameter. */
  readonly text: string;
}

function row(
  status: number,
  retry: RetryClass,
  params: readonly string[],
  text: string,
): ErrorEntry {
  return { status, retry, params, text };
}

/**
 * Every refusal of the rules. Codes are permanent: never renamed, never used for something else.
 */
export const errorTable = {
  // input
  COMMAND_MALFORMED: row(400, 'never', ['path', 'problem'],
    'The command is malformed at {path}: {problem}.'),
  COMMAND_TOO_LARGE: row(413, 'never', ['bytes', 'max'],
    'The command has {bytes} bytes; {max} are allowed.'),
  CALL_INDIRECT: row(403, 'never', [], 'The call did not come straight from a client.'),
  DOCUMENT_MALFORMED: row(400, 'never', ['path', 'problem'],
    'A private document is malformed at {path}: {problem}.'),
  DOCUMENT_TOO_LARGE: row(413, 'never', ['max'], 'A private document has more than {max} bytes.'),
  // caller
  CALLER_UNKNOWN: row(403, 'never', ['reason'], 'The caller is not known here: {reason}.'),
  MEMBER_NOT_ACTIVE: row(403, 'after-change', ['msp'], 'The member {msp} is not an active member.'),
  PARTICIPANT_NOT_HOSTED: row(403, 'never', ['participant'],
    'The caller’s member does not host {participant}.'),
  ROLE_MISSING: row(403, 'never', ['role'], 'The caller lacks the role {role}.'),
  PARTY_NOT_PERMITTED: row(403, 'never', ['permitted'], 'Only {permitted} may do this.'),
  PRIVATE_READ_ELSEWHERE: row(403, 'never', [],
    'Private documents are read by the member’s own users on its own node.'),
  // existence
  CONSORTIUM_NOT_BOOTSTRAPPED: row(409, 'after-change', [],
    'The consortium has not been founded yet.'),
  PROPOSAL_NOT_FOUND: row(404, 'never', ['id'], 'There is no proposal {id}.'),
  AGREEMENT_NOT_FOUND: row(404, 'never', ['id'], 'There is no agreement {id}.'),
  MILESTONE_NOT_FOUND: row(404, 'never', ['id'], 'There is no milestone {id} in this agreement.'),
  TERMINATION_NOT_FOUND: row(404, 'never', ['number'], 'Termination {number} is not open.'),
  SECURITY_NOT_FOUND: row(404, 'after-change', ['milestone'],
    'Milestone {milestone} has no security.'),
  SECURITY_NOT_ENTERED: row(404, 'after-change', ['milestone'],
    'No security of milestone {milestone} with this document and scope waits for confirmation.'),
  ORDER_NOT_FOUND: row(404, 'never', ['id'], 'There is no order {id} in this milestone.'),
  HOLD_NOT_FOUND: row(404, 'never', ['id'], 'The order {id} is not held.'),
  EXCEPTION_NOT_FOUND: row(404, 'never', ['number'], 'Exception {number} is not open.'),
  RESOLUTION_NOT_FOUND: row(404, 'never', ['number'],
    'No resolution of exception {number} has this note.'),
  EVIDENCE_NOT_FOUND: row(404, 'never', ['number'],
    'There is no evidence {number} in this milestone.'),
  PRESENTATION_NOT_FOUND: row(404, 'never', ['number'],
    'There is no presentation {number} in this milestone.'),
  DOCUMENT_NOT_FOUND: row(404, 'after-change', ['part'],
    'The document {part} is not on this node.'),
  // repeat
  COMMAND_ID_REUSED: row(422, 'never', ['commandId'],
    'The command id {commandId} was used for another command.'),
  PARTICIPANT_TOO_BUSY: row(429, 'retry', ['max'],
    'More than {max} acts on this milestone within a minute.'),
  ACTS_EXHAUSTED: row(409, 'never', ['max'],
    'All {max} acts of this participant on this milestone are used.'),
  // state
  CONSORTIUM_ALREADY_BOOTSTRAPPED: row(409, 'never', [],
    'The consortium has been founded already.'),
  PROPOSAL_ALREADY_CONFIRMED: row(409, 'never', ['msp'], 'The member {msp} has confirmed already.'),
  PARTICIPANT_ALREADY_REGISTERED: row(409, 'never', ['id'],
    'The participant {id} is registered already.'),
  RULES_VERSION_UNKNOWN: row(503, 'after-change', ['version'],
    'This node does not know version {version} of the rules.'),
  AGREEMENT_NOT_PROPOSED: row(409, 'never', ['status'],
    'The agreement is {status}, no longer proposed.'),
  AGREEMENT_ALREADY_SIGNED: row(409, 'never', [], 'This participant has signed already.'),
  AGREEMENT_NOT_ACTIVE: row(409, 'after-change', [], 'The agreement is not active.'),
  AGREEMENT_TERMINATED: row(409, 'never', [], 'The agreement is terminated.'),
  AGREEMENT_NOT_FINISHED: row(409, 'after-change', ['milestone'],
    'Parts of milestone {milestone} are neither settled nor lapsed.'),
  EXCEPTIONS_OPEN: row(409, 'after-change', ['milestone', 'open'],
    '{open} exceptions of milestone {milestone} are open.'),
  TERMINATION_ALREADY_OPEN: row(409, 'after-change', ['number'],
    'Termination {number} is open already.'),
  MILESTONE_NOT_OPEN: row(409, 'after-change', ['status'], 'The milestone is {status}, not open.'),
  MILESTONE_NOT_UNSECURED: row(409, 'never', ['milestone'],
    'No part of milestone {milestone} is unsecured.'),
  PRESENTATION_UNDER_REVIEW: row(409, 'after-change', ['number'],
    'Presentation {number} is under review.'),
  PRESENTATION_NOT_UNDER_REVIEW: row(409, 'never', ['number'],
    'Presentation {number} is not under review.'),
  REVIEWER_NONE: row(409, 'never', [],
    'Nobody reviews this milestone: its conditions alone decide.'),
  PRESENTATIONS_EXHAUSTED: row(409, 'never', ['max'],
    'All {max} presentations of this milestone are used.'),
  ORDER_NOT_DUE: row(409, 'after-change', ['state'], 'The order is {state}, not due.'),
  ORDER_NOT_APPROVED: row(409, 'after-change', ['state'], 'The order is {state}, not approved.'),
  ORDER_NOT_INSTRUCTED: row(409, 'after-change', ['state'],
    'The order is {state}, not instructed.'),
  ORDER_NOT_SETTLED: row(409, 'after-change', ['state'], 'The order is {state}, not settled.'),
  ORDER_NOT_HOLDABLE: row(409, 'never', ['state'], 'The order is {state}: too late for a hold.'),
  ORDER_HELD: row(409, 'after-change', ['reason'], 'The order is held: {reason}.'),
  HOLD_NOT_RENEWABLE: row(409, 'never', ['reason'],
    'A hold for this reason is renewed once: {reason}.'),
  ATTEMPTS_EXHAUSTED: row(409, 'never', ['max'], 'All {max} attempts of the order are used.'),
  CONSENT_NOT_ASKED: row(409, 'never', ['number'],
    'Exception {number} does not wait for the payee’s consent.'),
  CONSENT_MISSING: row(409, 'after-change', ['number'],
    'The payee has not consented to write exception {number} off.'),
  ORDER_ALREADY_ACKNOWLEDGED: row(409, 'never', [], 'The credit has been acknowledged already.'),
  NOTHING_DUE: row(409, 'after-time', [], 'Time alone changes nothing here now.'),
  // time
  CLOCK_BEHIND: row(409, 'retry', ['lastTime'],
    'The transaction is dated more than 5 minutes before {lastTime}.'),
  PROPOSAL_EXPIRED: row(409, 'never', ['openUntil'], 'The proposal was open until {openUntil}.'),
  FUNDING_DEADLINE_PASSED: row(409, 'never', ['fundingBy'],
    'Funds were to be secured by {fundingBy}.'),
  FUNDING_STILL_OPEN: row(409, 'after-time', ['fundingBy'],
    'Funds can be secured until {fundingBy}; what is not lapses later.'),
  PRESENTATION_TOO_LATE: row(409, 'after-change', ['until'],
    'Presentation was possible until {until}.'),
  REVIEW_DEADLINE_PASSED: row(409, 'never', ['deadline'], 'The review ended at {deadline}.'),
  EVENT_TIME_OUT_OF_RANGE: row(422, 'never', [],
    'The event’s time is before activation or in the future.'),
  INSTRUMENT_EXPIRED: row(422, 'never', ['expiry'], 'The instrument expired at {expiry}.'),
  TIMESTAMP_INVALID: row(400, 'never', [], 'The transaction is dated before 1970 or never.'),
  // business rules of the consortium
  MEMBER_LISTED_TWICE: row(422, 'never', ['msp'], 'The member {msp} is listed twice.'),
  MEMBER_NOT_LISTED: row(403, 'never', ['msp'],
    'The member {msp} is not one of the founders listed.'),
  PROPOSAL_HASH_MISMATCH: row(422, 'never', [], 'The hash is not that of the proposal.'),
  PARAMETERS_NOT_ALLOWED: row(422, 'never', ['parameter'],
    'The parameter {parameter} has this value in the test profile only.'),
  LEI_INVALID: row(422, 'never', [], 'The LEI’s check digits are wrong.'),
  ROLE_NOT_HELD_BY_MEMBER: row(422, 'never', ['role'], 'The member does not hold the role {role}.'),
  // business rules of the terms
  TERMS_TOO_LARGE: row(413, 'never', ['bytes', 'max'],
    'The terms have {bytes} bytes; {max} are allowed.'),
  MILESTONE_TOO_LARGE: row(413, 'never', ['max'],
    'The milestone’s terms, or what this party has put on record of it, would exceed {max} bytes.'),
  SHARES_NOT_WHOLE: row(422, 'never', ['of'],
    'The shares of {of} do not add up to 10,000 basis points.'),
  ID_LISTED_TWICE: row(422, 'never', ['id'], 'The id {id} is used twice.'),
  PARTICIPANT_NOT_ACTIVE: row(422, 'after-change', ['participant'],
    'The participant {participant} is not registered with an active member.'),
  PARTICIPANT_ROLE_MISSING: row(422, 'after-change', ['participant', 'role'],
    'The participant {participant} lacks the role {role}.'),
  AGREEMENT_MEMBERS_NOT_DISTINCT: row(422, 'never', ['rule'],
    'The members that host the parties are not distinct: {rule}.'),
  AGREEMENT_CO_ENDORSERS_TOO_FEW: row(422, 'never', ['count', 'min'],
    'Only {count} members beside the bank would endorse; {min} are needed.'),
  AGREEMENT_CO_ENDORSERS_TOO_MANY: row(422, 'never', ['count', 'max'],
    '{count} members beside the bank would endorse; {max} are allowed.'),
  CONDITION_MISSING: row(422, 'never', ['milestone', 'tranche'],
    'Tranche {tranche} of {milestone} has no condition and is no advance.'),
  CONDITION_TOO_LARGE: row(422, 'never', ['milestone', 'tranche'],
    'The condition of tranche {tranche} of {milestone} is too deep or too large.'),
  CONDITION_NEVER_MET: row(422, 'never', ['milestone', 'tranche'],
    'The condition of tranche {tranche} of {milestone} asks for what can never be on record.'),
  CONDITION_SELF_PROVED: row(422, 'never', ['milestone', 'tranche'],
    'The payee alone could meet the condition of tranche {tranche} of {milestone}.'),
  CONDITION_PARTY_UNKNOWN: row(422, 'never', ['milestone', 'participant'],
    'A condition of {milestone} names {participant}, which is not the party it needs.'),
  MILESTONE_DEPENDENCY_UNKNOWN: row(422, 'never', ['milestone', 'dependency'],
    'Milestone {milestone} depends on {dependency}, which is not another milestone.'),
  MILESTONE_DEPENDENCY_CYCLE: row(422, 'never', ['milestone'],
    'Milestone {milestone} depends on itself.'),
  MILESTONE_DEPENDANTS_TOO_MANY: row(422, 'never', ['milestone', 'max'],
    'More than {max} milestones depend on {milestone}.'),
  REVIEWER_UNKNOWN: row(422, 'never', ['milestone'],
    'The reviewer of {milestone} is not buyer, bank or an inspector.'),
  ARBITER_MISSING: row(422, 'never', ['milestone'],
    'Silence in {milestone} calls an arbiter, and the terms name none.'),
  LONG_STOP_TOO_EARLY: row(422, 'never', ['needed'], 'The long-stop date is before {needed}.'),
  TERMS_DATE_PAST: row(422, 'never', ['path'], 'The date at {path} has passed.'),
  TERMINATION_HASH_MISMATCH: row(409, 'never', [], 'The hash is not that of the termination.'),
  TERMS_HASH_MISMATCH: row(409, 'never', [], 'The hash is not that of the terms.'),
  // private documents
  DOCUMENT_KIND_NOT_ALLOWED: row(403, 'never', ['kind'],
    'This party does not file documents of kind {kind}.'),
  DOCUMENT_HOLDER_NOT_ALLOWED: row(403, 'never', ['msp'],
    'The member {msp} is no holder of this document.'),
  DOCUMENT_NOT_COMMITTED: row(422, 'never', ['part'],
    'The document {part} is not the one that its commitment names.'),
  DOCUMENT_PARTS_INCOMPLETE: row(422, 'never', ['part'], 'The filing lacks {part}.'),
  DOCUMENT_NOT_FILED: row(409, 'after-change', ['part', 'msp'],
    'The document {part} is not in the collection of {msp}.'),
  AMOUNTS_NOT_NOMINAL: row(422, 'never', ['part'],
    'The amount of {part} is not what its share says.'),
  AMOUNTS_NOT_TOTAL: row(422, 'never', [], 'The amounts do not add up to the total.'),
  BALANCE_NOT_COVERED: row(422, 'never', [],
    'The booked balance is less than what it has to cover.'),
  AMOUNT_TOO_LARGE: row(422, 'never', ['part'], 'The amount of {part} exceeds 10^12 minor units.'),
  // business rules of a milestone
  SECURITY_TOO_SHORT: row(422, 'never', ['needed'], 'The security expires before {needed}.'),
  SECURITY_FORM_MISMATCH: row(422, 'never', ['form'],
    'What is secured of the milestone already is so by {form}.'),
  SECURITY_NOT_LATER: row(422, 'never', ['expiry'],
    'The security on record expires at {expiry}.'),
  SECURITY_DOCUMENT_REUSED: row(409, 'never', ['milestone'],
    'The security of milestone {milestone} has this document already.'),
  BALANCE_DATE_FUTURE: row(422, 'after-time', ['asOf'], 'The day {asOf} has not begun.'),
  EVIDENCE_ALREADY_ATTACHED: row(409, 'never', ['number'],
    'This file is attached already as evidence {number}.'),
  EVIDENCE_TOO_MANY: row(409, 'never', ['max'], 'More than {max} pieces of evidence.'),
  EVIDENCE_NOT_OWN: row(422, 'never', ['number'], 'Evidence {number} is not the presenter’s.'),
  EVIDENCE_INCOMPLETE: row(422, 'after-change', ['docType', 'min'],
    'The presentation names fewer than {min} of {docType}.'),
  SHARE_NOT_HELD: row(422, 'never', ['available'],
    'More is claimed than the {available} parts that can be.'),
  SHARE_NOT_BASIS_POINT: row(422, 'never', [],
    'The share is no multiple of a basis point and is not marked exact.'),
  PRESENTATION_HASH_MISMATCH: row(409, 'never', [], 'The hash is not that of the presentation.'),
  DISCREPANCIES_MISSING: row(422, 'never', [],
    'Less than the claim is accepted without a discrepancy.'),
  TRANSPORT_DOCUMENT_UNKNOWN: row(422, 'never', [],
    'The transport document is named neither in the evidence nor in the terms.'),
  // business rules of payment
  ORDER_HASH_MISMATCH: row(409, 'never', [], 'The hash is not that of the order.'),
  APPROVER_NOT_SEPARATE: row(403, 'never', ['reason'], 'Another user must approve: {reason}.'),
  EXCEPTIONS_TOO_MANY: row(409, 'after-change', ['max'], 'More than {max} exceptions are open.'),
  EXCEPTION_NOT_OWN: row(403, 'after-change', ['owner'], 'The exception is {owner}’s.'),
  REFERRAL_NOT_POSSIBLE: row(422, 'never', ['number'],
    'There is no arbiter beside its owner to refer exception {number} to.'),
  ATTEMPT_NOT_CURRENT: row(409, 'never', ['attempt'], 'Attempt {attempt} is not the current one.'),
  // the node
  NODE_BUSY: row(503, 'retry', ['max'],
    'The node runs {max} calls of this member, or all that it can, already.'),
  NODE_STOPPING: row(503, 'retry', [], 'The node is stopping and takes no more calls.'),
  // everything else
  INTERNAL: row(500, 'retry', [], 'The node failed; nothing was changed.'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

/** Parameters of a refusal, by name. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** A refusal by the rules: coded, documented, and nothing was changed. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(describeError(code, params));
  }
}

/** The sentence of a code with its parameters filled in. */
export function describeError(code: ErrorCode, params: ErrorParams): string {
  return errorTable[code].text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  );
}

/**
 * Refuses when `condition` is false.
 * @throws DomainError
 */
export function requireThat(
  condition: boolean,
  code: ErrorCode,
  params: ErrorParams = {},
): asserts condition {
  if (!condition) throw new DomainError(code, params);
}

/**
 * The value when it is there, a refusal when it is not.
 * @throws DomainError
 */
export function required<T>(value: T | undefined, code: ErrorCode, params: ErrorParams = {}): T {
  if (value === undefined) throw new DomainError(code, params);
  return value;
}
