import {
  commandCatalogue,
  DomainError,
  instantSchema,
  type Instant,
  type Msp,
  type SubmissionType,
  type TxId,
} from '@tranche/chaincode/domain';
import { ask, sha256, transact, type Answer, type Call } from '@tranche/chaincode/ledger';
import {
  LedgerFailure,
  type Clock,
  type Commit,
  type CommitQuestion,
  type CommittedTransaction,
  type EndorsedTransaction,
  type Ledger,
  type Path,
  type Proposal,
  type SigningIdentity,
} from '@tranche/gateway/core';
import { userOf } from '../../../support/cast.js';
import type { MemoryConsortium } from '../../../support/consortium.js';
import type { SimulatedState } from '../../../support/memory-ledger.js';

interface Endorsed {
  readonly state: SimulatedState;
  readonly call: Call;
  readonly answer: Answer;
  readonly seen: ReadonlyMap<string, Uint8Array | undefined>;
  readonly endorsedBy: readonly Msp[];
}

const SECOND_MILLIS = 1_000;

/**
 * A channel over the in-memory ledger: endorsing, ordering and committing as Fabric does, in one
 * process.
 */
export class MemoryChannel implements Ledger {
  readonly peers: readonly string[];
  readonly #consortium: MemoryConsortium;
  readonly #member: Msp;
  /** Dates the transactions; a second after the other from the consortium's time when absent. */
  readonly #clock: Pick<Clock, 'now'> | undefined;
  readonly #endorsed = new Map<string, Endorsed>();
  readonly #committed = new Map<string, Commit>();
  #count = 0;

  constructor(
    consortium: MemoryConsortium,
    member: Msp,
    options: { readonly peers?: readonly string[]; readonly clock?: Pick<Clock, 'now'> } = {},
  ) {
    this.#consortium = consortium;
    this.#member = member;
    this.peers = options.peers ?? ['own'];
    this.#clock = options.clock;
  }

  /** How many transactions entered the ledger. */
  get committedCount(): number {
    return [...this.#committed.values()].filter(({ validation }) => validation === 'VALID').length;
  }

  async evaluate(as: SigningIdentity, proposal: Proposal): Promise<string> {
    const call = this.#callOf(as, proposal, sha256('evaluation'));
    if (proposal.transaction === 'build') return '{"codeDigest":"aa"}';
    return this.#refusing(() =>
      ask(
        this.#consortium.ledger.readsOn(this.#member),
        proposal.transaction as Parameters<typeof ask>[1],
        call,
      ),
    );
  }

  async endorse(as: SigningIdentity, proposal: Proposal, path: Path): Promise<EndorsedTransaction> {
    this.#count += 1;
    const txId = sha256(`${this.#member} ${String(this.#count)}`) as string;
    const type = proposal.transaction as SubmissionType;
    if (commandCatalogue[type].contract !== proposal.contract)
      throw new Error('the contract is wrong');
    const call = this.#callOf(as, proposal, txId);
    const state = this.#consortium.ledger.simulate();
    const answer = await this.#refusing(() => transact(state, type, call));
    const { values } = this.#consortium.ledger;
    const seen = new Map(state.simulation.reads.map((key) => [key, values.get(key)]));
    const endorsedBy = path.endorsers ?? [this.#member];
    this.#endorsed.set(txId, { state, call, answer, seen, endorsedBy });
    return { txId, bytes: Buffer.from(txId), endorsedBy, response: answer.response };
  }

  submit(_as: SigningIdentity, bytes: Uint8Array): Promise<void> {
    const txId = Buffer.from(bytes).toString();
    const endorsed = this.#endorsed.get(txId);
    if (endorsed === undefined || this.#committed.has(txId)) {
      return Promise.reject(new LedgerFailure('unknown-outcome', 'request already processed'));
    }
    const { values } = this.#consortium.ledger;
    const isCurrent = [...endorsed.seen].every(([key, value]) => values.get(key) === value);
    if (isCurrent) {
      const { state, call, answer } = endorsed;
      this.#consortium.ledger.commit(state.simulation, call, answer);
    }
    const block = String(this.#committed.size + 1);
    this.#committed.set(txId, { validation: isCurrent ? 'VALID' : 'MVCC_READ_CONFLICT', block });
    return Promise.resolve();
  }

  commitOf(_as: SigningIdentity, { txId }: CommitQuestion): Promise<Commit> {
    const commit = this.#committed.get(txId);
    if (commit !== undefined) return Promise.resolve(commit);
    return Promise.reject(new LedgerFailure('unknown-outcome', 'not in a block in time'));
  }

  find(_as: SigningIdentity, txId: string): Promise<CommittedTransaction | undefined> {
    const commit = this.#committed.get(txId);
    const endorsed = this.#endorsed.get(txId);
    if (commit === undefined || endorsed === undefined) return Promise.resolve(undefined);
    const { validation } = commit;
    const { answer, endorsedBy } = endorsed;
    return Promise.resolve({ validation, endorsedBy, response: answer.response });
  }

  isReachable(): Promise<boolean> {
    return Promise.resolve(true);
  }

  #callOf(as: SigningIdentity, { argument = '{}', transient = {} }: Proposal, txId: string): Call {
    return {
      actor: userOf(as.label),
      at: this.#now(),
      txId: txId as TxId,
      input: argument,
      transient: new Map(
        Object.entries(transient).map(([field, value]) => [field, Buffer.from(value)]),
      ),
    };
  }

  #now(): Instant {
    const at = this.#consortium.now() + this.#count * SECOND_MILLIS;
    return instantSchema.parse(this.#clock?.now() ?? at);
  }

  async #refusing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      const refusal = { code, params, by: [this.#member] };
      throw new LedgerFailure('refused', code, { cause: error, refusal });
    }
  }
}
