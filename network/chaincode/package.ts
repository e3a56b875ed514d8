import { createHash } from 'node:crypto';
import { reproducibleTarGz } from './tar.js';

const DIGEST_IN_VERSION = 12;

/** The code that a package names. */
export interface PackagedCode {
  readonly digest: string;
  /** Version of the chaincode's npm package. */
  readonly packageVersion: string;
}

/** A chaincode package, the same for all members. */
export interface ChaincodePackage {
  readonly bytes: Uint8Array;
  /** What Fabric calls the package: `<label>:<hex SHA-256 of the bytes>`. */
  readonly packageId: string;
}

/** The version that the chaincode definition carries: `<npm version>+<start of the digest>`. */
export function definitionVersion(code: PackagedCode): string {
  return `${code.packageVersion}+${code.digest.slice(0, DIGEST_IN_VERSION)}`;
}

/**
 * The package of the code: it holds no code but the digest of it, so it is equal for all members,
 * and each member's approval of the package id is its approval of exactly that code.
 */
export async function packageCode(code: PackagedCode): Promise<ChaincodePackage> {
  const label = `tranche_${code.packageVersion}`;
  const digest = { name: 'code.json', content: JSON.stringify({ digest: code.digest }) };
  const bytes = await reproducibleTarGz([
    { name: 'metadata.json', content: JSON.stringify({ type: 'ccaas', label }) },
    { name: 'code.tar.gz', content: await reproducibleTarGz([digest]) },
  ]);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, packageId: `${label}:${hash}` };
}
