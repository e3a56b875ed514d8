import { z } from 'zod';

/** Milliseconds since 1970-01-01T00:00:00Z, an integer; the only form of time in the rules. */
export const instantSchema = z.int().min(0).max(8_640_000_000_000_000).brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;

/** `instant` moved by `millis`. */
export function plus(instant: Instant, millis: number): Instant {
  return instantSchema.parse(instant + millis);
}

/** The later of two instants. */
export function latest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return instants.reduce((one, other) => (other > one ? other : one));
}
