import {
  checkTermsSize,
  endorsersOf,
  requireThat,
  roomOf,
  utf8Length,
  type ActingUser,
  type Command,
  type EndorsementParties,
  type State,
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

/** A record to write, with the policy of its key when the key is new and has one of its own. */
interface Write {
  readonly key: string;
  readonly record: unknown;
  readonly policy?: EndorsementParties;
}

/**
 * Writes every record that a command changed, in the order of their keys.
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
  for (const { key, record, policy } of writes) {
    await work.save(key, record);
    if (policy !== undefined && news.has(key)) await ledger.setPolicy(key, policy);
  }
}

function checkSizes({ command, actor, before, after }: Change): void {
  if (after.terms !== undefined && after.terms !== before.terms) {
    checkTermsSize(utf8Length(canonicalize(after.terms)));
  }
  for (const [id, milestone] of after.milestones) {
    if (before.milestones.get(id) === milestone) continue;
    const room = roomOf({ command, actor, milestone });
    if (room === undefined) continue;
    const { content, max } = room;
    requireThat(utf8Length(canonicalize(content)) <= max, 'MILESTONE_TOO_LARGE', { max });
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

function agreementWrites({ before, after }: Change): readonly Write[] {
  const { terms, agreement } = after;
  const policy = terms === undefined ? {} : { policy: endorsersOf(terms.terms.parties) };
  const writes: Write[] = [];
  if (terms !== undefined && terms !== before.terms) {
    writes.push({ key: keys.terms(terms.agreementId, terms.version), record: terms, ...policy });
  }
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
