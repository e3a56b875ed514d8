import {
  agreementIdSchema,
  DomainError,
  instantSchema,
  productionParameters,
  rulesVersions,
  signatoriesOf,
  type ActingUser,
  type AgreementId,
  type Instant,
  type Msp,
  type Parameters,
  type QueryType,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import {
  ask,
  canonicalize,
  DOCUMENTS_FIELD,
  rulesInForce,
  transact,
  type Answer,
  type Call,
} from '@tranche/chaincode/ledger';
import { filingsOf } from '@tranche/gateway/api';
import type { Deal } from '../../scripts/case/textile-deal.js';
import {
  administratorOf,
  castMembers,
  castParticipants,
  keyOf,
  userOf,
  wholeCast,
} from './cast.js';
import { documentedEnding } from './documented-rules.js';
import { MemoryLedger, MONDAY, txIdOf } from './memory-ledger.js';

/** What a ledger under test answers to a command. */
export interface SubmitAnswer {
  readonly replayed: boolean;
  readonly txId: string;
  readonly agreementId?: string;
  readonly events?: readonly { readonly type: string; readonly [field: string]: unknown }[];
}

/** What a member's node says of itself. */
export interface BuildAnswer {
  readonly msp: string;
  /** Versions of the rules that its code can apply. */
  readonly rules: readonly number[];
  /** 0 before the founding. */
  readonly rulesInForce: number;
}

/** Fields of a command beside its type and id. */
export type CommandFields = Readonly<Record<string, unknown>>;

/** A command's own id, when a test repeats it; private documents, when it files them. */
export interface SubmitOptions {
  readonly commandId?: string;
  readonly documents?: Readonly<Record<string, unknown>>;
}

/**
 * What the behaviour suite needs of a ledger: the in-memory one and the real network both have it.
 */
export interface LedgerUnderTest {
  /** What its consortium was founded with. */
  readonly parameters: Parameters;
  /** The time that the next transaction will carry, at the earliest. */
  now(): Instant;
  /** Resolves once transactions carry this time, or a later one. */
  reaches(at: Instant): Promise<void>;
  /** @throws DomainError a refusal, however it travelled */
  submit(
    label: string,
    type: SubmissionType,
    fields: CommandFields,
    options?: SubmitOptions,
  ): Promise<SubmitAnswer>;
  /** Submits as the administrator of a member. @throws DomainError */
  administer(
    msp: string,
    type: SubmissionType,
    fields: CommandFields,
    options?: SubmitOptions,
  ): Promise<SubmitAnswer>;
  ask(label: string, type: QueryType, fields: CommandFields): Promise<unknown>;
  /** SHA-256 of the public key of a user's certificate. */
  keyOf(label: string): Promise<string>;
  /** What the node of the user's member runs. */
  build(label: string): Promise<BuildAnswer>;
}

/** A transaction as it was tried. */
export interface Transaction {
  readonly type: SubmissionType;
  readonly call: Call;
}

/** A founded consortium on the in-memory ledger, whose clock the test moves. */
export class MemoryConsortium implements LedgerUnderTest {
  readonly ledger = new MemoryLedger();
  readonly parameters: Parameters;
  readonly #transactions: Transaction[] = [];
  #at: Instant = MONDAY;
  #count = 0;

  private constructor(parameters: Parameters) {
    this.parameters = parameters;
  }

  /** Founds a consortium of the whole cast. */
  static async found(parameters: Parameters = productionParameters): Promise<MemoryConsortium> {
    const consortium = new MemoryConsortium(parameters);
    await consortium.#bootstrap();
    return consortium;
  }

  /** A ledger on which nothing was written yet. */
  static empty(parameters: Parameters = productionParameters): MemoryConsortium {
    return new MemoryConsortium(parameters);
  }

  async #bootstrap(): Promise<void> {
    const members = castMembers;
    const [first] = members;
    if (first === undefined) throw new Error('the cast has members');
    const proposer = administratorOf(first.msp);
    const { parameters } = this;
    await this.submitAs(
      proposer,
      'proposeBootstrap',
      { members, parameters },
      { commandId: 'founding' },
    );
    const bytes = [...this.ledger.values].find(([key]) => key.includes('proposal'))?.[1];
    const { hash } = JSON.parse(Buffer.from(bytes ?? []).toString()) as { hash: string };
    for (const { msp } of members) {
      const fields = { proposalId: 'founding', hash };
      await this.submitAs(administratorOf(msp), 'confirmBootstrap', fields);
    }
    for (const { msp, localId, lei, name, roles } of wholeCast) {
      const fields = { localId, lei, name, roles };
      await this.submitAs(administratorOf(msp), 'registerParticipant', fields);
    }
  }

  now(): Instant {
    return this.#at;
  }

  reaches(at: Instant): Promise<void> {
    if (at > this.#at) this.setClock(at);
    return Promise.resolve();
  }

  /** Moves the clock; each transaction moves it by a second by itself. */
  setClock(at: number): void {
    this.#at = instantSchema.parse(at);
  }

  /** Moves the clock by a number of milliseconds. */
  wait(millis: number): void {
    this.setClock(this.#at + millis);
  }

  async submit(
    label: string,
    type: SubmissionType,
    fields: CommandFields,
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    return this.submitAs(userOf(label), type, fields, options);
  }

  administer(
    msp: string,
    type: SubmissionType,
    fields: CommandFields,
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    return this.submitAs(administratorOf(msp), type, fields, options);
  }

  /** Submits as any acting user, also one that no certificate authority would certify. */
  async submitAs(
    actor: ActingUser,
    type: SubmissionType,
    fields: CommandFields,
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    this.#count += 1;
    this.wait(1000);
    const commandId = options.commandId ?? `command-${String(this.#count)}`;
    const input = canonicalize({ type, commandId, ...fields });
    const { documents } = options;
    const transient = new Map(
      documents === undefined ? [] : [[DOCUMENTS_FIELD, Buffer.from(canonicalize(documents))]],
    );
    const call = { actor, at: this.#at, txId: txIdOf(this.#count), input, transient };
    const answer = await this.transact({ type, call });
    return JSON.parse(answer.response) as SubmitAnswer;
  }

  /** Runs a transaction as it stands, with its own time and id. */
  async transact(transaction: Transaction): Promise<Answer> {
    this.#transactions.push(transaction);
    const { type, call } = transaction;
    const state = this.ledger.simulate();
    const answer = await documentedEnding(type, () => transact(state, type, call));
    this.ledger.commit(state.simulation, call, answer);
    return answer;
  }

  /** Every transaction that was tried, refused ones too, in order. */
  get transactions(): readonly Transaction[] {
    return this.#transactions;
  }

  async ask(label: string, type: QueryType, fields: CommandFields): Promise<unknown> {
    const actor = userOf(label);
    return this.askOn(actor.msp, actor, type, fields);
  }

  keyOf(label: string): Promise<string> {
    return Promise.resolve(keyOf(label));
  }

  async build(label: string): Promise<BuildAnswer> {
    const { msp } = userOf(label);
    const inForce = await rulesInForce(this.ledger.readsOn(msp));
    return { msp, rules: rulesVersions, rulesInForce: inForce };
  }

  /** Asks the node of any member. */
  async askOn(
    node: Msp,
    actor: ActingUser,
    type: QueryType,
    fields: CommandFields,
  ): Promise<unknown> {
    const call = {
      actor,
      at: this.#at,
      txId: txIdOf(0),
      input: canonicalize(fields),
      transient: new Map<string, Uint8Array>(),
    };
    return JSON.parse(await ask(this.ledger.readsOn(node), type, call)) as unknown;
  }
}

/**
 * Proposes a deal, files its documents with every holder and has every party of the cast sign it.
 */
export async function activate(ledger: LedgerUnderTest, deal: Deal): Promise<AgreementId> {
  const agreementId = await proposeAndFile(ledger, deal);
  const { termsHash } = (
    (await ledger.ask('textiles.maker', 'agreement', { agreementId })) as {
      agreement: { termsHash: string };
    }
  ).agreement;
  for (const signatory of signatoriesOf(deal.terms.parties)) {
    const host = castParticipants.find(({ msp, localId }) => signatory === `${msp}:${localId}`);
    if (host === undefined) continue;
    const label = `${host.localId}.checker`;
    await ledger.submit(label, 'acceptAgreement', { agreementId, termsHash });
  }
  return agreementId;
}

/** Proposes a deal and files its documents with every holder. */
export async function proposeAndFile(ledger: LedgerUnderTest, deal: Deal): Promise<AgreementId> {
  const proposed = await ledger.submit('textiles.maker', 'proposeAgreement', { terms: deal.terms });
  const agreementId = agreementIdSchema.parse(proposed.agreementId);
  for (const { kind, to, documents } of filingsOf(deal)) {
    await ledger.submit('textiles.maker', 'fileDocument', { agreementId, kind, to }, { documents });
  }
  return agreementId;
}

/** The code of the refusal that `work` ends in; fails when it is not refused. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  throw new Error('the command was not refused');
}
