import {
  describeError,
  errorTable,
  type ErrorCode,
  type ErrorEntry,
  type ErrorParams,
  type RetryClass,
} from '@tranche/chaincode/domain';
import { z } from 'zod';

function row(
  status: number,
  retry: RetryClass,
  params: readonly string[],
  text: string,
): ErrorEntry {
  return { status, retry, params, text };
}

/** Every refusal of a gateway itself. Codes are permanent, as those of the rules are. */
export const gatewayProblems = {
  // request
  REQUEST_MALFORMED: row(
    400,
    'never',
    ['path', 'problem'],
    'The request is malformed at {path}: {problem}.',
  ),
  JSON_MALFORMED: row(400, 'never', [], 'The body is no JSON object that can be taken.'),
  JSON_TOO_DEEP: row(400, 'never', ['max'], 'The body is nested deeper than {max} levels.'),
  BODY_TOO_LARGE: row(413, 'never', ['max'], 'The body has more than {max} bytes.'),
  MEDIA_TYPE_UNSUPPORTED: row(415, 'never', ['expected'], 'The body must be {expected}.'),
  ROUTE_NOT_FOUND: row(404, 'never', [], 'There is nothing at this address.'),
  METHOD_NOT_ALLOWED: row(405, 'never', ['allowed'], 'This address takes {allowed} only.'),
  IDEMPOTENCY_KEY_MISSING: row(400, 'never', [], 'A command needs the header Idempotency-Key.'),
  IDEMPOTENCY_KEY_MALFORMED: row(
    400,
    'never',
    [],
    'Idempotency-Key has 1 to 64 of A-Z a-z 0-9 . _ - and starts with none of the signs.',
  ),
  // caller
  TOKEN_MISSING: row(401, 'never', [], 'A bearer token is needed.'),
  TOKEN_INVALID: row(401, 'never', ['reason'], 'The token is not accepted: {reason}.'),
  TOKEN_EXPIRED: row(401, 'after-change', [], 'The token has expired.'),
  PARTICIPANT_NOT_OURS: row(
    403,
    'never',
    ['participant'],
    'This gateway does not serve {participant}.',
  ),
  IDENTITY_MISSING: row(
    403,
    'after-change',
    ['user'],
    'There is no signing identity for the user {user}.',
  ),
  IDENTITY_REJECTED: row(
    403,
    'after-change',
    [],
    'The ledger does not accept the user’s certificate.',
  ),
  DOCUMENT_NOT_SHOWN: row(
    403,
    'never',
    ['kind'],
    'This participant is not shown documents of kind {kind}.',
  ),
  // templates
  TEMPLATE_NOT_FOUND: row(404, 'never', ['id'], 'There is no template {id}.'),
  TEMPLATE_MILESTONE_UNKNOWN: row(
    422,
    'never',
    ['id'],
    'The template has no milestone {id} to change.',
  ),
  TEMPLATE_PARTY_MISSING: row(
    422,
    'never',
    ['role', 'milestone'],
    'Milestone {milestone} of the template needs an {role}, and the parties name none.',
  ),
  TEMPLATE_PREVIOUS_MISSING: row(
    422,
    'never',
    ['milestone'],
    'Milestone {milestone} of the template runs from the one before it, and depends on none.',
  ),
  TEMPLATE_TERMS_MALFORMED: row(
    422,
    'never',
    ['path', 'problem'],
    'The terms made from the template are malformed at {path}: {problem}.',
  ),
  // load
  PARTICIPANT_REQUESTS_TOO_MANY: row(
    429,
    'retry',
    ['max'],
    'More than {max} requests of this participant are under way.',
  ),
  GATEWAY_BUSY: row(503, 'retry', ['max'], 'More than {max} requests are under way.'),
  GATEWAY_STOPPING: row(503, 'retry', [], 'The gateway is stopping.'),
  // what it stands on
  ISSUER_UNAVAILABLE: row(503, 'retry', [], 'The issuer’s keys cannot be read now.'),
  LEDGER_UNAVAILABLE: row(
    503,
    'retry',
    [],
    'The ledger cannot be reached now; nothing was changed.',
  ),
  LEDGER_BUSY: row(503, 'retry', [], 'The ledger takes no more now; nothing was changed.'),
  LEDGER_TIMED_OUT: row(
    504,
    'retry',
    [],
    'The ledger did not answer in time; nothing was changed.',
  ),
  NOT_ENDORSED: row(503, 'retry', [], 'Too few members agreed on a result; nothing was changed.'),
  CONFLICT_PERSISTED: row(
    409,
    'retry',
    ['attempts'],
    'Other transactions came first {attempts} times; nothing was changed.',
  ),
  TRANSACTION_INVALID: row(
    409,
    'after-change',
    ['validation'],
    'The ledger found the transaction invalid: {validation}.',
  ),
  OUTCOME_UNKNOWN: row(
    503,
    'retry',
    [],
    'The outcome is not known yet; the same request will tell.',
  ),
  TRANSACTION_NOT_FOUND: row(404, 'retry', ['txId'], 'No block holds the transaction {txId} yet.'),
  ANSWER_MALFORMED: row(
    502,
    'never',
    [],
    'The ledger’s answer is not what this gateway understands.',
  ),
} as const satisfies Record<string, ErrorEntry>;

/** A code of the gateway's own. */
export type GatewayProblemCode = keyof typeof gatewayProblems;
/** A code of the rules or of the gateway. */
export type ProblemCode = ErrorCode | GatewayProblemCode;

/** Every code that an answer of this gateway can carry. */
export const problemTable: Readonly<Record<ProblemCode, ErrorEntry>> = {
  ...errorTable,
  ...gatewayProblems,
};

/** Whether a text is a code of the table. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemTable, code);
}

/** Answer to a refused request, RFC 9457. */
export const problemSchema = z.strictObject({
  /** Page of the code, relative to the gateway. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  retry: z.enum(['never', 'after-change', 'after-time', 'retry']),
  requestId: z.string(),
  txId: z.string().exactOptional(),
});
/** A problem document. */
export type Problem = z.infer<typeof problemSchema>;

/** A coded refusal on its way to the caller. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly params: ErrorParams;
  /** The transaction that it is about, when there is one. */
  readonly txId?: string;

  constructor(
    readonly code: ProblemCode,
    params: ErrorParams = {},
    options: { readonly cause?: unknown; readonly txId?: string } = {},
  ) {
    super(
      describeProblem(code, params),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.params = params;
    if (options.txId !== undefined) this.txId = options.txId;
  }
}

/** The sentence of a code with its parameters filled in. */
export function describeProblem(code: ProblemCode, params: ErrorParams): string {
  if (Object.hasOwn(errorTable, code)) return describeError(code as ErrorCode, params);
  return problemTable[code].text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  );
}

/** Title of a code: its words, the same for every occurrence. */
export function titleOf(code: ProblemCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The problem document of a refusal. */
export function problemOf(error: ProblemError, requestId: string): Problem {
  const { code, params, txId } = error;
  const { status, retry } = problemTable[code];
  return {
    type: `/errors/${code}`,
    title: titleOf(code),
    status,
    detail: describeProblem(code, params),
    code,
    params: { ...params },
    retry,
    requestId,
    ...(txId === undefined ? {} : { txId }),
  };
}
