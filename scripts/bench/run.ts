import type { Network, Progress } from '../../network/index.js';
import { HttpUser, type HttpCastOptions } from '../case/http-user.js';
import { castOptions } from '../case/run.js';
import { makeMany, makePending, newDeal, signDeal } from './agreements.js';
import type { Pace } from './clients.js';
import { compare, cpuFigures, figuresOf, type Comparison, type Pair } from './compare.js';
import { FabricClient } from './fabric-client.js';
import type { Figure, Limit } from './figures.js';
import { memoryFigures, readMemory } from './memory.js';
import { MilestonePool, type Demand, type MilestoneRef } from './milestone-pool.js';
import { ACTS_PER_MILESTONE, agreementsFor, milestoneIds, type Plan } from './plan.js';
import { readProcess } from './processes.js';
import { deployPut, type PutChaincode } from './put-deployment.js';
import { Parties } from './parties.js';
import { measureRelease } from './release.js';
import { sum } from './statistics.js';
import {
  endorsersOfGateway,
  evidenceDirect,
  evidenceOverHttp,
  puts,
  timePut,
  type Sender,
  type Workload,
} from './workloads.js';

/** What a run is made of. */
export interface RunOptions {
  readonly network: Network;
  readonly plan: Plan;
  readonly progress: Progress;
  readonly pace: Pace;
}

/** The result of a run. */
export interface BenchResult {
  /** Members whose nodes endorsed every transaction that was measured. */
  readonly endorsers: readonly string[];
  readonly figures: readonly Figure[];
}

const MEMBER = 'exporter';
const USER = 'textiles.maker';
const BUYER = 'retail.checker';
const READER = 'trade-bank.maker';
const MUST_REACH: Limit = { is: 'at least', value: 0.9 };

/** Measures a network that is up and fresh; the put chaincode is added for the time of it. */
export async function runBench(options: RunOptions): Promise<BenchResult> {
  const { network, progress } = options;
  const before = await readMemory(network);
  const put = await progress.step('Deploy the put chaincode', () => deployPut(network));
  const client = await FabricClient.connect(network, MEMBER);
  try {
    const bench = await prepare(options, client, put);
    const figures = await measure(options, bench);
    const memory = memoryFigures(before, await readMemory(network));
    return { endorsers: bench.sender.endorsers, figures: [...figures, ...memory] };
  } finally {
    client.close();
    await put.stop();
  }
}

interface Bench {
  readonly sender: Sender;
  readonly cast: HttpCastOptions;
  readonly parties: Parties;
  readonly workloads: {
    readonly put: Workload<string>;
    readonly direct: Workload<MilestoneRef>;
    readonly http: Workload<MilestoneRef>;
  };
}

async function prepare(
  { network, plan, pace, progress }: RunOptions,
  client: FabricClient,
  put: PutChaincode,
): Promise<Bench> {
  const { chaincode, members } = network.topology;
  const parties = new Parties(client, { chaincode, pace });
  const count = agreementsFor(plan);
  const agreements = await progress.step(`Make ${count} agreements`, () =>
    makeMany(count, () => signDeal(parties, newDeal())),
  );
  const pool = new MilestonePool(agreements, { milestoneIds, actsMax: ACTS_PER_MILESTONE });
  const [[first] = []] = pool.handOut({ clients: 1, perClient: 1 });
  if (first === undefined) throw new RangeError('a plan needs agreements');
  const cast = await castOptions(network);
  const user = HttpUser.of(cast, USER);
  const endorsers = await endorsersOfGateway(user, first);
  const sender = { client, as: await client.identityOf(USER), endorsers };
  const servers = members.map(({ name }) => `chaincode.${name}`);
  const onMilestones = { pool, chaincode, cpuMillis: () => cpuMillisOf(network, servers) };
  const workloads = {
    put: puts(sender, () => cpuMillisOf(network, put.nodes)),
    direct: evidenceDirect(sender, onMilestones),
    http: evidenceOverHttp(user, onMilestones),
  };
  return { sender, cast, parties, workloads };
}

async function measure(options: RunOptions, bench: Bench): Promise<readonly Figure[]> {
  const { plan } = options;
  const { put, direct, http } = bench.workloads;
  const figures: Figure[] = [];
  const toPut: Comparison[] = [];
  for (const demand of plan.direct) {
    const pair = { reference: put, measured: direct };
    const title = 'milestone / put';
    const found = await measurePair(options, { title, pair, demand, limit: MUST_REACH });
    toPut.push(found.comparison);
    figures.push(...found.figures);
  }
  for (const demand of plan.http) {
    const pair = { reference: direct, measured: http };
    // Many clients and the gateway share few processors here, so that ratio is reported only.
    const gate = demand.clients === 1 ? { limit: MUST_REACH } : {};
    const found = await measurePair(options, { title: 'HTTP / direct', pair, demand, ...gate });
    figures.push(...found.figures);
  }
  const cpu = cpuFigures(toPut, bench.sender.endorsers.length);
  return [...figures, ...cpu, ...(await releaseFigures(options, bench))];
}

interface PairToMeasure<Reference> {
  readonly title: string;
  readonly pair: Pair<Reference, MilestoneRef>;
  readonly demand: Demand;
  readonly limit?: Limit;
}

async function measurePair<Reference>(
  { plan, pace, progress }: RunOptions,
  of: PairToMeasure<Reference>,
): Promise<{ readonly comparison: Comparison; readonly figures: readonly Figure[] }> {
  const { pair, demand } = of;
  const title = `${of.title}, ${countOf(demand.clients)}`;
  return progress.step(title, async (say) => {
    const warmUp = { ...demand, perClient: plan.warmUpPerClient };
    await compare(pair, { demand: warmUp, rounds: 1, pace });
    const comparison = await compare(pair, { demand, rounds: plan.rounds, pace });
    const limit = of.limit === undefined ? {} : { limit: of.limit };
    const figures = figuresOf(comparison, { title, ...limit });
    const { reference, measured } = comparison;
    for (const failure of new Set([...reference.failures, ...measured.failures])) say(failure);
    return { comparison, figures };
  });
}

async function releaseFigures(
  { plan, pace, progress }: RunOptions,
  { cast, parties, sender }: Bench,
): Promise<readonly Figure[]> {
  const pending = await progress.step('Make agreements to release', () =>
    makeMany(plan.releases, () => makePending(parties)),
  );
  const buyer = HttpUser.of(cast, BUYER);
  const reader = HttpUser.of(cast, READER);
  // Tokens are fetched before what is timed.
  await Promise.all([buyer.token(), reader.token()]);
  return progress.step('Time releases', () =>
    measureRelease({ buyer, reader, timePut: () => timePut(sender, pace), pace }, pending),
  );
}

function cpuMillisOf(network: Network, nodes: readonly string[]): number {
  return sum(
    nodes.map((name) => {
      const pid = network.table.pid(name);
      return pid === undefined ? 0 : readProcess(pid).cpuMillis;
    }),
  );
}

function countOf(clients: number): string {
  return clients === 1 ? '1 client' : `${clients} clients`;
}
