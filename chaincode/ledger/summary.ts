import {
  limits,
  utf8Length,
  type Command,
  type Event,
  type Facts,
  type State,
} from '../domain/index.js';
import { canonicalize, encode } from './codec.js';
import type { Answer } from './ledger-state.js';

/** Name of the one chaincode event that a transaction can carry. */
export const EVENT_NAME = 'tranche.v1';

/** Fields of an event that its short form keeps: ids and ranges, never documents or terms. */
const keptFields = [
  'agreementId',
  'milestoneId',
  'orderId',
  'proposalId',
  'number',
  'attempt',
  'dependency',
  'reached',
  'what',
  'need',
  'invoice',
] as const;

/** An event in short: its type and ids. */
export type EventSummary = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The short form of an event, for the wire. */
export function summarize(event: Event): EventSummary {
  const fields: Readonly<Record<string, unknown>> = { ...event };
  const kept = keptFields
    .filter((field) => fields[field] !== undefined)
    .map((field) => [field, fields[field]] as const);
  const order =
    event.type === 'ShareDue' ? { orderId: event.order.id, ranges: event.order.ranges } : {};
  const presentation =
    event.type === 'PresentationMade' ? { number: event.presentation.number } : {};
  const assignment =
    event.type === 'AssignmentProposed'
      ? { number: event.assignment.number, ranges: event.assignment.ranges }
      : {};
  const more = { ...order, ...presentation, ...assignment };
  return { type: event.type, ...Object.fromEntries(kept), ...more };
}

/** The answer to a command that changed something, and its event of at most 8 KiB. */
export function answerOf(of: {
  readonly command: Command;
  readonly facts: Facts;
  readonly state: State;
  readonly events: readonly Event[];
}): Answer {
  const { command, facts, state, events } = of;
  const summaries = events.map(summarize);
  const { actor, at, txId } = facts;
  const agreementId =
    state.agreement?.id ?? ('agreementId' in command ? command.agreementId : undefined);
  const response = canonicalize({
    replayed: false,
    txId,
    at,
    ...(agreementId === undefined ? {} : { agreementId }),
    events: summaries,
  });
  const payload = {
    v: 1,
    rules: state.rules?.version ?? 0,
    commandId: command.commandId,
    actor: { msp: actor.msp, participant: actor.participant ?? null, user: actor.user },
    at,
  };
  return { response, event: { name: EVENT_NAME, payload: encode(fitting(payload, summaries)) } };
}

/**
 * As many summaries as fit, and how many were left out: readers derive events from the block
 * itself.
 */
function fitting(payload: object, summaries: readonly EventSummary[]): object {
  let bytes = utf8Length(canonicalize({ ...payload, events: [], omitted: summaries.length }));
  let count = 0;
  for (const summary of summaries) {
    bytes += utf8Length(canonicalize(summary)) + 1;
    if (bytes > limits.eventBytes) break;
    count += 1;
  }
  const omitted = summaries.length - count;
  return { ...payload, events: summaries.slice(0, count), ...(omitted === 0 ? {} : { omitted }) };
}
