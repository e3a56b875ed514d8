import { limits } from '@tranche/chaincode/domain';
import { AGREEMENTS_PER_CLIENT, type Demand } from './milestone-pool.js';

/** How much is measured. */
export interface Plan {
  /** Rounds of each workload; the workloads take turns. */
  readonly rounds: number;
  /** Clients at once, and commands of each in a round: straight to Fabric. */
  readonly direct: readonly Demand[];
  /** The same through the gateway's HTTP API; gated for one client, reported for more. */
  readonly http: readonly Demand[];
  /** Agreements whose release is timed. */
  readonly releases: number;
  /** Commands of each client before what is measured. */
  readonly warmUpPerClient: number;
}

/** Milestones of each agreement that is measured on. */
export const milestoneIds = ['order', 'shipment', 'delivery'] as const;

/** What a bench measures by default. */
export const fullPlan: Plan = {
  rounds: 3,
  direct: [
    { clients: 1, perClient: 50 },
    { clients: 32, perClient: 20 },
    { clients: 128, perClient: 8 },
  ],
  http: [
    { clients: 1, perClient: 30 },
    { clients: 32, perClient: 16 },
  ],
  releases: 12,
  warmUpPerClient: 2,
};

/** A look at whether the bench works, in about a minute; its figures mean little. */
export const quickPlan: Plan = {
  rounds: 1,
  direct: [
    { clients: 1, perClient: 8 },
    { clients: 4, perClient: 8 },
  ],
  http: [{ clients: 4, perClient: 8 }],
  releases: 2,
  warmUpPerClient: 1,
};

/** Acts of one participant on a milestone in the whole run: as many as the rules allow a minute. */
export const ACTS_PER_MILESTONE = limits.actsPerMinute;

/** Agreements that a plan needs, so that no milestone sees too many acts. */
export function agreementsFor(plan: Plan): number {
  const demands = [...plan.direct, ...plan.http];
  const widest = Math.max(...demands.map(({ clients }) => clients)) * AGREEMENTS_PER_CLIENT;
  // The direct calls are measured again as the reference of those over HTTP.
  const perAgreement = milestoneIds.length * ACTS_PER_MILESTONE;
  const acts = commandsOf(plan.direct, plan) + 2 * commandsOf(plan.http, plan);
  // Clients leave rests: half as much again is room enough.
  return Math.max(widest, Math.ceil((1.5 * acts) / perAgreement));
}

function commandsOf(demands: readonly Demand[], plan: Plan): number {
  return demands.reduce(
    (total, { clients, perClient }) =>
      total + clients * (plan.rounds * perClient + plan.warmUpPerClient),
    0,
  );
}
