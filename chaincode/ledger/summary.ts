import {
  limits,
  utf8Length,
  type Command,
  type CommandId,
  type Event,
  type Facts,
  type Instant,
  type Msp,
  type ParticipantId,
  type State,
} from '../domain/index.js';
import { canonicalize, encode } from './codec.js';
import type { Answer } from './ledger-state.js';

/** Name of the one chaincode event that a transaction can carry. */
export const EVENT_NAME = 'tranche.v1';

/** Fields of an event that its short form keeps: ids and ranges, never documents or terms. */
export const keptFields = [
  'agreementId',
  'milestoneId',
  'orderId',
  'proposalId',
  'voteId',
  'number',
  'attempt',
  'dependency',
  'reached',
  'what',
  'need',
  'how',
  'invoice',
] as const;

/** Fields of a thing that an event brings into being, and their names in the short form. */
export const keptInside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  order: { id: 'orderId', ranges: 'ranges' },
  presentation: { number: 'number' },
  assignment: { number: 'number', ranges: 'ranges' },
};

/** An event in short: its type and ids. */
export type EventSummary = { readonly type: string } & Readonly<Record<string, unknown>>;

/** The short form of an event, for the wire. */
export function summarize(event: Event): EventSummary {
  const fields: Readonly<Record<string, unknown>> = { ...event };
  const kept = keptFields
    .filter((field) => fields[field] !== undefined)
    .map((field) => [field, fields[field]] as const);
  const inside = Object.entries(keptInside).flatMap(([field, names]) => {
    const thing = fields[field] as Readonly<Record<string, unknown>> | undefined;
    if (thing === undefined) return [];
    return Object.entries(names).map(([name, short]) => [short, thing[name]] as const);
  });
  return { type: event.type, ...Object.fromEntries([...kept, ...inside]) };
}

/** What the one chaincode event of a transaction says: an event of it proves nothing by itself. */
export interface EventPayload {
  readonly v: 1;
  /** Version of the rules in force; 0 before the founding. */
  readonly rules: number;
  readonly commandId: CommandId;
  readonly actor: {
    readonly msp: Msp;
    readonly participant: ParticipantId | null;
    readonly user: string;
  };
  readonly at: Instant;
  /** As many as fit. */
  readonly events: readonly EventSummary[];
  /** How many did not fit. */
  readonly omitted?: number;
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
  const payload: Omit<EventPayload, 'events'> = {
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
function fitting(
  payload: Omit<EventPayload, 'events'>,
  summaries: readonly EventSummary[],
): EventPayload {
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
