import { DomainError, type QueryType, type SubmissionType } from '../domain/index.js';
import { callOf, FabricState } from '../ledger/fabric-state.js';
import type { Context } from '../ledger/fabric.js';
import { ask, canonicalize, transact } from '../ledger/index.js';

/**
 * Runs one command of a Fabric transaction; refusals leave as canonical JSON in the error's
 * message.
 */
export function submit(context: Context, type: SubmissionType, input: string): Promise<string> {
  return guarded(context, async () => {
    const ledger = new FabricState(context);
    const { response, event } = await transact(ledger, type, callOf(context, input));
    if (event !== undefined) ledger.emit(event);
    return response;
  });
}

/** Answers one question; its contract never writes. */
export function query(context: Context, type: QueryType, input: string): Promise<string> {
  return guarded(context, () => ask(new FabricState(context), type, callOf(context, input)));
}

/**
 * The chaincode's outer edge: a refusal travels as `{code, params}`; anything else is a bug, which
 * is logged with its stack and answered `INTERNAL`. A thrown non-error would hang the peer.
 */
export async function guarded<T>(context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusal(error, context.stub.getTxID());
  }
}

function refusal(error: unknown, txId: string): Error {
  if (error instanceof DomainError) {
    const { code, params } = error;
    return new Error(canonicalize({ code, params }), { cause: error });
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : 'a non-error was thrown';
  process.stderr.write(`${canonicalize({ level: 'error', event: 'internal', stack, txId })}\n`);
  return new Error(canonicalize({ code: 'INTERNAL', params: {} }), { cause: error });
}
