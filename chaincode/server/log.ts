import type { Clock } from './clock.js';

/** How much an operator should care. */
export type LogLevel = 'info' | 'warn' | 'error';

/** What is told of an event beside its name: never a private value, an argument or a response. */
export type LogFields = Readonly<Record<string, string | number | readonly string[]>>;

/** Tells one event. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** A log that writes each event as one line of JSON. */
export function lineLog(clock: Clock, write: (line: string) => void): Log {
  return (level, event, fields = {}) => {
    const at = new Date(clock.now()).toISOString();
    write(`${JSON.stringify({ at, level, event, ...fields })}\n`);
  };
}

/** What a thrown value says, for a log. */
export function describeThrown(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  return { thrown: thrown.name, stack: thrown.stack ?? thrown.message };
}
