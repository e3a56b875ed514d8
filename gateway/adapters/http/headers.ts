import type { IncomingHttpHeaders } from 'node:http';
import { commandIdSchema, type CommandId } from '@tranche/chaincode/domain';
import { ProblemError } from '../../api/index.js';

const BEARER_PATTERN = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;
const TOKEN_LENGTH_MAX = 16 * 1024;

/**
 * The bearer token of a request.
 * @throws ProblemError TOKEN_MISSING
 */
export function tokenOf({ authorization = '' }: IncomingHttpHeaders): string {
  const token = BEARER_PATTERN.exec(authorization)?.[1];
  if (token === undefined || token.length > TOKEN_LENGTH_MAX)
    throw new ProblemError('TOKEN_MISSING');
  return token;
}

/**
 * The command id: the key under which the same command happens once.
 * @throws ProblemError IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED
 */
export function commandIdOf(headers: IncomingHttpHeaders): CommandId {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') throw new ProblemError('IDEMPOTENCY_KEY_MISSING');
  const parsed = commandIdSchema.safeParse(key);
  if (!parsed.success) throw new ProblemError('IDEMPOTENCY_KEY_MALFORMED');
  return parsed.data;
}

/** Whether the caller asks not to wait for the block (RFC 7240). */
export function prefersAsync({ prefer }: IncomingHttpHeaders): boolean {
  const preferences = (Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '')).split(',');
  return preferences.some((preference) => preference.trim().toLowerCase() === 'respond-async');
}

/**
 * Checks the headers of a command before its body is read.
 * @throws ProblemError IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED
 */
export function checkCommandHeaders(headers: IncomingHttpHeaders): void {
  commandIdOf(headers);
}
