import type { Measurement } from './measurement.js';
import { sum } from './statistics.js';

/**
 * How one try of a transaction ended: `busy` when a node turned it away, `conflict` when another
 * transaction came in between, `unanswered` when too few nodes endorsed it and nothing was sent.
 */
export type Outcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'failed'; readonly message: string };

/** Sends one transaction and tells how it ended. */
export type Act<Work> = (work: Work) => Promise<Outcome>;

/** Time, in milliseconds from any start, and chance. */
export interface Pace {
  now(): number;
  after(millis: number): Promise<void>;
  /** A number in `[0, 1)`. */
  random(): number;
}

/** Tries of one transaction before it is given up. */
export const TRIES_MAX = 40;

const PAUSE_MILLIS_MIN = 20;
const PAUSE_MILLIS_MAX = 400;

/** How long to wait after so many tries in a row: doubling, with jitter. */
export function backOffMillis(tries: number, random: number): number {
  const most = Math.min(PAUSE_MILLIS_MIN * 2 ** (tries - 1), PAUSE_MILLIS_MAX);
  return most * (0.5 + random / 2);
}

/** What one client has seen so far. */
class Tally {
  readonly latencies: number[] = [];
  readonly failures: string[] = [];
  busy = 0;
  conflicts = 0;
  unanswered = 0;
}

/**
 * Runs one client for each list of work, all at once; each has one transaction under way at a time
 * and sends it again, after a pause unless it met a conflict, until it is committed.
 */
export async function runClients<Work>(
  schedule: readonly (readonly Work[])[],
  act: Act<Work>,
  pace: Pace,
): Promise<Measurement> {
  const since = pace.now();
  const clients = await Promise.all(schedule.map((works) => runClient(works, act, pace)));
  return {
    latencies: clients.flatMap(({ latencies }) => latencies),
    elapsedMillis: pace.now() - since,
    busy: sum(clients.map(({ busy }) => busy)),
    conflicts: sum(clients.map(({ conflicts }) => conflicts)),
    unanswered: sum(clients.map(({ unanswered }) => unanswered)),
    failures: clients.flatMap(({ failures }) => failures),
  };
}

async function runClient<Work>(
  works: readonly Work[],
  act: Act<Work>,
  pace: Pace,
): Promise<Tally> {
  const tally = new Tally();
  for (const work of works) {
    const since = pace.now();
    const failure = await failureOf(tally, () => act(work), pace);
    if (failure === undefined) tally.latencies.push(pace.now() - since);
    else tally.failures.push(failure);
  }
  return tally;
}

/** Tries until the transaction is committed; returns why it was given up otherwise. */
async function failureOf(
  tally: Tally,
  act: () => Promise<Outcome>,
  pace: Pace,
): Promise<string | undefined> {
  let inARow = 0;
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const outcome = await act();
    switch (outcome.kind) {
      case 'committed':
        return undefined;
      case 'failed':
        return outcome.message;
      case 'conflict':
        tally.conflicts += 1;
        inARow = 0;
        continue;
      case 'busy':
        tally.busy += 1;
        break;
      case 'unanswered':
        tally.unanswered += 1;
        break;
    }
    inARow += 1;
    await pace.after(backOffMillis(inARow, pace.random()));
  }
  return `not committed in ${TRIES_MAX} tries`;
}
