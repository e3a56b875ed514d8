import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const KEY_LENGTH = 16;

/** A Go module whose `tool` lines name programs that the network runs. */
export interface ToolModule {
  readonly name: 'fabric' | 'fabric-ca';
  /** Folder with go.mod and go.sum. */
  readonly folder: string;
  readonly programs: readonly string[];
  /** The linker's `-X` setting that gives the programs their version. */
  readonly versionSetting: string;
}

/** Names what would be built: the pinned versions with their hashes, and the platform. */
export function cacheKey(module: ToolModule): string {
  return createHash('sha256')
    .update(readFileSync(path.join(module.folder, 'go.mod')))
    .update(readFileSync(path.join(module.folder, 'go.sum')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
    .slice(0, KEY_LENGTH);
}
