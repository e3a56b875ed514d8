import { row, type ErrorEntry } from './row.js';

/** Refusals of what cannot be read, of who calls, of what does not exist, and of the node. */
export const errorsOfCalls = {
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
  ORDER_NOT_FOUND: row(404, 'never', ['id'], 'There is no order {id} in this milestone.'),
  HOLD_NOT_FOUND: row(404, 'never', ['id'], 'The order {id} is not held.'),
  EXCEPTION_NOT_FOUND: row(404, 'never', ['number'], 'Exception {number} is not open.'),
  RESOLUTION_NOT_FOUND: row(404, 'never', ['number'],
    'No resolution of exception {number} has this note.'),
  EVIDENCE_NOT_FOUND: row(404, 'never', ['number'],
    'There is no evidence {number} in this milestone.'),
  PRESENTATION_NOT_FOUND: row(404, 'never', ['number'],
    'There is no presentation {number} in this milestone.'),
  RECORD_NOT_FOUND: row(404, 'never', ['what', 'number'],
    'There is no {what} {number} in this milestone.'),
  NEED_NOT_FOUND: row(404, 'never', ['need'], 'The terms of this milestone name no need {need}.'),
  DOCUMENT_NOT_FOUND: row(404, 'after-change', ['part'],
    'The document {part} is not on this node.'),
  // repeat
  COMMAND_ID_REUSED: row(422, 'never', ['commandId'],
    'The command id {commandId} was used for another command.'),
  PARTICIPANT_TOO_BUSY: row(429, 'retry', ['max'],
    'More than {max} acts on this milestone within a minute.'),
  ACTS_EXHAUSTED: row(409, 'never', ['max'],
    'All {max} acts of this participant on this milestone are used.'),
  // the node
  NODE_BUSY: row(503, 'retry', ['max'],
    'The node runs {max} calls of this member, or all that it can, already.'),
  NODE_STOPPING: row(503, 'retry', [], 'The node is stopping and takes no more calls.'),
  // everything else
  INTERNAL: row(500, 'retry', [], 'The node failed; nothing was changed.'),
} as const satisfies Record<string, ErrorEntry>;
