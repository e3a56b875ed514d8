import { randomBytes, randomUUID } from 'node:crypto';
import { commandCatalogue, mspOf, type Msp, type SubmissionType } from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, sha256 } from '@tranche/chaincode/ledger';
import { LedgerFailure, type Proposal, type SigningIdentity } from '@tranche/gateway/core';
import { textileParties } from '../case/textile-deal.js';
import { backOffMillis, type Pace } from './clients.js';
import type { FabricClient } from './fabric-client.js';

/** A command of one of the parties, with the private documents that it files. */
export interface PartyCommand {
  readonly type: SubmissionType;
  readonly [field: string]: unknown;
}

/** What a command is sent with beside its fields. */
export interface SendOptions {
  /** Members whose nodes endorse; buyer, bank and exporter when absent. */
  readonly endorsers?: readonly Msp[];
  readonly documents?: Readonly<Record<string, unknown>>;
}

const { exporter, buyer, bank } = textileParties;
const ENDORSERS = [bank, exporter, buyer].map(mspOf);
const TRIES_MAX = 20;

/** 256 random bits in hexadecimal. */
export function newSalt(): string {
  return randomBytes(32).toString('hex');
}

/** The hash of a file that nobody has. */
export function newFile(): string {
  return sha256(newSalt());
}

/** The proposal of a command. */
export function proposalOf(
  { type, ...fields }: PartyCommand,
  documents?: Readonly<Record<string, unknown>>,
): Proposal {
  return {
    contract: commandCatalogue[type].contract,
    transaction: type,
    argument: canonicalize({ type, commandId: randomUUID(), ...fields }),
    ...(documents === undefined
      ? {}
      : { transient: { [DOCUMENTS_FIELD]: canonicalize(documents) } }),
  };
}

/**
 * All parties of the case, sending through one peer: to make what is measured on, fast. A node may
 * be a moment behind another, so a command that fails is sent again a few times.
 */
export class Parties {
  readonly #client: FabricClient;
  readonly #chaincode: string;
  readonly #pace: Pace;
  readonly #identities = new Map<string, Promise<SigningIdentity>>();

  constructor(client: FabricClient, options: { readonly chaincode: string; readonly pace: Pace }) {
    this.#client = client;
    this.#chaincode = options.chaincode;
    this.#pace = options.pace;
  }

  /**
   * Sends a command of a user until it is committed; returns the chaincode's answer.
   * @throws Error when it never is
   */
  async send(label: string, command: PartyCommand, options: SendOptions = {}): Promise<unknown> {
    const { endorsers = ENDORSERS, documents } = options;
    const as = await this.#identity(label);
    const proposal = proposalOf(command, documents);
    const call = { as, chaincode: this.#chaincode, proposal, endorsers };
    return this.#persist(`${command.type} of ${label}`, async () => {
      const endorsed = await this.#client.endorse(call);
      const outcome = await this.#client.commit(call, endorsed);
      if (outcome.kind === 'committed') return { answer: JSON.parse(endorsed.response) as unknown };
      return { problem: outcome.kind === 'failed' ? outcome.message : outcome.kind };
    });
  }

  /**
   * Asks the own node as a user until it answers.
   * @throws Error when it never does
   */
  async ask(label: string, transaction: string, input: object): Promise<unknown> {
    const as = await this.#identity(label);
    const proposal = { contract: 'query', transaction, argument: canonicalize(input) };
    const call = { as, chaincode: this.#chaincode, proposal };
    return this.#persist(`${transaction}, asked by ${label}`, async () => ({
      answer: await this.#client.evaluate(call),
    }));
  }

  async #persist(what: string, act: () => Promise<Attempt>): Promise<unknown> {
    let last = '';
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const attempt = await act().catch(problemOf);
      if ('answer' in attempt) return attempt.answer;
      last = attempt.problem;
      await this.#pace.after(backOffMillis(tries, this.#pace.random()));
    }
    throw new Error(`${what} did not come about: ${last}`);
  }

  #identity(label: string): Promise<SigningIdentity> {
    const identity = this.#identities.get(label) ?? this.#client.identityOf(label);
    this.#identities.set(label, identity);
    return identity;
  }
}

type Attempt = { readonly answer: unknown } | { readonly problem: string };

function problemOf(error: unknown): Attempt {
  if (error instanceof LedgerFailure) return { problem: error.message };
  throw error;
}
