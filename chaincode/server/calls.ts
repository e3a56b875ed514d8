import type { ChaincodeInterface, ChaincodeResponse } from 'fabric-shim';

import { DomainError, errorTable, type ErrorCode, type ErrorParams } from '../domain/index.js';
import { canonicalize } from '../ledger/codec.js';
import { runningLimits, type Admission } from './admission.js';
import type { Library } from './library.js';
import { describeThrown, type Log } from './log.js';
import type { Metrics, Outcome } from './metrics.js';

type Stub = Parameters<ChaincodeInterface['Invoke']>[0];

/** What the calls of all connections share. */
export interface CallsOptions {
  readonly library: Library;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly log: Log;
}

const ERROR_STATUS = 500;
const UNKNOWN_FUNCTION = 'unknown';

/**
 * The calls of one connected peer: each is checked, admitted, run, counted, and always answered
 * with a result or a coded refusal, whatever is thrown: a call without an answer hangs the peer.
 *
 * A call whose connection is lost waits for its peer for ever, so the loss ends its admission.
 */
export class ConnectionCalls implements ChaincodeInterface {
  readonly #options: CallsOptions;
  readonly #lost: AbortSignal;

  constructor(options: CallsOptions, lost: AbortSignal) {
    this.#options = options;
    this.#lost = lost;
  }

  /** Answers like a call: the chaincode has no initialization of its own. */
  async Init(stub: Stub): Promise<ChaincodeResponse> {
    return this.Invoke(stub);
  }

  /** Answers one call; never rejects. */
  async Invoke(stub: Stub): Promise<ChaincodeResponse> {
    const name = this.#functionOf(stub);
    try {
      const { response, outcome } = await this.#answer(stub, name);
      this.#options.metrics.count({ function: name, outcome });
      return response;
    } catch (thrown) {
      this.#options.metrics.count({ function: name, outcome: 'failed' });
      const call = { function: name, txId: stub.getTxID() };
      this.#options.log('error', 'call-failed', { ...call, ...describeThrown(thrown) });
      return failure('INTERNAL');
    }
  }

  async #answer(stub: Stub, name: string): Promise<Answer> {
    const malformed = this.#malformation(stub, name);
    if (malformed !== undefined) return { response: malformed, outcome: 'refused' };
    const { mspid } = stub.getCreator();
    const verdict = this.#options.admission.enter(mspid);
    if (verdict !== 'admitted') return { response: rejections[verdict](), outcome: 'turned_away' };
    const leave = once(() => {
      this.#options.admission.leave(mspid);
    });
    this.#lost.addEventListener('abort', leave);
    try {
      return this.#judge(await this.#options.library.chaincode.Invoke(stub), stub, name);
    } finally {
      this.#lost.removeEventListener('abort', leave);
      leave();
    }
  }

  #functionOf(stub: Stub): string {
    const name = stub.getArgs()[0] ?? '';
    return this.#options.library.functions.has(name) ? name : UNKNOWN_FUNCTION;
  }

  #malformation(stub: Stub, name: string): ChaincodeResponse | undefined {
    const expected = this.#options.library.functions.get(name);
    if (expected === undefined) {
      return failure('COMMAND_MALFORMED', { path: 'function', problem: 'there is none so named' });
    }
    if (stub.getArgs().length - 1 === expected) return undefined;
    const problem = `exactly ${expected} must be given`;
    return failure('COMMAND_MALFORMED', { path: 'arguments', problem });
  }

  /** The library turns whatever is thrown into a message; one without a known code is a bug. */
  #judge(response: ChaincodeResponse, stub: Stub, name: string): Answer {
    if (response.status < ERROR_STATUS) return { response, outcome: 'answered' };
    const code = codeOf(response.message);
    if (code !== undefined) {
      return { response, outcome: code === 'INTERNAL' ? 'failed' : 'refused' };
    }
    this.#options.log('error', 'call-uncoded', { function: name, txId: stub.getTxID() });
    return { response: failure('INTERNAL'), outcome: 'failed' };
  }
}

interface Answer {
  readonly response: ChaincodeResponse;
  readonly outcome: Outcome;
}

const rejections = {
  full: () => failure('NODE_BUSY', { max: runningLimits.ofOneMember }),
  closed: () => failure('NODE_STOPPING'),
} as const;

function failure(code: ErrorCode, params: ErrorParams = {}): ChaincodeResponse {
  const refusal = new DomainError(code, params);
  const message = canonicalize({ code: refusal.code, params: refusal.params });
  return { status: ERROR_STATUS, message, payload: Buffer.alloc(0) };
}

function codeOf(message: string | undefined): string | undefined {
  try {
    const refusal: unknown = JSON.parse(message ?? '');
    if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) return undefined;
    const { code } = refusal;
    return typeof code === 'string' && Object.hasOwn(errorTable, code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
