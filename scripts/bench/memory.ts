import type { Network } from '../../network/index.js';
import { startOrder, type NodeRole } from '../../network/nodes/node.js';
import type { Figure } from './figures.js';
import { readProcess } from './processes.js';
import { sum } from './statistics.js';

/** Memory of a process of the network. */
export interface NodeMemory {
  readonly role: NodeRole;
  readonly residentBytes: number;
}

const BYTES_PER_MEBIBYTE = 1024 * 1024;

/** The memory of every process that belongs to the network. */
export async function readMemory(network: Network): Promise<readonly NodeMemory[]> {
  const nodes = await network.status();
  return nodes.flatMap(({ role, pid }) =>
    pid === null ? [] : [{ role, residentBytes: readProcess(pid).residentBytes }],
  );
}

/** Memory by kind of node and in all, before and after load. */
export function memoryFigures(
  before: readonly NodeMemory[],
  after: readonly NodeMemory[],
): readonly Figure[] {
  const mebibytes = (nodes: readonly NodeMemory[]): number =>
    Math.round(sum(nodes.map(({ residentBytes }) => residentBytes)) / BYTES_PER_MEBIBYTE);
  const line = (name: string, isMeant: (node: NodeMemory) => boolean): Figure => ({
    measure: `memory (RSS) ${name}, before and after load`,
    unit: 'MiB',
    reference: mebibytes(before.filter(isMeant)),
    measured: mebibytes(after.filter(isMeant)),
  });
  const ofRole = startOrder.map((role) => {
    const count = after.filter((node) => node.role === role).length;
    return line(`${role} x ${count}`, (node) => node.role === role);
  });
  return [line(`of all ${after.length} processes`, () => true), ...ofRole];
}
