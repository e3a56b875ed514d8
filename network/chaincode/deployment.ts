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

/** Remembers the deployment. */
export function writeDeployment(paths: Paths, deployment: Deployment): void {
  writeWhole(paths.deployment, `${JSON.stringify(deployment, null, 2)}\n`);
}

/** The slot for a digest: the one it has, or the one that the digest before it leaves free. */
export function slotFor(digest: string, before: Deployment | undefined): Slot {
  if (before === undefined) return 'A';
  if (before.digest === digest) return before.slot;
  return before.slot === 'A' ? 'B' : 'A';
}
