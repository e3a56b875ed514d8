import { z } from 'zod';

/** The last instant that a date can hold: the year 275760. */
const END_OF_TIME = 8_640_000_000_000_000;

/** Milliseconds since 1970-01-01T00:00:00Z, an integer; the only form of time in the rules. */
export const instantSchema = z.int().min(0).max(END_OF_TIME).brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;

/** The first instant that a date can hold. */
export const EPOCH: Instant = instantSchema.parse(0);

/**
 * `instant` moved by `millis`, but not past the end of time: terms may name any instant, and a
 * deadline that never comes must not fail whoever asks for it.
 */
export function plus(instant: Instant, millis: number): Instant {
  return instantSchema.parse(Math.min(instant + millis, END_OF_TIME));
}

/** The later of two instants. */
export function latest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return instants.reduce((one, other) => (other > one ? other : one));
}

/** The earlier of instants. */
export function earliest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return instantSchema.parse(Math.min(...instants));
}
