import {
  commandCatalogue,
  committedDocuments,
  DomainError,
  emptyState,
  execute,
  filedKey,
  mspOf,
  namedIn,
  needsTerms,
  participantOf,
  termsHashOf,
  type ActingUser,
  type Agreement,
  type Command,
  type Event,
  type Facts,
  type Instant,
  type Member,
  type Milestone,
  type MilestoneId,
  type Msp,
  type Participant,
  type Rules,
  type Sha256,
  type State,
  type TermsRecord,
  type TxId,
  type UncommittedKind,
} from '@tranche/chaincode/domain';
import {
  canonicalize,
  decode,
  hashOf,
  parseSubmission,
  sha256,
  splitKey,
} from '@tranche/chaincode/ledger';
import { checkDocumented } from './documented-rules.js';

/** A command as it is sent to the rules. */
export interface RuleCall {
  readonly actor: ActingUser;
  readonly at: Instant;
  readonly txId: TxId;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a command came to. */
export type RuleResult =
  | { readonly kind: 'changed'; readonly events: readonly Event[] }
  | { readonly kind: 'replayed'; readonly txId: TxId }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * One agreement run through the rules without a ledger: what `transact` does, short of reading and
 * writing bytes, which is ten times as fast. Every record is frozen, so that a decision that
 * changes one in place throws.
 */
export class RuleRun {
  readonly #records: Records;
  readonly #filed = new Map<string, Sha256>();
  #agreement: Agreement;
  #milestones: ReadonlyMap<MilestoneId, Milestone>;
  #financings: State['financings'] = new Map();
  readonly #terms: Map<number, TermsRecord>;
  readonly #proposals = new Map<number, string>();

  /** @param records the committed records of a ledger with one active agreement */
  constructor(records: Records) {
    this.#records = records;
    this.#agreement = records.agreement;
    this.#milestones = records.milestones;
    this.#terms = new Map([[records.terms.version, records.terms]]);
    this.fileTerms(records.terms.version);
  }

  get agreement(): Agreement {
    return this.#agreement;
  }

  get milestones(): ReadonlyMap<MilestoneId, Milestone> {
    return this.#milestones;
  }

  /** Hashes of the terms that were proposed, by their numbers. */
  get proposals(): ReadonlyMap<number, string> {
    return this.#proposals;
  }

  /** Notes that all members hold the documents that proposed terms commit to. */
  fileTerms(number: number): void {
    const record = this.#terms.get(number);
    if (record === undefined) return;
    for (const msp of new Set(namedIn(record.terms.parties).map(mspOf))) {
      for (const { ref, hash } of committedDocuments(record, msp)) {
        this.#filed.set(filedKey(msp, ref), hash);
      }
    }
  }

  /** Notes that members hold a private document. */
  file(holders: readonly Msp[], kind: UncommittedKind, hash: Sha256): void {
    const { termsVersion } = this.#agreement;
    for (const msp of holders) {
      this.#filed.set(filedKey(msp, { kind, part: hash, termsVersion }), hash);
    }
  }

  /** Runs one command as its page says it can end; anything but a refusal is thrown on. */
  send(call: RuleCall): RuleResult {
    const type = String(call.input['type']);
    try {
      const result = this.#execute(call);
      const events = result.kind === 'changed' ? result.events : [];
      checkDocumented(type, { events: events.map((event) => event.type) });
      return result;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      checkDocumented(type, error);
      return { kind: 'refused', code: error.code };
    }
  }

  #execute(call: RuleCall): RuleResult {
    const { actor, at, txId, input } = call;
    const text = canonicalize(input);
    const command = parseSubmission(input['type'] as Command['type'], text) as Command;
    const inputHash = sha256(canonicalize(command));
    const outages = this.#records.rules.outages ?? [];
    const facts: Facts = { actor, at, outages, txId, inputHash, filed: this.#filed, hashOf };
    let state = this.#load(command, actor);
    for (;;) {
      const outcome = execute(state, command, facts);
      if (outcome.kind === 'replayed') return outcome;
      if (outcome.kind === 'changed') {
        for (const milestone of outcome.state.milestones.values()) freeze(milestone);
        this.#agreement = freeze(outcome.state.agreement ?? this.#agreement);
        const { terms, namedTerms } = outcome.state;
        for (const each of [terms, namedTerms]) {
          if (each === undefined || this.#terms.has(each.version)) continue;
          this.#terms.set(each.version, freeze(each));
          this.#proposals.set(each.version, termsHashOf(each, hashOf));
        }
        this.#milestones = new Map([...this.#milestones, ...outcome.state.milestones]);
        this.#financings = new Map([...this.#financings, ...outcome.state.financings]);
        return { kind: 'changed', events: outcome.events };
      }
      const more = outcome.milestones.map((id) => [id, this.#milestones.get(id)]) as Entries;
      state = { ...state, milestones: new Map([...state.milestones, ...more]) };
    }
  }

  /** The records that the ledger would load, and no more. */
  #load(command: Command, actor: ActingUser): State {
    const agreement = this.#agreement;
    const terms = this.#termsInForce;
    const caller = { ...this.#caller(actor), financings: this.#financing(command) };
    if (command.type === 'recordFinancing') return { ...caller, agreement, terms };
    if ('milestoneId' in command) {
      const named = this.#milestones.get(command.milestoneId);
      if (named === undefined) return { ...caller, agreement };
      const known = needsTerms(command, named) ? { ...caller, terms } : caller;
      return { ...known, milestones: new Map([[named.id, named]]) };
    }
    const { scope } = commandCatalogue[command.type];
    if (scope === 'registry' || scope === 'proposal') {
      throw new Error(`${command.type} is about no agreement that runs`);
    }
    if (scope === 'agreement-alone') return { ...caller, agreement, terms };
    const all = { ...caller, agreement, terms, milestones: this.#milestones };
    return scope === 'amendment' && 'number' in command ? this.#amending(all, command) : all;
  }

  #caller(actor: ActingUser): State {
    const { rules, members, participants } = this.#records;
    const member = members.get(actor.msp);
    const participant = participants.get(participantOf(actor));
    return {
      ...emptyState,
      rules,
      members: new Map(member === undefined ? [] : [[member.msp, member]]),
      participants: new Map(participant === undefined ? [] : [[participant.id, participant]]),
    };
  }

  get #termsInForce(): TermsRecord {
    return this.#terms.get(this.#agreement.termsVersion) ?? this.#records.terms;
  }

  /** With the terms that a command on an amendment names, and everybody of the registry. */
  #amending(state: State, { number }: { readonly number: number }): State {
    const { members, participants } = this.#records;
    const namedTerms = this.#terms.get(number);
    const named = namedTerms === undefined ? {} : { namedTerms };
    return { ...state, members, participants, ...named };
  }

  #financing(command: Command): State['financings'] {
    const known = 'invoice' in command ? this.#financings.get(command.invoice) : undefined;
    return new Map(known === undefined ? [] : [[known.invoice, known]]);
  }
}

type Entries = readonly (readonly [MilestoneId, Milestone])[];

/** The records of a ledger with one agreement. */
export interface Records {
  readonly rules: Rules;
  readonly members: ReadonlyMap<Msp, Member>;
  readonly participants: ReadonlyMap<Participant['id'], Participant>;
  readonly agreement: Agreement;
  readonly terms: TermsRecord;
  readonly milestones: ReadonlyMap<MilestoneId, Milestone>;
}

/** Reads the committed values of a ledger with one agreement. @throws Error when it has none */
export function recordsIn(values: ReadonlyMap<string, Uint8Array>): Records {
  const found = [...values].map(([key, bytes]) => ({ type: splitKey(key)[0], bytes }));
  const all = <T extends object>(type: string): readonly T[] =>
    found.filter((each) => each.type === type).map(({ bytes }) => freeze(decode<T>(bytes)));
  const one = <T extends object>(type: string): T => {
    const [record] = all<T>(type);
    if (record === undefined) throw new Error(`the ledger has no ${type}`);
    return record;
  };
  const terms = one<TermsRecord>('terms');
  const milestones = new Map(all<Milestone>('milestone').map((each) => [each.id, each]));
  const order = terms.terms.milestones.map(({ id }) => [id, milestones.get(id)]) as Entries;
  return {
    rules: one<Rules>('rules'),
    members: new Map(all<Member>('member').map((each) => [each.msp, each])),
    participants: new Map(all<Participant>('participant').map((each) => [each.id, each])),
    agreement: one<Agreement>('agreement'),
    terms,
    milestones: new Map(order),
  };
}

/** Freezes a record with everything in it; what is frozen already is left alone. */
function freeze<T extends object>(record: T): T {
  if (Object.isFrozen(record)) return record;
  Object.freeze(record);
  for (const value of Object.values(record) as readonly unknown[]) {
    if (typeof value === 'object' && value !== null) freeze(value);
  }
  return record;
}
