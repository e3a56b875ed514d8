import type {
  ActingUser,
  EndorsementParties,
  Instant,
  Msp,
  Sha256,
  TxId,
} from '../domain/index.js';

/**
 * What a transaction can do to the ledger: the port that the chaincode, the tests and every replay
 * share.
 */
export interface LedgerState {
  /** The value of a public key before this transaction. */
  get(key: string): Promise<Uint8Array | undefined>;
  /**
   * The records of one type in the order of their keys, at most so many, as before this
   * transaction. A submit lists only what admission keeps few.
   */
  list(type: RecordType, max: number): Promise<readonly Entry[]>;
  put(key: string, value: Uint8Array): Promise<void>;
  /** Names the members whose peers must endorse changes of a key. */
  setPolicy(key: string, parties: EndorsementParties): Promise<void>;
  /** SHA-256 of the private value under a key in a member's own collection. */
  privateHash(msp: Msp, key: string): Promise<Sha256 | undefined>;
  putPrivate(msp: Msp, key: string, value: Uint8Array): Promise<void>;
}

/** Reads of a query: the port's reads, and private values on the member's own node. */
export interface LedgerReads extends Pick<LedgerState, 'get' | 'list'> {
  getPrivate(msp: Msp, key: string): Promise<Uint8Array | undefined>;
  /** All values under a key over time, oldest first. */
  history(key: string): Promise<readonly HistoryEntry[]>;
  /** The member whose node this is. */
  readonly ownMsp: Msp;
}

/** Types of records that are listed; each is the first part of its keys. */
export type RecordType = 'member' | 'participant' | 'proposal';

/** A key with its value. */
export interface Entry {
  readonly key: string;
  readonly value: Uint8Array;
}

/** One value that a key had. */
export interface HistoryEntry {
  readonly txId: TxId;
  readonly at: Instant;
  readonly value: Uint8Array;
}

/** A transaction as it arrives: who signed it, when, and what it says. */
export interface Call {
  readonly actor: ActingUser;
  readonly at: Instant;
  readonly txId: TxId;
  /** The single argument. */
  readonly input: string;
  /** Private input, which never reaches a block. */
  readonly transient: ReadonlyMap<string, Uint8Array>;
}

/** What a transaction answers: canonical JSON, and at most one event. */
export interface Answer {
  readonly response: string;
  readonly event?: { readonly name: string; readonly payload: Uint8Array };
}
