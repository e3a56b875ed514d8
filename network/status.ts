import { readDeployment } from './chaincode/deployment.js';
import { isHealthy } from './health.js';
import type { NodeRole } from './nodes/node.js';
import { nodesOf } from './nodes/nodes.js';
import type { ProcessState, ProcessTable } from './process/process-table.js';
import type { Site } from './site.js';

/** How a node is, as `status --json` prints it. */
export interface NodeStatus {
  readonly name: string;
  readonly role: NodeRole;
  readonly member: string | null;
  /** `null` when the node does not run. */
  readonly pid: number | null;
  readonly addresses: Readonly<Record<string, string>>;
  readonly healthy: boolean;
}

/** How every node of the network is. */
export async function statusOf(site: Site, table: ProcessTable): Promise<readonly NodeStatus[]> {
  return Promise.all(
    nodesOf(site, readDeployment(site.paths)).map(async (node) => {
      const { name, role, member, addresses, health } = node;
      const pid = table.pid(name) ?? null;
      const healthy = pid !== null && (await isHealthy(health));
      return { name, role, member, pid, addresses, healthy };
    }),
  );
}

/** The nodes as a table for people. */
export function statusTable(nodes: readonly NodeStatus[], table: ProcessTable): string {
  const rows = nodes.map(({ name, pid, addresses, healthy }) => [
    name,
    conditionOf(table.state(name), healthy),
    pid === null ? '-' : String(pid),
    Object.entries(addresses)
      .map(([purpose, address]) => `${purpose} ${address}`)
      .join('  '),
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
    .join('\n');
}

function conditionOf(state: ProcessState, healthy: boolean): string {
  if (state !== 'running') return state;
  return healthy ? 'healthy' : 'not healthy';
}
