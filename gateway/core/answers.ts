import { z } from 'zod';
import { ProblemError, type CommandAnswer } from '../api/index.js';
import type { Commit } from './ports.js';

const doneSchema = z.looseObject({
  replayed: z.literal(false),
  txId: z.string(),
  at: z.int(),
  agreementId: z.string().exactOptional(),
  events: z.array(z.looseObject({ type: z.string() })),
});

const replayedSchema = z.looseObject({ replayed: z.literal(true), txId: z.string() });

const responseSchema = z.discriminatedUnion('replayed', [doneSchema, replayedSchema]);

/** What the chaincode says of a command: done now, or done before in another transaction. */
export type ChaincodeResponse = z.infer<typeof responseSchema>;

/**
 * JSON of the ledger.
 * @throws ProblemError ANSWER_MALFORMED
 */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ProblemError('ANSWER_MALFORMED', {}, { cause });
  }
}

/**
 * A value of the ledger in the shape that the use case needs.
 * @throws ProblemError ANSWER_MALFORMED
 */
export function shaped<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError('ANSWER_MALFORMED', {}, { cause: parsed.error });
}

/**
 * The response of a command's transaction.
 * @throws ProblemError ANSWER_MALFORMED
 */
export function parseResponse(text: string): ChaincodeResponse {
  return shaped(responseSchema, parseAnswer(text));
}

/** What a committed command is answered with. */
export function commandAnswer(of: {
  readonly response: string;
  readonly commit: Commit;
  readonly endorsedBy: readonly string[];
  /** Absent when no agreement's policy applies. */
  readonly bank?: string;
}): CommandAnswer {
  const done = shaped(doneSchema, parseAnswer(of.response));
  const { txId, at, agreementId, events } = done;
  return {
    txId,
    block: of.commit.block,
    time: at,
    ...(agreementId === undefined ? {} : { agreementId }),
    events,
    endorsedBy: [...of.endorsedBy],
    ...(of.bank === undefined ? {} : { endorsedWithoutBank: !of.endorsedBy.includes(of.bank) }),
  };
}
