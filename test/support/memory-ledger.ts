import {
  type EndorsementParties,
  type Instant,
  type Msp,
  type Sha256,
  type TxId,
} from '@tranche/chaincode/domain';
import {
  sha256,
  splitKey,
  type Answer,
  type Call,
  type Entry,
  type HistoryEntry,
  type LedgerReads,
  type LedgerState,
  type RecordType,
} from '@tranche/chaincode/ledger';

/** A write set as Fabric would carry it: what a transaction changes, in the order of its calls. */
export interface Simulation {
  readonly reads: readonly string[];
  readonly puts: ReadonlyMap<string, Uint8Array>;
  readonly policies: ReadonlyMap<string, EndorsementParties>;
  readonly privatePuts: ReadonlyMap<
    string,
    { readonly msp: Msp; readonly key: string; readonly value: Uint8Array }
  >;
}

/** The committed values that a node keeps. */
interface World {
  readonly values: Map<string, Uint8Array>;
  readonly policies: Map<string, EndorsementParties>;
  readonly privateValues: Map<string, Uint8Array>;
  readonly history: Map<string, HistoryEntry[]>;
}

/** One transaction's view of a world: reads see what was committed before it, as in Fabric. */
export class SimulatedState implements LedgerState {
  readonly #world: World;
  readonly #reads: string[] = [];
  readonly #puts = new Map<string, Uint8Array>();
  readonly #policies = new Map<string, EndorsementParties>();
  readonly #privatePuts = new Map<string, { msp: Msp; key: string; value: Uint8Array }>();

  constructor(world: World) {
    this.#world = world;
  }

  get(key: string): Promise<Uint8Array | undefined> {
    this.#reads.push(key);
    return Promise.resolve(this.#world.values.get(key));
  }

  list(type: RecordType, max: number): Promise<readonly Entry[]> {
    const entries = listed(this.#world.values, type, max);
    this.#reads.push(...entries.map(({ key }) => key));
    return Promise.resolve(entries);
  }

  put(key: string, value: Uint8Array): Promise<void> {
    this.#puts.set(key, value);
    return Promise.resolve();
  }

  setPolicy(key: string, parties: EndorsementParties): Promise<void> {
    this.#policies.set(key, parties);
    return Promise.resolve();
  }

  privateHash(msp: Msp, key: string): Promise<Sha256 | undefined> {
    const value = this.#world.privateValues.get(privateKey(msp, key));
    return Promise.resolve(value === undefined ? undefined : sha256(value));
  }

  putPrivate(msp: Msp, key: string, value: Uint8Array): Promise<void> {
    this.#privatePuts.set(privateKey(msp, key), { msp, key, value });
    return Promise.resolve();
  }

  /** What the transaction would write. */
  get simulation(): Simulation {
    return {
      reads: this.#reads,
      puts: this.#puts,
      policies: this.#policies,
      privatePuts: this.#privatePuts,
    };
  }
}

/** The entries of one type of record in the order of their keys. */
export function listed(
  values: ReadonlyMap<string, Uint8Array>,
  type: RecordType,
  max: number,
): readonly Entry[] {
  const entries = [...values].map(([key, value]) => ({ key, value }));
  return entries
    .filter(({ key }) => splitKey(key)[0] === type)
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .slice(0, max);
}

function privateKey(msp: Msp, key: string): string {
  return `${msp} ${key}`;
}

/** The ledger of the tests: one world, transactions one after the other, no endorsement. */
export class MemoryLedger {
  readonly #world: World = {
    values: new Map(),
    policies: new Map(),
    privateValues: new Map(),
    history: new Map(),
  };
  readonly #answers: Answer[] = [];

  /** Simulates a transaction; nothing is changed until its simulation is committed. */
  simulate(): SimulatedState {
    return new SimulatedState(this.#world);
  }

  /** Makes the writes of a simulation visible. */
  commit(simulation: Simulation, call: Pick<Call, 'txId' | 'at'>, answer: Answer): void {
    for (const [key, value] of simulation.puts) {
      this.#world.values.set(key, value);
      const entries = this.#world.history.get(key) ?? [];
      entries.push({ txId: call.txId, at: call.at, value });
      this.#world.history.set(key, entries);
    }
    for (const [key, parties] of simulation.policies) this.#world.policies.set(key, parties);
    for (const [key, { value }] of simulation.privatePuts)
      this.#world.privateValues.set(key, value);
    this.#answers.push(answer);
  }

  /** All answers so far, in order. */
  get answers(): readonly Answer[] {
    return this.#answers;
  }

  /** The committed public values. */
  get values(): ReadonlyMap<string, Uint8Array> {
    return this.#world.values;
  }

  /** The endorsing members of each key that has a policy of its own. */
  get policies(): ReadonlyMap<string, EndorsementParties> {
    return this.#world.policies;
  }

  /** Reads as on the node of one member. */
  readsOn(ownMsp: Msp): LedgerReads {
    return {
      ownMsp,
      get: (key) => Promise.resolve(this.#world.values.get(key)),
      list: (type, max) => Promise.resolve(listed(this.#world.values, type, max)),
      getPrivate: (msp, key) =>
        Promise.resolve(this.#world.privateValues.get(privateKey(msp, key))),
      history: (key) => Promise.resolve(this.#world.history.get(key) ?? []),
    };
  }
}

/** Id of the n-th transaction of a test. */
export function txIdOf(count: number): TxId {
  return sha256(`transaction ${String(count)}`) as string as TxId;
}

/** An instant of the tests: Monday 2026-03-02, 09:00 UTC. */
export const MONDAY = 1_772_442_000_000 as Instant;
