import { randomUUID } from 'node:crypto';
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

/** Where the parties of the case find their gateways and their tokens. */
export interface HttpCastOptions {
  readonly issuerUrl: string;
  readonly clients: readonly IssuerClient[];
  /** Address of a member's gateway, by the member's name. */
  gatewayUrl(member: string): string;
}

/** The parties of the case: each with its own token at its own member's gateway. */
export function httpCast(options: HttpCastOptions): Cast {
  const tokens = new Map<string, Promise<string>>();
  return (label): Party => {
    const client = options.clients.find(({ walletLabel }) => walletLabel === label);
    if (client === undefined) throw new RangeError(`the network has no user ${label}`);
    const token = tokens.get(label) ?? tokenOf(options.issuerUrl, client);
    tokens.set(label, token);
    const url = options.gatewayUrl(client.member);
    return {
      label,
      send: async (path, body): Promise<CommandAnswer> =>
        answerSchema.parse(await call(new URL(path, url), await token, body)),
      read: async <T>(path: string): Promise<T> =>
        (await call(new URL(path, url), await token)) as T,
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
