import { invariant } from '../domain/index.js';
import { decode, encode } from './codec.js';
import type { LedgerState, RecordType } from './ledger-state.js';

/**
 * The reads and writes of one transaction. Reads are cached; after the first write none is
 * possible, because the ledger would answer with the value from before the transaction.
 */
export class UnitOfWork {
  readonly #ledger: LedgerState;
  readonly #read = new Map<string, unknown>();
  #isSaving = false;

  constructor(ledger: LedgerState) {
    this.#ledger = ledger;
  }

  /** The record under a key; undefined when there is none. */
  async load<T>(key: string): Promise<T | undefined> {
    invariant(!this.#isSaving, 'nothing is read after the first write of a transaction');
    if (this.#read.has(key)) return this.#read.get(key) as T | undefined;
    const bytes = await this.#ledger.get(key);
    const record = bytes === undefined ? undefined : decode<T>(bytes);
    this.#read.set(key, record);
    return record;
  }

  /** All records of one type, of which there are at most so many. */
  async loadAll<T>(type: RecordType, max: number): Promise<readonly T[]> {
    invariant(!this.#isSaving, 'nothing is read after the first write of a transaction');
    const entries = await this.#ledger.list(type, max + 1);
    invariant(entries.length <= max, 'what a transaction lists is few');
    return entries.map(({ key, value }) => {
      const record = decode<T>(value);
      this.#read.set(key, record);
      return record;
    });
  }

  /** Writes a record. */
  async save(key: string, record: unknown): Promise<void> {
    this.#isSaving = true;
    await this.#ledger.put(key, encode(record));
  }

  /** Whether a key had a record before this transaction, as far as it was read. */
  isNew(key: string): boolean {
    invariant(this.#read.has(key), 'a record is read before it is written');
    return this.#read.get(key) === undefined;
  }
}
