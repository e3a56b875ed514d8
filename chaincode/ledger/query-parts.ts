import { DomainError, type Rules } from '../domain/index.js';
import { decode, parseBounded } from './codec.js';
import { keys } from './keys.js';
import type { Call, LedgerReads } from './ledger-state.js';

/** Answers one type of question. */
export type Query = (reads: LedgerReads, call: Call) => Promise<unknown>;

/** What parses a question. */
export interface QuerySchema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false };
}

/** The question in a call. @throws DomainError COMMAND_MALFORMED */
export function parseQuery<T>(schema: QuerySchema<T>, input: string): T {
  const parsed = schema.safeParse(parseBounded(input));
  if (parsed.success) return parsed.data;
  throw new DomainError('COMMAND_MALFORMED', { path: '$', problem: 'not a query of this kind' });
}

/** The rules in force, once the consortium is founded. */
export async function rulesOf(reads: Pick<LedgerReads, 'get'>): Promise<Rules | undefined> {
  const bytes = await reads.get(keys.rules());
  return bytes === undefined ? undefined : decode<Rules>(bytes);
}
