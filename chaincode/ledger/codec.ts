import { createHash } from 'node:crypto';
import {
  depthOf,
  DomainError,
  InvariantError,
  invariant,
  limits,
  sha256Schema,
  utf8Length,
  type Sha256,
} from '../domain/index.js';

/**
 * Canonical text of a value: JSON with sorted keys, integers only, nothing undefined. Two equal
 * values have one text, on every node.
 * @throws InvariantError for what has no canonical text; a programming error
 */
export function canonicalize(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), 'a number on record is a safe integer');
    return String(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalize).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) return canonicalObject(value);
  throw new InvariantError(`a ${typeof value} has no canonical text`);
}

/** Every record passes here several times in a transaction, so no lists are made on the way. */
function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let members = '';
  for (const key of Object.keys(value).sort(byCodeUnits)) {
    const separator = members === '' ? '' : ',';
    members += `${separator}${JSON.stringify(key)}:${canonicalize(value[key])}`;
  }
  return `{${members}}`;
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** SHA-256 of bytes or of UTF-8 text. */
export function sha256(content: string | Uint8Array): Sha256 {
  return sha256Schema.parse(createHash('sha256').update(content).digest('hex'));
}

/** SHA-256 of a value's canonical text. */
export function hashOf(value: unknown): Sha256 {
  return sha256(canonicalize(value));
}

/**
 * Parses the text of a command after checking its size and depth, so that no later step meets a
 * hostile shape.
 * @throws DomainError COMMAND_TOO_LARGE, COMMAND_MALFORMED
 */
export function parseBounded(text: string, maxBytes: number = limits.commandBytes): unknown {
  const bytes = utf8Length(text);
  if (bytes > maxBytes) throw new DomainError('COMMAND_TOO_LARGE', { bytes, max: maxBytes });
  if (bytes < 0 || depthOf(text, limits.jsonDepth) > limits.jsonDepth) {
    throw new DomainError('COMMAND_MALFORMED', {
      path: '$',
      problem: 'not well-formed or too deep',
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DomainError('COMMAND_MALFORMED', { path: '$', problem: 'not JSON' });
  }
}

/** The record in the bytes of a key's value; records are written by `encode` alone. */
export function decode<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
}

/** Canonical bytes of a record. */
export function encode(value: unknown): Uint8Array {
  return Buffer.from(canonicalize(value), 'utf8');
}
