import type { Msp } from '@tranche/chaincode/domain';
import type { Clock, Journal, Ledger, Log, Wallet } from './ports.js';

/** Times that the use cases wait, in milliseconds. */
export interface Patience {
  /** For a transaction to reach its block, before the caller is told to ask again. */
  readonly commitMillis: number;
  /** For the status of a transaction that should be in its block already. */
  readonly statusMillis: number;
  /** For all tries to collect endorsements together. */
  readonly endorsementMillis: number;
}

/** The outside world of the use cases: every port, and how long to wait for it. */
export interface BaseServices {
  /** The member that this gateway belongs to. */
  readonly member: Msp;
  readonly ledger: Ledger;
  readonly wallet: Wallet;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly patience: Patience;
}
