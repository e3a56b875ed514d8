import { readIfThere, writeWhole } from '../files.js';
import type { Paths } from '../paths.js';

/** Which of the two ports of a member its chaincode server listens on. */
export type Slot = 'A' | 'B';

/** The chaincode that the servers run. */
export interface Deployment {
  /** Hex SHA-256 of the code, as the members approve it. */
  readonly digest: string;
  readonly packageId: string;
  /** Version in the chaincode definition; names the digest too. */
  readonly version: string;
  readonly slot: Slot;
}

/** The deployment whose servers run or would be started; `undefined` before the first. */
export function readDeployment(paths: Paths): Deployment | undefined {
  const text = readIfThere(paths.deployment);
  return text === undefined ? undefined : (JSON.parse(text) as Deployment);
}

/** The deployment that a digest once had: a peer remembers the address for an installed package. */
export function deploymentOf(paths: Paths, digest: string): Deployment | undefined {
  const text = readIfThere(`${paths.stagedChaincode(digest)}.json`);
  return text === undefined ? undefined : (JSON.parse(text) as Deployment);
}

/** Makes the deployment the one whose servers run. */
export function writeDeployment(paths: Paths, deployment: Deployment): void {
  const text = `${JSON.stringify(deployment, null, 2)}\n`;
  writeWhole(`${paths.stagedChaincode(deployment.digest)}.json`, text);
  writeWhole(paths.deployment, text);
}

/** The slot that is free beside the given one. */
export function otherSlot(slot: Slot): Slot {
  return slot === 'A' ? 'B' : 'A';
}
