import {
  DomainError,
  type EndorsementParties,
  type Msp,
  type Sha256,
} from '@tranche/chaincode/domain';
import {
  canonicalize,
  sha256,
  transact,
  type Entry,
  type LedgerState,
  type RecordType,
} from '@tranche/chaincode/ledger';
import type { Transaction } from './consortium.js';
import { MemoryLedger } from './memory-ledger.js';

/** Everything by which two nodes can tell that they did not do the same, in the order of doing. */
export interface Trace {
  readonly txId: string;
  /** Each read, write, policy and private write, as one line. */
  readonly operations: readonly string[];
  /** The response and the event, or the refusal. */
  readonly answer: string;
}

/** What runs a transaction: the chaincode's, or one with a fault planted in it. */
export type Transact = typeof transact;

/** A ledger, and what each of its transactions did. */
export interface Played {
  readonly ledger: MemoryLedger;
  readonly traces: readonly Trace[];
}

/** Plays transactions on an empty ledger, one after the other. */
export async function playAll(
  transactions: readonly Transaction[],
  run: Transact = transact,
): Promise<Played> {
  const ledger = new MemoryLedger();
  const traces: Trace[] = [];
  for (const transaction of transactions) traces.push(await traceOf(ledger, transaction, run));
  return { ledger, traces };
}

/** Runs one transaction and commits it, unless it is refused. */
export async function traceOf(
  ledger: MemoryLedger,
  { type, call }: Transaction,
  run: Transact = transact,
): Promise<Trace> {
  const simulated = ledger.simulate();
  const state = new TracedState(simulated);
  const { txId } = call;
  try {
    const answer = await run(state, type, call);
    ledger.commit(simulated.simulation, call, answer);
    const { response, event } = answer;
    const payload = event === undefined ? null : textOf(event.payload);
    const answered = canonicalize({ response, event: event?.name ?? null, payload });
    return { txId, operations: state.operations, answer: answered };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, params } = error;
    return { txId, operations: state.operations, answer: canonicalize({ code, params }) };
  }
}

/** Bytes of canonical text; what is none is shown in hexadecimal. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : Buffer.from(bytes).toString('hex');
}

/** A state that notes what is done to it. */
class TracedState implements LedgerState {
  readonly operations: string[] = [];
  readonly #inner: LedgerState;

  constructor(inner: LedgerState) {
    this.#inner = inner;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const value = await this.#inner.get(key);
    this.#note('get', key, value === undefined ? '' : sha256(value));
    return value;
  }

  async list(type: RecordType, max: number): Promise<readonly Entry[]> {
    const entries = await this.#inner.list(type, max);
    this.#note('list', type, ...entries.map(({ key, value }) => `${key} ${sha256(value)}`));
    return entries;
  }

  async put(key: string, value: Uint8Array): Promise<void> {
    this.#note('put', key, textOf(value));
    await this.#inner.put(key, value);
  }

  async setPolicy(key: string, parties: EndorsementParties): Promise<void> {
    this.#note('policy', key, canonicalize(parties));
    await this.#inner.setPolicy(key, parties);
  }

  async privateHash(msp: Msp, key: string): Promise<Sha256 | undefined> {
    const hash = await this.#inner.privateHash(msp, key);
    this.#note('privateHash', msp, key, hash ?? '');
    return hash;
  }

  async putPrivate(msp: Msp, key: string, value: Uint8Array): Promise<void> {
    this.#note('putPrivate', msp, key, textOf(value));
    await this.#inner.putPrivate(msp, key, value);
  }

  #note(...parts: readonly string[]): void {
    this.operations.push(parts.map((part) => part.replaceAll('\u0000', '/')).join(' '));
  }
}
