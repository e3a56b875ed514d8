import {
  mspOf,
  participantIdSchema,
  type CommandId,
  commandIdSchema,
  type AgreementId,
} from '@tranche/chaincode/domain';
import {
  AgreementDirectory,
  OutcomeWatcher,
  type Actor,
  type Clock,
  type Journal,
  type Ledger,
  type Log,
  type OpenTransaction,
  type Services,
  type Wallet,
} from '@tranche/gateway/core';
import { textileDeal, type Deal } from '../../../../scripts/case/textile-deal.js';
import { userOf } from '../../../support/cast.js';
import { activate, MemoryConsortium } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';

/** A clock that stands still but for the waits, which it skips. */
export class TestClock implements Clock {
  #now: number = MONDAY;
  readonly waits: number[] = [];

  now(): number {
    return this.#now;
  }

  after(millis: number): Promise<void> {
    this.waits.push(millis);
    this.#now += millis;
    return Promise.resolve();
  }

  random(): number {
    return 0.5;
  }
}

/** A journal that outlives the services that write to it. */
export class MemoryJournal implements Journal {
  readonly #open = new Map<string, OpenTransaction>();

  open(transaction: OpenTransaction): Promise<void> {
    this.#open.set(transaction.txId, transaction);
    return Promise.resolve();
  }

  close(txId: string): Promise<void> {
    this.#open.delete(txId);
    return Promise.resolve();
  }

  list(): readonly OpenTransaction[] {
    return [...this.#open.values()];
  }
}

/** A log that nobody reads. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A wallet with an identity for every user of the cast. */
export const castWallet: Wallet = {
  identityOf: (label) => {
    const { msp } = userOf(label);
    return Promise.resolve({ label, mspId: msp, certificate: 'certificate', privateKey: 'key' });
  },
};

/** A user of the cast as a token names it. */
export function actorOf(label: string): Actor {
  const { participant } = userOf(label);
  return { participant: participantIdSchema.parse(participant), user: label };
}

/** The services of the gateway of a user's member. */
export function servicesOf(
  label: string,
  of: { readonly ledger: Ledger; readonly journal?: Journal; readonly clock?: Clock },
): Services {
  const clock = of.clock ?? new TestClock();
  const base = {
    member: mspOf(actorOf(label).participant),
    ledger: of.ledger,
    wallet: castWallet,
    journal: of.journal ?? new MemoryJournal(),
    clock,
    log: silentLog,
    patience: { commitMillis: 30_000, statusMillis: 1_000, endorsementMillis: 30_000 },
  };
  const directory = new AgreementDirectory({ ledger: of.ledger, clock });
  return { ...base, directory, watcher: new OutcomeWatcher(base) };
}

/** The textile deal of the tests. */
export function testDeal(): Deal {
  return textileDeal({
    now: MONDAY,
    currency: 'EUR',
    decimals: 2,
    totalMinor: 14_850_001n,
    salt: () => 'ab'.repeat(32),
  });
}

/** A founded consortium with the textile deal signed by all. */
export async function activeDeal(): Promise<{
  readonly consortium: MemoryConsortium;
  readonly agreementId: AgreementId;
}> {
  const consortium = await MemoryConsortium.found();
  const agreementId = await activate(consortium, testDeal());
  return { consortium, agreementId };
}

/** A command id of the tests. */
export function commandId(text: string): CommandId {
  return commandIdSchema.parse(text);
}
