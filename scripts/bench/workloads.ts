import { randomUUID } from 'node:crypto';
import type { Msp } from '@tranche/chaincode/domain';
import type { HttpAnswer, HttpUser } from '../case/http-user.js';
import { newEvidence } from './agreements.js';
import type { Act, Outcome, Pace } from './clients.js';
import type { FabricCall, FabricClient } from './fabric-client.js';
import type { Demand, MilestonePool, MilestoneRef } from './milestone-pool.js';
import { proposalOf } from './parties.js';
import { PUT_CHAINCODE } from './put-deployment.js';

/** Transactions of one kind, for any number of clients. */
export interface Workload<Work> {
  /** What each client has to do in a round. */
  schedule(demand: Demand): readonly (readonly Work[])[];
  readonly act: Act<Work>;
  /** Processor time that the servers of its chaincode have used so far; milliseconds. */
  cpuMillis(): number;
}

/** What every transaction straight to Fabric is sent with. */
export type Sender = Pick<FabricCall, 'as' | 'endorsers'> & { readonly client: FabricClient };

/** What commands on milestones are made of. */
export interface MilestoneOptions {
  readonly pool: MilestonePool;
  readonly chaincode: string;
  readonly cpuMillis: () => number;
}

const VALUE = 'x'.repeat(100);
const DOC_TYPE = 'order-confirmation';
const BUSY_CODES = ['NODE_BUSY', 'GATEWAY_BUSY', 'PARTICIPANT_REQUESTS_TOO_MANY'];

function putCall({ as, endorsers }: Sender, key: string): FabricCall {
  const argument = JSON.stringify({ key, value: VALUE });
  const proposal = { contract: PUT_CHAINCODE, transaction: 'put', argument };
  return { as, endorsers, chaincode: PUT_CHAINCODE, proposal };
}

/** The trivial transaction: each client puts under a key of its own. */
export function puts(sender: Sender, cpuMillis: () => number): Workload<string> {
  return {
    cpuMillis,
    schedule: ({ clients, perClient }) =>
      Array.from({ length: clients }, (_, index) =>
        Array.from({ length: perClient }, () => `client-${index}`),
      ),
    act: (key) => sender.client.transact(putCall(sender, key)),
  };
}

/** Times one put from its submission to its commit, when it is endorsed already; milliseconds. */
export async function timePut(sender: Sender, pace: Pick<Pace, 'now'>): Promise<number> {
  const call = putCall(sender, 'floor');
  const endorsed = await sender.client.endorse(call);
  const since = pace.now();
  const outcome = await sender.client.commit(call, endorsed);
  if (outcome.kind !== 'committed') throw new Error(`a put on an idle network: ${outcome.kind}`);
  return pace.now() - since;
}

/** The exporter attaches evidence to a milestone, straight through the Fabric client. */
export function evidenceDirect(
  { client, as, endorsers }: Sender,
  { pool, chaincode, cpuMillis }: MilestoneOptions,
): Workload<MilestoneRef> {
  return {
    cpuMillis,
    schedule: (demand) => pool.handOut(demand),
    act: (milestone) => {
      const command = { type: 'attachEvidence', ...milestone, ...newEvidence(DOC_TYPE) } as const;
      return client.transact({ as, endorsers, chaincode, proposal: proposalOf(command) });
    },
  };
}

/** The same through the exporter's gateway. */
export function evidenceOverHttp(
  user: HttpUser,
  { pool, cpuMillis }: MilestoneOptions,
): Workload<MilestoneRef> {
  return {
    cpuMillis,
    schedule: (demand) => pool.handOut(demand),
    act: async (milestone) => outcomeOf(await attach(user, milestone)),
  };
}

/** Whose nodes the gateway had endorse a command on an agreement, best first. */
export async function endorsersOfGateway(
  user: HttpUser,
  milestone: MilestoneRef,
): Promise<readonly Msp[]> {
  const { body } = await attach(user, milestone);
  const { endorsedBy = [] } = body as { readonly endorsedBy?: readonly Msp[] };
  if (endorsedBy.length === 0) throw new Error(`not committed: ${JSON.stringify(body)}`);
  return endorsedBy;
}

function attach(
  user: HttpUser,
  { agreementId, milestoneId }: MilestoneRef,
): Promise<HttpAnswer> {
  const path = `/v1/agreements/${agreementId}/milestones/${milestoneId}/evidence`;
  return user.post(path, newEvidence(DOC_TYPE), randomUUID());
}

function outcomeOf({ status, body }: HttpAnswer): Outcome {
  if (status === 200 || status === 201) return { kind: 'committed' };
  const { code = 'no code' } = body as { readonly code?: string };
  if (BUSY_CODES.includes(code)) return { kind: 'busy' };
  return { kind: 'failed', message: `${String(status)} ${code}` };
}
