import {
  checkTermsSize,
  endorsersOf,
  limits,
  present,
  requireThat,
  roomOf,
  sliceOf,
  utf8Length,
  type ActingUser,
  type Command,
  type EndorsementParties,
  type State,
  type TermsRecord,
} from '../domain/index.js';
import { canonicalize } from './codec.js';
import { keys } from './keys.js';
import type { LedgerState } from './ledger-state.js';
import type { UnitOfWork } from './unit-of-work.js';

/** What a command changed. */
export interface Change {
  readonly command: Command;
  readonly actor: ActingUser;
  readonly before: State;
  readonly after: State;
}

/** A record to write, with the policy of its key when it has one of its own. */
interface Write {
  readonly key: string;
  readonly record: unknown;
  readonly policy?: EndorsementParties;
}

/**
 * Writes every record that a command changed, in the order of their keys. Keys are given their
 * policy when they are new and, all at once, when the parties change.
 * @throws DomainError TERMS_TOO_LARGE, MILESTONE_TOO_LARGE
 */
export async function saveState(
  ledger: LedgerState,
  work: UnitOfWork,
  change: Change,
): Promise<void> {
  checkSizes(change);
  const writes = [...registryWrites(change), ...agreementWrites(change)];
  writes.sort((one, other) => (one.key < other.key ? -1 : 1));
  const news = new Set(writes.filter(({ key }) => work.isNew(key)).map(({ key }) => key));
  const moved = endorsersMoved(change);
  for (const { key, record, policy } of writes) {
    await work.save(key, record);
    const isNamed = news.has(key) || moved !== undefined;
    if (policy !== undefined && isNamed) await ledger.setPolicy(key, policy);
  }
  if (moved === undefined) return;
  for (const key of termsKeys(change)) await ledger.setPolicy(key, moved);
}

/** The members that endorse an agreement from now on, where others did before. */
function endorsersMoved({ before, after }: Change): EndorsementParties | undefined {
  if (before.terms === undefined || after.terms === undefined) return undefined;
  const [former, now] = [before.terms, after.terms].map(({ terms }) => endorsersOf(terms.parties));
  return canonicalize(former) === canonicalize(now) ? undefined : now;
}

/** All terms that are or were in force: nothing else of an agreement is left as it is. */
function termsKeys({ after }: Change): readonly string[] {
  const agreement = present(after.agreement, 'the parties of an agreement that is loaded change');
  const versions = present(agreement.versions, 'the parties change with the version of the terms');
  return versions.map((version) => keys.terms(agreement.id, version));
}

function checkSizes({ command, actor, before, after }: Change): void {
  if (after.terms !== undefined && after.terms !== before.terms) {
    checkTermsSize(utf8Length(canonicalize(after.terms)));
  }
  if (after.namedTerms !== undefined && after.namedTerms !== before.namedTerms) {
    checkAmendingSizes(after.namedTerms);
  }
  for (const [id, milestone] of after.milestones) {
    if (before.milestones.get(id) === milestone) continue;
    const room = roomOf({ command, actor, milestone });
    if (room === undefined) continue;
    const { content, max } = room;
    requireThat(utf8Length(canonicalize(content)) <= max, 'MILESTONE_TOO_LARGE', { max });
  }
}

/** What an amendment would write is measured before anybody consents to it. */
function checkAmendingSizes(record: TermsRecord): void {
  checkTermsSize(utf8Length(canonicalize(record)));
  const max = limits.sliceBytes;
  for (const definition of record.terms.milestones) {
    const bytes = utf8Length(canonicalize(sliceOf(record, definition)));
    requireThat(bytes <= max, 'MILESTONE_TOO_LARGE', { max });
  }
}

function registryWrites({ before, after }: Change): readonly Write[] {
  const { rules, parameters } = after;
  return [
    ...(rules === before.rules ? [] : [{ key: keys.rules(), record: rules }]),
    ...(parameters === before.parameters ? [] : [{ key: keys.parameters(), record: parameters }]),
    ...changed(before.members, after.members, keys.member),
    ...changed(before.participants, after.participants, keys.participant),
    ...changed(before.proposals, after.proposals, keys.proposal),
    ...financingWrites(before, after),
    ...changed(before.votes, after.votes, keys.proposal),
  ];
}

/** Created only, by the policy of the chaincode: never in a transaction with another record. */
function financingWrites(before: State, after: State): readonly Write[] {
  return [...after.financings.values()]
    .filter((record) => before.financings.get(record.invoice) !== record)
    .map((record) => ({ key: keys.financing(record.participant, record.invoice), record }));
}

/** Terms that are on record from now on; those that come into force were so before. */
function newTerms({ before, after }: Pick<Change, 'before' | 'after'>): readonly TermsRecord[] {
  const known = [before.terms, before.namedTerms];
  const all = [after.namedTerms, after.terms].filter((terms) => terms !== undefined);
  return all.filter((terms) => !known.includes(terms));
}

function agreementWrites({ before, after }: Pick<Change, 'before' | 'after'>): readonly Write[] {
  const { terms, agreement } = after;
  const policy = terms === undefined ? {} : { policy: endorsersOf(terms.terms.parties) };
  const writes: Write[] = newTerms({ before, after }).map((record) => ({
    key: keys.terms(record.agreementId, record.version),
    record,
    ...policy,
  }));
  if (agreement !== undefined && agreement !== before.agreement) {
    writes.push({ key: keys.agreement(agreement.id), record: agreement, ...policy });
  }
  for (const [id, milestone] of after.milestones) {
    if (before.milestones.get(id) === milestone) continue;
    const key = keys.milestone(milestone.agreementId, id);
    writes.push({ key, record: milestone, ...policy });
  }
  return writes;
}

function changed<K extends string, V>(
  before: ReadonlyMap<K, V>,
  after: ReadonlyMap<K, V>,
  keyOf: (id: K) => string,
): readonly Write[] {
  return [...after]
    .filter(([id, record]) => before.get(id) !== record)
    .map(([id, record]) => ({ key: keyOf(id), record }));
}
