import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HttpUser, type HttpAnswer, type HttpCastOptions } from './http-user.js';
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

/**
 * The parties of the case: each with its own token at its own member's gateway. A peer may be a
 * moment behind another member's, so a party first waits until its own node has seen what the
 * others did.
 */
export function httpCast(options: HttpCastOptions): Cast {
  const users = new Map<string, HttpUser>();
  let last: { readonly txId: string; readonly seenBy: Set<string> } | undefined;
  const upToDate = async (user: HttpUser): Promise<void> => {
    if (last === undefined || last.seenBy.has(user.member)) return;
    const { txId, seenBy } = last;
    await user.waitFor(txId);
    seenBy.add(user.member);
  };
  return (label): Party => {
    const user = users.get(label) ?? HttpUser.of(options, label);
    users.set(label, user);
    return {
      label,
      send: async (path, body): Promise<CommandAnswer> => {
        await upToDate(user);
        const answer = answerSchema.parse(accepted(await user.post(path, body, randomUUID())));
        last = { txId: answer.txId, seenBy: new Set([user.member]) };
        return answer;
      },
      read: async <T>(path: string): Promise<T> => {
        await upToDate(user);
        return accepted(await user.get(path)) as T;
      },
    };
  };
}

function accepted(answer: HttpAnswer): unknown {
  if (answer.status < 300) return answer.body;
  const problem = problemSchema.safeParse(answer.body);
  throw problem.success
    ? new RefusedError(problem.data.code, problem.data.detail ?? '')
    : new RefusedError('ANSWER_UNKNOWN', `the gateway answered ${String(answer.status)}`);
}
