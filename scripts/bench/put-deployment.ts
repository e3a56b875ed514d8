import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../network/clock.js';
import type { Network } from '../../network/index.js';
import { writeConnection } from '../../network/chaincode/connection.js';
import type { Deployment } from '../../network/chaincode/deployment.js';
import { approve, commit, install } from '../../network/chaincode/lifecycle.js';
import { definitionVersion, packageCode } from '../../network/chaincode/package.js';
import { writeWhole } from '../../network/files.js';
import { withLock } from '../../network/lock.js';
import { chaincodeNode } from '../../network/nodes/chaincode.js';
import type { Node } from '../../network/nodes/node.js';
import type { PortKind } from '../../network/ports.js';
import { Supervisor } from '../../network/process/supervisor.js';
import { memberSites, type MemberSite, type Site } from '../../network/site.js';
import { together } from '../../network/wait.js';

/** The name of the chaincode on the channel. */
export const PUT_CHAINCODE = 'put';

const FIRST_SEQUENCE = 1;

/** Ports of a profile that none of its nodes has, from its base on. */
const PORTS: Readonly<Partial<Record<PortKind, number>>> = {
  chaincodeA: 300,
  chaincodeAOperations: 320,
};

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'put-chaincode');
const program = path.join(folder, 'main.js');

/** The put chaincode beside Tranche's own, on the same channel. */
export interface PutChaincode {
  /** Names of its servers in the network's table of processes. */
  readonly nodes: readonly string[];
  stop(): Promise<void>;
}

/**
 * Puts the chaincode onto a network that has not had it: a server of every member, installed and
 * approved by all, committed. The network's own functions do it, as they do for Tranche.
 */
export async function deployPut(network: Network): Promise<PutChaincode> {
  const { paths, table } = network;
  const topology = { ...network.topology, chaincode: PUT_CHAINCODE };
  const site: Site = { ...network.site, topology };
  const supervisor = new Supervisor({ table, paths, clock: systemClock });
  const digest = digestOfCode();
  const code = { digest, packageVersion: PUT_CHAINCODE };
  const { bytes, packageId } = await packageCode(code);
  const version = definitionVersion(code);
  const deployment: Deployment = { digest, packageId, version, slot: 'A' };
  const members = memberSites(site).map(besideTheNetwork);
  const nodes = members.map((of) => putNode(of, deployment));
  await withLock(paths.lock, async () => {
    writeWhole(paths.chaincodePackage(digest), bytes);
    for (const of of members) writeConnection(of, deployment);
    for (const node of nodes) supervisor.start(node);
    await together(nodes.map((node) => supervisor.healthy(node)));
    await install(site, deployment);
    await approve(site, deployment, FIRST_SEQUENCE);
    await commit(site, deployment, FIRST_SEQUENCE);
  });
  const names = nodes.map(({ name }) => name);
  const stop = async (): Promise<void> => {
    await together(names.map((name) => supervisor.stop(name)));
  };
  return { nodes: names, stop };
}

/** The member with chaincode ports of the bench. */
function besideTheNetwork(of: MemberSite): MemberSite {
  const port = (kind: PortKind): number => {
    const offset = PORTS[kind];
    return offset === undefined ? of.port(kind) : of.site.profile.portBase + offset + of.index;
  };
  return { ...of, port, address: (kind) => `${of.member.host}:${port(kind)}` };
}

/** The member's server of the put: like its own chaincode server, with another program. */
function putNode(of: MemberSite, deployment: Deployment): Node {
  const node = chaincodeNode(of, deployment);
  return {
    ...node,
    name: `chaincode.${PUT_CHAINCODE}.${of.member.name}`,
    launch: () => ({ ...node.launch(), args: [program], folder: of.site.paths.root }),
  };
}

function digestOfCode(): string {
  const hash = createHash('sha256');
  for (const file of ['contract.js', 'main.js']) hash.update(readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}
