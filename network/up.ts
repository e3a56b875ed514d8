import { chmodSync, cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, sendProbe } from './bootstrap.js';
import { writeCaSettings } from './certificate-authority/settings.js';
import { deploy } from './chaincode/deploy.js';
import { readDeployment } from './chaincode/deployment.js';
import { stageChaincode } from './chaincode/stage.js';
import { makeGenesisBlock } from './channel/genesis.js';
import { joinChannel } from './channel/join.js';
import { makeFolder, writeWhole } from './files.js';
import { writeGatewayConfig } from './gateway-config.js';
import { enrolMember } from './identities/enrol.js';
import { writeIssuerConfig } from './issuer-config.js';
import type { Node, NodeRole } from './nodes/node.js';
import { nodesOf } from './nodes/nodes.js';
import { refuseTakenPorts } from './port-check.js';
import type { Supervisor } from './process/supervisor.js';
import type { Progress } from './progress.js';
import { memberSites, type Site } from './site.js';
import { together } from './wait.js';

const EXECUTABLE = 0o755;

/** What a command that changes the network works with. */
export interface Operation {
  readonly site: Site;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

/**
 * Brings the whole network up, from whatever state it is in, and ends with a transaction on it.
 *
 * Every step looks at what is there and does the rest, so that a second call changes nothing and a
 * call after an interruption goes on.
 */
export async function bringUp(operation: Operation): Promise<void> {
  const { site, supervisor, progress } = operation;
  await progress.step('Find Fabric', (say) => site.toolbox.prepare(say));
  await progress.step('Check the ports', () => refuseTakenPorts(site, supervisor.table));
  const staging = progress.step('Stage the chaincode', () => stageChaincode(site));
  await together<unknown>([staging, prepareChannel(operation)]);
  const code = await staging;
  await progress.step('Deploy the chaincode', async (say) => {
    say(await deploy(site, supervisor, code));
  });
  await progress.step('Found the consortium', async (say) => {
    say((await bootstrap(site)) ? 'founded' : 'unchanged');
  });
  await progress.step('Start issuer and gateways', (say) =>
    start(operation, ['issuer', 'gateway'], say),
  );
  await progress.step('Commit a transaction', () => sendProbe(site));
}

async function prepareChannel(operation: Operation): Promise<void> {
  const { site, progress } = operation;
  const members = memberSites(site);
  writeWhole(site.paths.portBase, `${site.profile.portBase}\n`);
  for (const of of members) writeCaSettings(of);
  copyBuilder(site);
  await progress.step('Start the certificate authorities', (say) => start(operation, ['ca'], say));
  await progress.step('Enrol nodes and users', async (say) => {
    const counts = await together(members.map(enrolMember));
    say(countOf(counts.reduce((sum, count) => sum + count, 0), 'certificate'));
  });
  await progress.step('Make the genesis block', async (say) => {
    say((await makeGenesisBlock(site)) ? 'made' : 'unchanged');
  });
  await progress.step('Start orderers and peers', (say) =>
    // Servers of an earlier deployment serve it also while another one is put in their place.
    start(
      operation,
      readDeployment(site.paths) === undefined
        ? ['orderer', 'peer']
        : ['orderer', 'peer', 'chaincode'],
      say,
    ),
  );
  await progress.step('Join the channel', async (say) => {
    say(countOf(await joinChannel(site), 'node'));
  });
  await launchGateways(operation);
}

/** Starts issuer and gateways without waiting for them: they take seconds to load, side by side. */
async function launchGateways(operation: Operation): Promise<void> {
  const { site, supervisor } = operation;
  for (const of of memberSites(site)) {
    makeFolder(site.paths.member(of.member.name).journal);
    writeGatewayConfig(of);
  }
  writeIssuerConfig(site);
  await launch(supervisor, nodesWith(site, ['issuer', 'gateway']));
}

function nodesWith(site: Site, roles: readonly NodeRole[]): readonly Node[] {
  return nodesOf(site, readDeployment(site.paths)).filter(({ role }) => roles.includes(role));
}

interface Launched {
  readonly started: number;
  readonly crashed: readonly Node[];
  readonly outdated: readonly Node[];
}

async function launch(supervisor: Supervisor, nodes: readonly Node[]): Promise<Launched> {
  const crashed = nodes.filter(({ name }) => supervisor.table.state(name) === 'crashed');
  const outdated = nodes.filter((node) => supervisor.isOutdated(node));
  await together(outdated.map(({ name }) => supervisor.stop(name)));
  const started = nodes.filter((node) => supervisor.start(node));
  return { started: started.length, crashed, outdated };
}

async function start(
  operation: Operation,
  roles: readonly NodeRole[],
  say: (line: string) => void,
): Promise<void> {
  const { site, supervisor } = operation;
  const nodes = nodesWith(site, roles);
  const { started, crashed, outdated } = await launch(supervisor, nodes);
  await together(nodes.map((node) => supervisor.healthy(node)));
  if (started > 0) say(`${started} started`);
  if (crashed.length > 0) say(`had crashed: ${namesOf(crashed)}`);
  if (outdated.length > 0) say(`had other settings: ${namesOf(outdated)}`);
}

/** The peers run the builder from a copy, like everything else that they run. */
function copyBuilder(site: Site): void {
  const source = path.join(site.paths.root, 'network', 'fabric', 'builder');
  cpSync(source, makeFolder(site.paths.builder), { recursive: true });
  const programs = path.join(site.paths.builder, 'bin');
  for (const name of readdirSync(programs)) chmodSync(path.join(programs, name), EXECUTABLE);
}

function namesOf(nodes: readonly Node[]): string {
  return nodes.map(({ name }) => name).join(' ');
}

function countOf(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
