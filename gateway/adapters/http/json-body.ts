import type { FastifyInstance } from 'fastify';
import { limits } from '@tranche/chaincode/domain';
import { ProblemError, type RouteAction } from '../../api/index.js';

/** Bytes that the body of a filing may have: the documents of all milestones. */
const FILING_BYTES_MAX = 512 * 1024;

/** Bytes that the body of a route may have. */
export function bodyBytesMax(action: RouteAction): number {
  const isFiling = action.kind === 'command' && action.type === 'fileDocument';
  return isFiling ? FILING_BYTES_MAX : limits.commandBytes;
}

/** Deepest nesting of a JSON text, found without parsing it; stops counting above `max`. */
export function depthOf(text: string, max: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length && deepest <= max; index += 1) {
    const character = text.charAt(index);
    if (character === '"') index = endOfString(text, index);
    else depth += steps[character] ?? 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Index of the quote that ends a string; the text's length when none does. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') return index;
    if (character === '\\') index += 1;
  }
  return text.length;
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
