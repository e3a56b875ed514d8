import { NetworkError } from './errors.js';
import { commandOf, listeners } from './process/listeners.js';
import type { ProcessTable } from './process/process-table.js';
import { portUses } from './ports.js';
import type { Site } from './site.js';

/** A port of the profile that somebody else listens on. */
export interface TakenPort {
  readonly port: number;
  /** What the network wants it for, for example `peer of bank`. */
  readonly use: string;
  /** Command and pid of whoever listens. */
  readonly owner: string;
}

/** The ports of the profile that belong to processes which the network has not started. */
export async function takenPorts(site: Site, table: ProcessTable): Promise<readonly TakenPort[]> {
  const own = new Set(table.names().map((name) => table.pid(name)));
  const uses = portUses(site.profile, site.topology);
  const foreign = (await listeners()).filter(
    ({ port, pid }) => uses.has(port) && (pid === undefined || !own.has(pid)),
  );
  return Promise.all(
    foreign.map(async ({ port, pid }) => ({
      port,
      use: uses.get(port) ?? '',
      owner:
        pid === undefined
          ? 'a process of another user'
          : `${await commandOf(pid)} (pid ${pid})`,
    })),
  );
}

/** Throws `PORT_IN_USE`, naming every port that is taken with its owner. */
export async function refuseTakenPorts(site: Site, table: ProcessTable): Promise<void> {
  const taken = await takenPorts(site, table);
  if (taken.length === 0) return;
  const lines = taken.map(({ port, use, owner }) => `\n    ${port}, ${use}: used by ${owner}`);
  throw new NetworkError(
    'PORT_IN_USE',
    `nothing was started, because ports are in use:${lines.join('')}\n` +
      '  stop these processes, or move the network: set TRANCHE_PORT_BASE to another first port',
  );
}
