import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import {
  FABRIC_CA_OLDEST,
  FABRIC_OLDEST,
  FABRIC_RECOMMENDED,
  isAtLeast,
  parseVersion,
  versionText,
  type Version,
} from '../fabric/versions.js';
import { takenPorts } from '../port-check.js';
import type { ProcessTable } from '../process/process-table.js';
import type { Site } from '../site.js';
import { findingsOf, type Finding, type Problem } from './findings.js';

const NODE_OLDEST: Version = [20, 19, 0];
const GIBIBYTE = 2 ** 30;
/** A peer stops with its disk full, and the ledger only grows. */
const DISK_ERROR_BYTES = GIBIBYTE;
const DISK_WARNING_BYTES = 5 * GIBIBYTE;

const UPGRADE = 'set FABRIC_BIN to the bin folder of a newer official release';

/** Whether Node and Fabric are new enough. */
export async function checkVersions(site: Site): Promise<readonly Finding[]> {
  const problems: Problem[] = [];
  const node = parseVersion(process.versions.node);
  if (node === undefined || !isAtLeast(node, NODE_OLDEST)) {
    const message = `Node ${process.versions.node} is older than ${versionText(NODE_OLDEST)}`;
    problems.push({ level: 'error', message, fix: 'install a newer Node' });
  }
  if (site.toolbox.find() === undefined) {
    const message = 'Fabric is neither in FABRIC_BIN, nor on PATH, nor built yet';
    problems.push({ level: 'warning', message, fix: '`up` builds it; it needs Go' });
    return findingsOf('versions', problems, '');
  }
  const { fabric, fabricCa } = await site.toolbox.versions();
  if (!isAtLeast(fabric, FABRIC_OLDEST)) {
    const message = `Fabric ${versionText(fabric)} is refused`;
    problems.push({ level: 'error', message, fix: UPGRADE });
  } else if (!isAtLeast(fabric, FABRIC_RECOMMENDED)) {
    const message =
      `Fabric ${versionText(fabric)} works; ${versionText(FABRIC_RECOMMENDED)} fixes a panic ` +
      'of the peer and its delivery of blocks from BFT orderers';
    problems.push({ level: 'warning', message, fix: UPGRADE });
  }
  if (!isAtLeast(fabricCa, FABRIC_CA_OLDEST)) {
    const message = `fabric-ca ${versionText(fabricCa)} is refused`;
    problems.push({ level: 'error', message, fix: UPGRADE });
  }
  return findingsOf('versions', problems, `Node, Fabric and fabric-ca are new enough`);
}

/** Whether others listen on the network's ports. */
export async function checkPorts(site: Site, table: ProcessTable): Promise<readonly Finding[]> {
  const problems = (await takenPorts(site, table)).map(
    ({ port, use, owner }): Problem => ({
      level: 'error',
      message: `port ${port} (${use}) is used by ${owner}`,
      fix: 'stop that process, or set TRANCHE_PORT_BASE to another first port',
    }),
  );
  return findingsOf('ports', problems, 'every port is free or our own');
}

/** Whether there is room for the ledgers to grow. */
export async function checkDisk(site: Site): Promise<readonly Finding[]> {
  let folder = site.paths.folder;
  while (!existsSync(folder)) folder = path.dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${(free / GIBIBYTE).toFixed(1)} GiB are free where ${site.paths.folder} is`;
  const fix = 'make room, or move the project to a larger disk: ledgers only grow';
  const level = free < DISK_ERROR_BYTES ? 'error' : 'warning';
  const problems = free < DISK_WARNING_BYTES ? [{ level, message: text, fix } as const] : [];
  return findingsOf('disk', problems, text);
}
