import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { IssuerClient } from '../../network/issuer-config.js';
import { fetchToken } from '../../network/issuer/tokens.js';
import type { Cast, CommandAnswer, Party } from './party.js';

/** A gateway answered with a refusal. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(`${code}: ${sentence}`);
  }
}

const problemSchema = z.looseObject({ code: z.string(), detail: z.string().exactOptional() });
const answerSchema = z.looseObject({
  txId: z.string(),
  block: z.string(),
  time: z.int(),
  agreementId: z.string().exactOptional(),
  endorsedBy: z.array(z.string()).exactOptional(),
});

const transactionSchema = z.looseObject({ status: z.string() });

/** A node that has not seen a transaction yet does not know it. */
function pendingIfUnknown(error: unknown): { readonly status: string } {
  if (error instanceof RefusedError && error.code === 'TRANSACTION_NOT_FOUND') {
    return { status: 'pending' };
  }
  throw error;
}

/** Where the parties of the case find their gateways and their tokens. */
export interface HttpCastOptions {
  readonly issuerUrl: string;
  readonly clients: readonly IssuerClient[];
  /** Address of a member's gateway, by the member's name. */
  gatewayUrl(member: string): string;
}

/** Most time that a member's peer may be behind another's. */
const SEEN_WITHIN_MILLIS = 10_000;
const SEEN_POLL_MILLIS = 20;

/**
 * The parties of the case: each with its own token at its own member's gateway. A peer may be a
 * moment behind another member's, so a party first waits until its own node has seen what the
 * others did.
 */
export function httpCast(options: HttpCastOptions): Cast {
  const tokens = new Map<string, Promise<string>>();
  let last: { readonly txId: string; readonly seenBy: Set<string> } | undefined;
  const seen = async (member: string, url: string, token: string): Promise<void> => {
    if (last === undefined || last.seenBy.has(member)) return;
    const { txId, seenBy } = last;
    const deadline = performance.now() + SEEN_WITHIN_MILLIS;
    while (performance.now() < deadline) {
      const { status } = transactionSchema.parse(
        await call(new URL(`/v1/transactions/${txId}`, url), token).catch(pendingIfUnknown),
      );
      if (status !== 'pending') break;
      await setTimeout(SEEN_POLL_MILLIS);
    }
    seenBy.add(member);
  };
  return (label): Party => {
    const client = options.clients.find(({ walletLabel }) => walletLabel === label);
    if (client === undefined) throw new RangeError(`the network has no user ${label}`);
    const token = tokens.get(label) ?? tokenOf(options.issuerUrl, client);
    tokens.set(label, token);
    const url = options.gatewayUrl(client.member);
    return {
      label,
      send: async (path, body): Promise<CommandAnswer> => {
        await seen(client.member, url, await token);
        const sent = await call(new URL(path, url), await token, body);
        const answer = answerSchema.parse(sent);
        last = { txId: answer.txId, seenBy: new Set([client.member]) };
        return answer;
      },
      read: async <T>(path: string): Promise<T> => {
        await seen(client.member, url, await token);
        return (await call(new URL(path, url), await token)) as T;
      },
    };
  };
}

/** A fresh token of a user. */
export async function tokenOf(issuerUrl: string, client: IssuerClient): Promise<string> {
  const { clientId, clientSecret } = client;
  const { token } = await fetchToken({ issuerUrl, clientId, clientSecret });
  return token;
}

async function call(url: URL, token: string, body?: unknown): Promise<unknown> {
  const authorization = `Bearer ${token}`;
  const response = await fetch(
    url,
    body === undefined
      ? { headers: { authorization } }
      : {
          method: 'POST',
          headers: {
            authorization,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body: JSON.stringify(body),
        },
  );
  const answer = (await response.json()) as unknown;
  if (response.ok) return answer;
  const problem = problemSchema.safeParse(answer);
  throw problem.success
    ? new RefusedError(problem.data.code, problem.data.detail ?? '')
    : new RefusedError('ANSWER_UNKNOWN', `${url.pathname} answered ${String(response.status)}`);
}
