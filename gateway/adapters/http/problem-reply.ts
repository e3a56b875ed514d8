import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isProblemCode, ProblemError, problemOf, problemTable } from '../../api/index.js';
import type { Log } from '../../core/index.js';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which a refused caller may try again. */
const RETRY_AFTER_SECONDS = 1;

/** What Fastify's own refusals are called here. */
const fastifyProblems: Readonly<Record<string, () => ProblemError>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new ProblemError('MEDIA_TYPE_UNSUPPORTED', { expected: 'application/json' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new ProblemError('REQUEST_MALFORMED', { path: 'content-length', problem: 'not the length' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new ProblemError('JSON_MALFORMED'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new ProblemError('JSON_MALFORMED'),
  FST_ERR_BAD_URL: () =>
    new ProblemError('REQUEST_MALFORMED', { path: 'url', problem: 'not a valid address' }),
};

/** What a refusal depends on beside the error itself. */
export interface RefusedRequest {
  readonly isCommand: boolean;
  /** Bytes that the body may have. */
  readonly bodyLimit: number;
}

/** The coded refusal that an error stands for; `INTERNAL` for what nobody foresaw. */
export function problemErrorOf(error: unknown, request: RefusedRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Error)) return new ProblemError('INTERNAL', {}, { cause: error });
  const { code } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new ProblemError('BODY_TOO_LARGE', { max: request.bodyLimit });
  }
  if (code === 'FST_ERR_RESPONSE_SERIALIZATION') {
    return new ProblemError('ANSWER_MALFORMED', {}, { cause: error });
  }
  const known = code === undefined ? undefined : fastifyProblems[code];
  if (known !== undefined) return known();
  return schemaProblem(error, request) ?? new ProblemError('INTERNAL', {}, { cause: error });
}

/** The refusal of a request that its schema does not allow: it names the field, never the value. */
function schemaProblem(error: Error, { isCommand }: RefusedRequest): ProblemError | undefined {
  const { validation, validationContext = '' } = error as Partial<FastifyError>;
  if (validation === undefined) return undefined;
  const { instancePath = '', message = 'malformed' } = validation[0] ?? {};
  const field = instancePath.slice(1).replaceAll('/', '.');
  const problem = message.slice(0, PROBLEM_TEXT_MAX);
  if (isCommand && validationContext === 'body') {
    return new ProblemError('COMMAND_MALFORMED', { path: field === '' ? '$' : field, problem });
  }
  const path = field === '' ? validationContext : `${validationContext}.${field}`;
  return new ProblemError('REQUEST_MALFORMED', { path, problem });
}

const PROBLEM_TEXT_MAX = 200;

/** Sends a problem document, RFC 9457. */
export function sendProblem(
  of: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly log: Log },
  error: ProblemError,
): FastifyReply {
  const { request, reply, log } = of;
  const problem = problemOf(error, request.id);
  const fields = { requestId: request.id, code: problem.code, txId: problem.txId, error };
  if (problem.status >= 500) log.error('request failed', fields);
  else log.debug('request refused', fields);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  const isLoad = problem.status === 503 || problem.status === 429;
  if (isLoad) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .header('content-type', PROBLEM_TYPE)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem);
}

/** A page for people about a code, or undefined when there is no such code. */
export function errorPage(code: string): string | undefined {
  if (!isProblemCode(code)) return undefined;
  const { status, retry, text, params } = problemTable[code];
  const advice = {
    never: 'The same request will not succeed.',
    'after-change': 'It can succeed once what it names has changed.',
    'after-time': 'It can succeed later.',
    retry: 'The same request, with the same Idempotency-Key, can be sent again.',
  }[retry];
  return [
    `# ${code}`,
    '',
    text,
    '',
    `HTTP status ${String(status)}. ${advice}`,
    ...(params.length === 0 ? [] : ['', `Parameters: ${params.join(', ')}.`]),
    '',
  ].join('\n');
}
