import { runClients, type Pace } from './clients.js';
import { compared, type Figure, type Limit } from './figures.js';
import { latency, throughput, together, type Measurement } from './measurement.js';
import type { Demand } from './milestone-pool.js';
import { sum } from './statistics.js';
import type { Workload } from './workloads.js';

/** Two workloads that take turns. */
export interface Pair<Reference, Measured> {
  readonly reference: Workload<Reference>;
  readonly measured: Workload<Measured>;
}

/** How often they take turns, and how much each does then. */
export interface CompareOptions {
  readonly demand: Demand;
  readonly rounds: number;
  readonly pace: Pace;
}

/** What one workload did and cost. */
export interface Side extends Measurement {
  /** Processor time of the chaincode's servers while it ran; milliseconds. */
  readonly cpuMillis: number;
}

/** What both did, under the same conditions. */
export interface Comparison {
  readonly reference: Side;
  readonly measured: Side;
}

/**
 * Runs both workloads round by round, one after the other, so that what else the machine does
 * falls on both alike.
 */
export async function compare<Reference, Measured>(
  { reference, measured }: Pair<Reference, Measured>,
  options: CompareOptions,
): Promise<Comparison> {
  const ofReference: Side[] = [];
  const ofMeasured: Side[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    ofReference.push(await runRound(reference, options));
    ofMeasured.push(await runRound(measured, options));
  }
  return { reference: joined(ofReference), measured: joined(ofMeasured) };
}

async function runRound<Work>(
  workload: Workload<Work>,
  { demand, pace }: CompareOptions,
): Promise<Side> {
  const schedule = workload.schedule(demand);
  const before = workload.cpuMillis();
  const measurement = await runClients(schedule, workload.act, pace);
  return { ...measurement, cpuMillis: workload.cpuMillis() - before };
}

function joined(rounds: readonly Side[]): Side {
  return { ...together(rounds), cpuMillis: sum(rounds.map(({ cpuMillis }) => cpuMillis)) };
}

const NO_FAILURE: Limit = { is: 'at most', value: 0 };

/** A comparison as lines of the result; the limit is for the ratio of the throughputs. */
export function figuresOf(
  { reference, measured }: Comparison,
  of: { readonly title: string; readonly limit?: Limit },
): readonly Figure[] {
  const { title, limit } = of;
  const line = (measure: string, unit: string, value: (of: Measurement) => number): Figure => ({
    measure: `${title}: ${measure}`,
    unit,
    reference: value(reference),
    measured: value(measured),
  });
  const speed = { measure: `${title}: throughput`, unit: 'tx/s' };
  const givenUp = reference.failures.length + measured.failures.length;
  return [
    compared({ ...speed, reference: throughput(reference), measured: throughput(measured) }, limit),
    line('latency p50', 'ms', (side) => latency(side, 0.5)),
    line('latency p95', 'ms', (side) => latency(side, 0.95)),
    line('refused as busy, sent again', 'tries', ({ busy }) => busy),
    line('MVCC failures, sent again', 'tries', ({ conflicts }) => conflicts),
    line('too few endorsements, sent again', 'tries', ({ unanswered }) => unanswered),
    { measure: `${title}: given up, both`, unit: 'tx', measured: givenUp, limit: NO_FAILURE },
  ];
}

/** Processor time of the chaincode for each transaction, which so many nodes have executed. */
export function cpuFigures(
  comparisons: readonly Comparison[],
  endorsers: number,
): readonly Figure[] {
  const perTransaction = (sides: readonly Side[]): number =>
    sum(sides.map(({ cpuMillis }) => cpuMillis)) /
    sum(sides.map(({ latencies }) => latencies.length));
  const reference = perTransaction(comparisons.map((of) => of.reference));
  const measured = perTransaction(comparisons.map((of) => of.measured));
  const unit = 'ms/tx';
  const above = measured - reference;
  return [
    { measure: 'chaincode CPU, all servers', unit, reference, measured },
    { measure: 'chaincode CPU above the put, all servers', unit, measured: above },
    { measure: 'chaincode CPU above the put, each endorser', unit, measured: above / endorsers },
  ];
}
