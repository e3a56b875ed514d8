import { nextByTime } from './advance.js';
import { commandCatalogue, type Command, type Event } from './catalogue.js';
import { dependencyConsequences, nextConsequence } from './consequences.js';
import { consentersOf } from './consenters.js';
import { decide } from './decide.js';
import { milestoneOf } from './decider.js';
import { required, requireThat } from './errors.js';
import { evolve } from './evolve.js';
import { causeOf } from './facts.js';
import type { MilestoneId, TxId } from './ids.js';
import { latest, plus } from './instant.js';
import { invariant } from './invariant.js';
import { limits } from './limits.js';
import { checkCaller, checkParty, type PartyView } from './policy.js';
import { checkPartition } from './position.js';
import { actorKey, isRepeat, recordsOf, remember } from './memory.js';
import { rulesVersions } from './rules-versions.js';
import type { Facts, Milestone, State } from './state.js';

/** What a command came to. */
export type Outcome =
  | { readonly kind: 'changed'; readonly state: State; readonly events: readonly Event[] }
  | { readonly kind: 'replayed'; readonly txId: TxId }
  | { readonly kind: 'needs'; readonly milestones: readonly MilestoneId[] };

/** A transaction may be dated this much before the last one of the same record. */
const MAX_STEP_BACK_MILLIS = 5 * 60_000;

/** Orders that one tranche can fall due by: for the exporter and for every assignee. */
const MAX_TRANCHE_ORDERS = 1 + limits.assignmentsPerMilestone;

/** Events that one milestone can contribute: three of its own, two an order, one a dependant. */
const MAX_MILESTONE_EVENTS =
  3 + 2 * limits.tranchesPerMilestone * MAX_TRANCHE_ORDERS + limits.directDependants;

/** More events than this from one command would be a loop. */
const MAX_EVENTS = limits.milestones * MAX_MILESTONE_EVENTS;

/**
 * Executes one command on loaded records, all checks in the documented order: caller, existence,
 * party, repeat, state, time, business rule; then applies the events and everything that follows
 * from them, and checks conservation.
 * @throws DomainError a refusal; nothing was changed
 */
export function execute(state: State, command: Command, facts: Facts): Outcome {
  checkRules(state);
  checkCaller(state, facts.actor, command.type);
  checkExistence(state, command);
  const view = partyView(state, command, facts);
  if (view !== undefined) checkParty(view, facts.actor, command.type);
  const replayed = isRepeat(state, command, facts);
  if (replayed !== undefined) return { kind: 'replayed', txId: replayed };
  const dated = withClock(state, command, facts);
  checkBusy(state, command, dated);
  const events = decide(state, command, dated);
  return applyAll(state, command, dated, events);
}

/**
 * Checks that this code knows the version of the rules in force.
 * @throws DomainError RULES_VERSION_UNKNOWN
 */
export function checkRules({ rules }: State): void {
  if (rules === undefined) return;
  const { version } = rules;
  requireThat(rulesVersions.includes(version), 'RULES_VERSION_UNKNOWN', { version });
}

function checkExistence(state: State, command: Command): void {
  if (!('agreementId' in command)) return;
  const [anyMilestone] = state.milestones.values();
  required(state.agreement ?? anyMilestone, 'AGREEMENT_NOT_FOUND', { id: command.agreementId });
  if (commandCatalogue[command.type].scope === 'amendment' && 'number' in command) {
    checkAmendmentExists(state, command);
  }
  if (!('milestoneId' in command)) return;
  const { milestoneId } = command;
  const isNamed = state.terms?.terms.milestones.some(({ id }) => id === milestoneId) === true;
  const found = state.milestones.has(milestoneId) || isNamed;
  requireThat(found, 'MILESTONE_NOT_FOUND', { id: milestoneId });
}

/** All commands on an amendment but its proposal are about one that exists. */
function checkAmendmentExists(
  { namedTerms }: State,
  { type, number }: { readonly type: Command['type']; readonly number: number },
): void {
  if (type === 'proposeAmendment') return;
  required(namedTerms?.amends, 'AMENDMENT_NOT_FOUND', { number });
}

function partyView(state: State, command: Command, facts: Facts): PartyView | undefined {
  const { agreement, terms, namedTerms } = state;
  if (agreement !== undefined && terms !== undefined) {
    const { parties } = terms.terms;
    const { proposer } = agreement;
    if (namedTerms === undefined) return { parties, proposer };
    const consenters = consentersOf(state, facts.hashOf);
    return { parties, proposer, amender: namedTerms.proposedBy.participant, consenters };
  }
  if (!('milestoneId' in command)) return undefined;
  const milestone = milestoneOf(state, { milestoneId: command.milestoneId });
  const { parties, definition } = milestone.slice;
  return { parties, reviewer: definition.review.by };
}

/**
 * Clocks never run backwards: a command takes effect at the latest time on record, if that is not
 * far ahead.
 */
function withClock(state: State, command: Command, facts: Facts): Facts {
  const times = recordsOf(state, command, facts).flatMap((record) =>
    'lastTime' in record ? [record.lastTime] : [],
  );
  const lastTime = latest(facts.at, ...times);
  const earliest = plus(facts.at, MAX_STEP_BACK_MILLIS);
  requireThat(lastTime <= earliest, 'CLOCK_BEHIND', { lastTime });
  return { ...facts, at: lastTime };
}

function checkBusy(state: State, command: Command, facts: Facts): void {
  if (command.type === 'advanceMilestone') return;
  const participant = actorKey(facts.actor);
  const { actsPerParticipant, decisionsPerParticipant, actsPerMinute } = limits;
  const isAdding = commandCatalogue[command.type].effect === 'adds';
  const max = isAdding ? actsPerParticipant : decisionsPerParticipant;
  for (const milestone of recordsOf(state, command, facts)) {
    if (!('acts' in milestone)) continue;
    const acts = milestone.acts.find((entry) => entry.participant === participant)?.count ?? 0;
    requireThat(acts < max, 'ACTS_EXHAUSTED', { max });
    const recent = milestone.commands.filter(
      (each) => each.isAct && each.participant === participant && each.at > facts.at - 60_000,
    );
    requireThat(recent.length < actsPerMinute, 'PARTICIPANT_TOO_BUSY', { max: actsPerMinute });
  }
}

function applyAll(
  before: State,
  command: Command,
  facts: Facts,
  decided: readonly Event[],
): Outcome {
  const cause = causeOf(facts, command.commandId);
  const events: Event[] = [];
  let state = before;
  const apply = (more: readonly Event[]): void => {
    for (const event of more) state = evolve(state, event, cause);
    events.push(...more);
    invariant(events.length <= MAX_EVENTS, 'the consequences of a command come to an end');
  };
  apply(decided);
  let handled = 0;
  for (;;) {
    const more = touched(state, before, command).flatMap((each) => nextConsequence(each, facts));
    apply(more);
    const reached = dependencyConsequences(state, events.slice(handled));
    if (reached.kind === 'needs') return reached;
    handled = events.length;
    apply(reached.events);
    if (more.length > 0 || reached.events.length > 0) continue;
    const timed = byTime(state, command, facts);
    if (timed.length === 0) break;
    apply(timed);
  }
  requireThat(events.length > 0, 'NOTHING_DUE');
  for (const milestone of state.milestones.values()) checkPartition(milestone.position);
  return { kind: 'changed', state: remember(before, state, command, facts), events };
}

/** What time makes true is looked for once everything else has followed, one thing at a time. */
function byTime(state: State, command: Command, facts: Facts): readonly Event[] {
  if (command.type !== 'advanceMilestone') return [];
  const { terms } = state;
  const known = terms === undefined ? facts : { ...facts, terms: terms.terms };
  return nextByTime(milestoneOf(state, command), known);
}

/**
 * The milestones that consequences are looked for in: the one named, and those that events have
 * changed.
 */
function touched(state: State, before: State, command: Command): readonly Milestone[] {
  const named = 'milestoneId' in command ? command.milestoneId : undefined;
  return [...state.milestones.values()].filter(
    (milestone) => milestone.id === named || before.milestones.get(milestone.id) !== milestone,
  );
}
