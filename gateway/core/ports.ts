import type {
  AgreementId,
  CommandId,
  Msp,
  ParticipantId,
  SubmissionType,
} from '@tranche/chaincode/domain';

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `millis`, at once when the signal is aborted. */
  after(millis: number, signal?: AbortSignal): Promise<void>;
  /** A number in `[0, 1)` for jitter; never for secrets. */
  random(): number;
}

/** Fields of a log line; keys that name secrets are masked by the implementation. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where operators read what happened. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Who calls: a user of a participant of this member, as its token says. */
export interface Actor {
  readonly participant: ParticipantId;
  /** Label of the user's identity in the wallet. */
  readonly user: string;
}

/** Checks a bearer token. */
export interface TokenVerifier {
  /**
   * The user that the token stands for.
   * @throws ProblemError TOKEN_INVALID, TOKEN_EXPIRED, PARTICIPANT_NOT_OURS, ISSUER_UNAVAILABLE
   */
  verify(token: string): Promise<Actor>;
}

/** A user's certificate and key. */
export interface SigningIdentity {
  readonly label: string;
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS#8. */
  readonly privateKey: string;
}

/** Keeps the users' identities. */
export interface Wallet {
  /** The identity of a user; undefined when there is none. */
  identityOf(label: string): Promise<SigningIdentity | undefined>;
}

/** A call of the chaincode. */
export interface Proposal {
  readonly contract: string;
  readonly transaction: string;
  /** Canonical JSON; absent for the one query that takes nothing. */
  readonly argument?: string;
  /** Values that only endorsers see. */
  readonly transient?: Readonly<Record<string, string>>;
}

/**
 * Which peer is asked, and which members must endorse; the peer chooses when they are not named.
 */
export interface Path {
  /** Index into `Ledger.peers`: 0 is the member's own. */
  readonly peer: number;
  readonly endorsers?: readonly Msp[];
}

/** A transaction that is endorsed and signed, and has not been sent. */
export interface EndorsedTransaction {
  readonly txId: string;
  /** The signed transaction; submitting it twice is harmless. */
  readonly bytes: Uint8Array;
  readonly endorsedBy: readonly Msp[];
  /** What the chaincode answered, canonical JSON. */
  readonly response: string;
}

/** How a transaction ended in its block. */
export interface Commit {
  /** Name of the validation code, for example `VALID` or `MVCC_READ_CONFLICT`. */
  readonly validation: string;
  /** Number of the block, decimal. */
  readonly block: string;
}

/** A transaction as it stands in its block. */
export interface CommittedTransaction {
  readonly validation: string;
  readonly endorsedBy: readonly Msp[];
  /** What the chaincode answered, canonical JSON; empty for transactions of no chaincode. */
  readonly response: string;
}

/**
 * A member's access to the channel. Every call has a deadline; every failure is a `LedgerFailure`.
 */
export interface Ledger {
  /** Names of the peers, the member's own first. */
  readonly peers: readonly string[];
  /** Asks without writing. */
  evaluate(as: SigningIdentity, proposal: Proposal, path: Path): Promise<string>;
  /** Collects endorsements and signs; sends nothing. */
  endorse(as: SigningIdentity, proposal: Proposal, path: Path): Promise<EndorsedTransaction>;
  /** Sends to the orderers. After a failure the outcome is unknown. */
  submit(as: SigningIdentity, bytes: Uint8Array, path: Path): Promise<void>;
  /** Waits until the transaction is in a block. */
  commitOf(as: SigningIdentity, of: CommitQuestion, path: Path): Promise<Commit>;
  /** The transaction when this peer has it in a block, undefined when not. */
  find(as: SigningIdentity, txId: string, path: Path): Promise<CommittedTransaction | undefined>;
  /** Whether a peer answers. */
  isReachable(path: Path): Promise<boolean>;
}

/** Which transaction, and how long to wait for it. */
export interface CommitQuestion {
  readonly txId: string;
  readonly withinMillis: number;
}

/** A transaction that may have been sent and whose outcome is not known yet. */
export interface OpenTransaction {
  readonly txId: string;
  readonly commandId: CommandId;
  readonly participant: ParticipantId;
  /** Label of the identity that signed. */
  readonly user: string;
  readonly type: SubmissionType;
  readonly agreementId?: AgreementId;
  /** SHA-256 of the canonical command. */
  readonly inputHash: string;
  readonly bytes: Uint8Array;
  readonly endorsedBy: readonly Msp[];
  readonly response: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

/** Remembers open transactions over a crash. */
export interface Journal {
  /** Written to disk when the promise resolves. */
  open(transaction: OpenTransaction): Promise<void>;
  close(txId: string): Promise<void>;
  /** The open transactions, oldest first. */
  list(): readonly OpenTransaction[];
}
