import { existsSync } from 'node:fs';
import { writeWhole } from '../files.js';
import { chaincodeNode } from '../nodes/chaincode.js';
import type { Supervisor } from '../process/supervisor.js';
import { memberSites, type MemberSite, type Site } from '../site.js';
import { together } from '../wait.js';
import { writeConnection } from './connection.js';
import {
  deploymentOf,
  otherSlot,
  readDeployment,
  writeDeployment,
  type Deployment,
  type Slot,
} from './deployment.js';
import {
  approve,
  commit,
  committedDefinition,
  install,
  isInForce,
  type CommittedDefinition,
} from './lifecycle.js';
import { definitionVersion, packageCode, type PackagedCode } from './package.js';

/** Added to the name of a server that serves the old code while the new one is approved. */
const PREVIOUS = '.previous';

/** What a deployment has changed. */
export type DeployOutcome = 'unchanged' | 'committed' | 'upgraded';

/**
 * Brings the channel to the staged code: servers started, package installed, approved by every
 * member, definition committed. An upgrade takes the next sequence number, and the old servers
 * answer until it is committed. Whatever an interrupted call has done is found and kept.
 */
export async function deploy(
  site: Site,
  supervisor: Supervisor,
  code: PackagedCode,
): Promise<DeployOutcome> {
  const members = memberSites(site);
  const [first] = members;
  if (first === undefined) return 'unchanged';
  const committed = await committedDefinition(first);
  const deployment = await prepare(site, supervisor, { code, committed });
  await startServers(supervisor, members, deployment);
  let outcome: DeployOutcome = 'unchanged';
  if (!isInForce(site, committed, deployment.version)) {
    const sequence = sequenceFor(committed, deployment.version);
    await install(site, deployment);
    await approve(site, deployment, sequence);
    if (committed?.sequence !== sequence) await commit(site, deployment, sequence);
    outcome = committed === undefined ? 'committed' : 'upgraded';
  }
  await together(members.map(({ member }) => supervisor.stop(previousName(member.name))));
  return outcome;
}

/** The number of the definition to approve: the committed one again, or the next. */
function sequenceFor(committed: CommittedDefinition | undefined, version: string): number {
  if (committed === undefined) return 1;
  return committed.version === version ? committed.sequence : committed.sequence + 1;
}

interface Given {
  readonly code: PackagedCode;
  readonly committed: CommittedDefinition | undefined;
}

/** Makes everything ready that the new servers and the peers' builders read. */
async function prepare(site: Site, supervisor: Supervisor, given: Given): Promise<Deployment> {
  const { code, committed } = given;
  const before = readDeployment(site.paths);
  if (before?.digest === code.digest) return before;
  const serving = committed?.version === before?.version ? before : undefined;
  const { bytes, packageId } = await packageCode(code);
  const deployment: Deployment = deploymentOf(site.paths, code.digest) ?? {
    digest: code.digest,
    packageId,
    version: definitionVersion(code),
    slot: slotBeside(serving, before),
  };
  const file = site.paths.chaincodePackage(code.digest);
  if (!existsSync(file)) writeWhole(file, bytes);
  for (const of of memberSites(site)) writeConnection(of, deployment);
  await makeRoom(site, supervisor, serving?.slot === otherSlot(deployment.slot));
  writeDeployment(site.paths, deployment);
  return deployment;
}

/** The other slot while the code before serves; else the slot of what never came to serve. */
function slotBeside(serving: Deployment | undefined, before: Deployment | undefined): Slot {
  return serving === undefined ? (before?.slot ?? 'A') : otherSlot(serving.slot);
}

/** The old servers go on under another name, or stop when they hold the new ones' ports. */
async function makeRoom(site: Site, supervisor: Supervisor, isFree: boolean): Promise<void> {
  for (const { member } of memberSites(site)) {
    const name = `chaincode.${member.name}`;
    if (isFree) supervisor.table.rename(name, previousName(member.name));
    else await supervisor.stop(name);
  }
}

/** Starts the chaincode servers of that deployment that do not run, and waits for their health. */
export async function startServers(
  supervisor: Supervisor,
  members: readonly MemberSite[],
  deployment: Deployment,
): Promise<void> {
  const servers = members.map((of) => chaincodeNode(of, deployment));
  for (const server of servers) supervisor.start(server);
  await together(servers.map((server) => supervisor.healthy(server)));
}

function previousName(member: string): string {
  return `chaincode.${member}${PREVIOUS}`;
}
