import type { ProcessTable } from '../process/process-table.js';
import type { Site } from '../site.js';
import { statusOf } from '../status.js';
import { checkCertificates } from './certificates.js';
import { checkChaincode } from './chaincode.js';
import { checkChannel } from './channel.js';
import type { Finding } from './findings.js';
import { checkDisk, checkPorts, checkVersions } from './machine.js';
import { checkClocks, checkNodes, checkSettings } from './nodes.js';

/** Looks at everything that can be wrong with a network, and says how to put it right. */
export async function diagnose(site: Site, table: ProcessTable): Promise<readonly Finding[]> {
  const nodes = await statusOf(site, table);
  const healthy = new Set(nodes.filter((node) => node.healthy).map(({ name }) => name));
  const found = await Promise.all([
    checkVersions(site),
    checkPorts(site, table),
    checkDisk(site),
    checkClocks(site, healthy),
    checkChannel(site, healthy),
    checkChaincode(site, healthy),
  ]);
  return [
    ...found.flat(),
    ...checkNodes(nodes, table),
    ...checkSettings(site, table),
    ...checkCertificates(site),
  ];
}
