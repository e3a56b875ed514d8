import { percentile, sum } from './statistics.js';

/** What clients saw of one workload, over one or more rounds. */
export interface Measurement {
  /** Of each committed transaction, with all its tries; milliseconds. */
  readonly latencies: readonly number[];
  /** From the first call to the last answer; milliseconds. */
  readonly elapsedMillis: number;
  /** Tries that a node turned away. */
  readonly busy: number;
  /** Tries that were invalid because another transaction changed what they had read. */
  readonly conflicts: number;
  /** Tries that too few nodes endorsed; nothing was sent. */
  readonly unanswered: number;
  /** What went wrong with each transaction that was given up. */
  readonly failures: readonly string[];
}

/** Rounds of one workload taken together. */
export function together(rounds: readonly Measurement[]): Measurement {
  return {
    latencies: rounds.flatMap(({ latencies }) => latencies),
    elapsedMillis: sum(rounds.map(({ elapsedMillis }) => elapsedMillis)),
    busy: sum(rounds.map(({ busy }) => busy)),
    conflicts: sum(rounds.map(({ conflicts }) => conflicts)),
    unanswered: sum(rounds.map(({ unanswered }) => unanswered)),
    failures: rounds.flatMap(({ failures }) => failures),
  };
}

/** Committed transactions a second. */
export function throughput({ latencies, elapsedMillis }: Measurement): number {
  return latencies.length / (elapsedMillis / 1000);
}

/** A percentile of the latencies, in milliseconds. */
export function latency({ latencies }: Measurement, share: number): number {
  return percentile(latencies, share);
}
