import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NetworkError } from '../errors.js';
import { cacheKey, type ToolModule } from './tool-module.js';

/** The variables that decide where programs are found. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The programs of Fabric that the network uses. */
export const fabricPrograms = ['peer', 'orderer', 'osnadmin', 'configtxgen', 'configtxlator'];
/** The programs of fabric-ca that the network uses. */
export const fabricCaPrograms = ['fabric-ca-server'];

/** How a set of programs was found. */
export type ToolOrigin = 'FABRIC_BIN' | 'PATH' | 'built';

/** A folder of programs. */
export interface ToolSet {
  readonly origin: ToolOrigin;
  readonly folder: string;
}

/** Everything of Fabric that the network runs. */
export interface Tools {
  readonly fabric: ToolSet;
  readonly fabricCa: ToolSet;
  /** Folder with Fabric's core.yaml and orderer.yaml. */
  readonly sampleConfig: string;
}

/** Absolute path of one of the programs. */
export function program(set: ToolSet, name: string): string {
  return path.join(set.folder, name);
}

/** Where what was built is kept: outside the tree, so that it outlives it and serves its copies. */
export function cacheFolder(environment: Environment): string {
  const base = environment['XDG_CACHE_HOME'];
  const home = environment['HOME'] ?? os.homedir();
  return path.join(base === undefined || base === '' ? path.join(home, '.cache') : base, 'tranche');
}

/** The folder of a module's built programs; another go.sum means another folder. */
export function builtFolder(environment: Environment, module: ToolModule): string {
  return path.join(cacheFolder(environment), `${module.name}-${cacheKey(module)}`);
}

/** Looks for the programs of a module: FABRIC_BIN, then PATH, then what was built before. */
export function findToolSet(
  environment: Environment,
  module: ToolModule,
): ToolSet | undefined {
  const complete = (folder: string): boolean =>
    module.programs.every((name) => existsSync(path.join(folder, name)));
  const given = environment['FABRIC_BIN'];
  if (given !== undefined && given !== '') {
    const folder = path.resolve(given);
    if (complete(folder)) return { origin: 'FABRIC_BIN', folder };
  }
  const onPath = (environment['PATH'] ?? '').split(path.delimiter).find(
    (folder) => folder !== '' && complete(folder),
  );
  if (onPath !== undefined) return { origin: 'PATH', folder: path.resolve(onPath) };
  const folder = path.join(builtFolder(environment, module), 'bin');
  return complete(folder) ? { origin: 'built', folder } : undefined;
}

/**
 * The folder with the configuration files that come with Fabric: `config` beside the programs, as
 * in a release archive and in the cache, or FABRIC_CFG_PATH. Throws `TOOL_MISSING`.
 */
export function findSampleConfig(environment: Environment, fabric: ToolSet): string {
  const candidates = [path.join(fabric.folder, '..', 'config')];
  const given = environment['FABRIC_CFG_PATH'];
  if (given !== undefined && given !== '') candidates.push(path.resolve(given));
  const folder = candidates.find(
    (candidate) =>
      existsSync(path.join(candidate, 'core.yaml')) &&
      existsSync(path.join(candidate, 'orderer.yaml')),
  );
  if (folder === undefined) {
    throw new NetworkError(
      'TOOL_MISSING',
      `Fabric is in ${fabric.folder}, but core.yaml and orderer.yaml are not in ` +
        `${candidates.join(' or ')}; set FABRIC_CFG_PATH to the folder that holds them`,
    );
  }
  return folder;
}
