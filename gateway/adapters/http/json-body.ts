import type { FastifyInstance } from 'fastify';
import { depthOf, limits, type SubmissionType } from '@tranche/chaincode/domain';
import { ProblemError, type RouteAction } from '../../api/index.js';

/** Bytes that the body of a filing may have: the documents of all milestones. */
const FILING_BYTES_MAX = 512 * 1024;

/** Commands that carry private documents. */
export const filings: readonly SubmissionType[] = ['fileDocument', 'fileDisclosure'];

/** Bytes that the body of a route may have. */
export function bodyBytesMax(action: RouteAction): number {
  const isFiling = action.kind === 'command' && filings.includes(action.type);
  return isFiling ? FILING_BYTES_MAX : limits.commandBytes;
}

/**
 * Takes JSON bodies only, checked for bytes and depth before they are parsed; poisoned prototypes
 * are refused.
 */
export function registerJsonBody(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (depthOf(text, limits.jsonDepth) > limits.jsonDepth) {
      done(new ProblemError('JSON_TOO_DEEP', { max: limits.jsonDepth }));
      return;
    }
    void parse(request, text, (error, value) => {
      if (error === null) done(null, value);
      else done(new ProblemError('JSON_MALFORMED', {}, { cause: error }));
    });
  });
}
