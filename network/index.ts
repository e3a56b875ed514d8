import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDeployment } from './chaincode/deployment.js';
import { systemClock, type Clock } from './clock.js';
import { diagnose } from './doctor/doctor.js';
import type { Finding } from './doctor/findings.js';
import { bringDown, reset } from './down.js';
import { NetworkError } from './errors.js';
import type { Environment } from './fabric/binaries.js';
import { Toolbox } from './fabric/toolbox.js';
import { readIfThere } from './files.js';
import { withLock } from './lock.js';
import type { Node } from './nodes/node.js';
import { nodesOf } from './nodes/nodes.js';
import { PORT_BASE_FILE, pathsOf, type Paths } from './paths.js';
import { ProcessTable } from './process/process-table.js';
import { Supervisor } from './process/supervisor.js';
import { profileFolder, profileOf, type Profile } from './profiles.js';
import { silentProgress, type Progress } from './progress.js';
import type { Site } from './site.js';
import { statusOf, type NodeStatus } from './status.js';
import { topology, type Topology } from './topology.js';
import { bringUp, type Operation } from './up.js';

export { NetworkError } from './errors.js';
export { lineProgress, silentProgress, type Progress } from './progress.js';
export type { Finding } from './doctor/findings.js';
export type { NodeStatus } from './status.js';
export * from './topology.js';

/** How a network is opened. */
export interface OpenOptions {
  /** Decides where programs and caches are, and the ports; usually the process's own. */
  readonly environment: Environment;
  readonly clock?: Clock;
}

/** One profile of the network, to be brought up, looked at and broken. Nothing in it exits. */
export interface Network {
  readonly profile: Profile;
  readonly topology: Topology;
  readonly paths: Paths;
  readonly site: Site;
  readonly table: ProcessTable;
  /** Brings everything up; a second call changes nothing. */
  up(progress?: Progress): Promise<void>;
  /** Stops everything that was started; returns how many processes ran. */
  down(progress?: Progress): Promise<number>;
  /** Stops everything and deletes all data of the profile. */
  reset(progress?: Progress): Promise<void>;
  status(): Promise<readonly NodeStatus[]>;
  /** What is wrong or will be, each with its fix. */
  doctor(): Promise<readonly Finding[]>;
  /** Starts a node and waits until it is healthy; `false` when it ran already. */
  start(node: string): Promise<boolean>;
  /** Stops a node in good order; `false` when it did not run. */
  stop(node: string): Promise<boolean>;
  /** Ends a node at once (SIGKILL), so that it shows as crashed; `false` when it did not run. */
  kill(node: string): Promise<boolean>;
  /** The node of that name. Throws `NODE_UNKNOWN`. */
  node(name: string): Node;
}

/** The project's folder, seen from the compiled file in dist/network. */
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Opens a profile of the network. Throws `PROFILE_UNKNOWN` or `PORT_BASE_INVALID`. */
export function openNetwork(profileName: string, options: OpenOptions): Network {
  const { environment, clock = systemClock } = options;
  const saved = readIfThere(path.join(profileFolder(ROOT, profileName), PORT_BASE_FILE));
  const profile = profileOf({
    name: profileName,
    root: ROOT,
    environment,
    ...(saved !== undefined && { madeWith: Number(saved) }),
  });
  const paths = pathsOf(ROOT, profile);
  const toolbox = new Toolbox(ROOT, environment);
  const site: Site = { profile, topology, paths, clock, toolbox, environment };
  const table = new ProcessTable(paths.processes);
  const supervisor = new Supervisor({ table, paths, clock });
  const nodes = (): readonly Node[] => nodesOf(site, readDeployment(paths));
  const node = (name: string): Node => named(nodes(), name);
  const locked = <T>(
    progress: Progress | undefined,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> =>
    withLock(paths.lock, () => work({ site, supervisor, progress: progress ?? silentProgress }));
  return {
    profile,
    topology,
    paths,
    site,
    table,
    node,
    up: (progress) => locked(progress, bringUp),
    down: (progress) => locked(progress, bringDown),
    reset: (progress) => locked(progress, reset),
    status: () => statusOf(site, table),
    doctor: () => diagnose(site, table),
    start: (name) =>
      locked(undefined, async () => {
        const started = supervisor.start(node(name));
        await supervisor.healthy(node(name));
        return started;
      }),
    stop: (name) => locked(undefined, () => supervisor.stop(node(name).name)),
    kill: (name) => locked(undefined, () => supervisor.kill(node(name).name)),
  };
}

function named(nodes: readonly Node[], name: string): Node {
  const found = nodes.find((node) => node.name === name);
  if (found !== undefined) return found;
  throw new NetworkError(
    'NODE_UNKNOWN',
    `there is no node "${name}"; the nodes are ${nodes.map((node) => node.name).join(' ')}`,
  );
}
