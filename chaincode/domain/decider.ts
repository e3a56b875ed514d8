import type { Cause } from './actor.js';
import type { CommandOf, CommandType, EventOf, EventType } from './catalogue.js';
import { required } from './errors.js';
import type { Agreement, TermsRecord } from './agreement/state.js';
import { present } from './invariant.js';
import type { Facts, Milestone, State } from './state.js';

/**
 * Decides one type of command: the events that it brings about, or a refusal. Changes nothing.
 * @throws DomainError
 */
export type Decider<T extends CommandType> = (
  state: State,
  command: CommandOf<T>,
  facts: Facts,
) => readonly EventOf<EventType>[];

/** Applies one type of event to the records. Never refuses: what was decided happened. */
export type Evolver<T extends EventType> = (state: State, event: EventOf<T>, cause: Cause) => State;

/** A part of the table of deciders, for the commands of one slice. */
export type DecidersOf<T extends CommandType> = { readonly [K in T]: Decider<K> };

/** A part of the table of evolvers, for the events of one slice. */
export type EvolversOf<T extends EventType> = { readonly [K in T]: Evolver<K> };

/** The milestone that a command names. @throws DomainError MILESTONE_NOT_FOUND */
export function milestoneOf(
  state: State,
  of: { readonly milestoneId: Milestone['id'] },
): Milestone {
  return required(state.milestones.get(of.milestoneId), 'MILESTONE_NOT_FOUND', {
    id: of.milestoneId,
  });
}

/** The agreement that is loaded; the ledger refuses a missing one before any decision. */
export function agreementOf(state: State): { agreement: Agreement; terms: TermsRecord } {
  return {
    agreement: present(state.agreement, 'the agreement is loaded before it is decided on'),
    terms: present(state.terms, 'the terms are loaded with their agreement'),
  };
}

/** The state with one milestone changed. */
export function withMilestone(
  state: State,
  event: { readonly milestoneId: Milestone['id'] },
  change: (milestone: Milestone) => Milestone,
): State {
  const milestone = present(
    state.milestones.get(event.milestoneId),
    'an event changes only a milestone that is loaded',
  );
  return {
    ...state,
    milestones: new Map(state.milestones).set(milestone.id, change(milestone)),
  };
}
