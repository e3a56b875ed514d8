import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { codeDigest } from '@tranche/chaincode/code-digest';
import { NetworkError } from '../errors.js';
import { cacheFolder } from '../fabric/binaries.js';
import { makeFolder } from '../files.js';
import { runProgram } from '../run-program.js';
import type { Site } from '../site.js';
import type { PackagedCode } from './package.js';

const LOCK_FILE = 'package-lock.json';
/** Whose manifests npm wants to see before it installs one of them. */
const WORKSPACES = ['chaincode', 'gateway'];
const NPM_FLAGS = [
  '--omit=dev',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
];
const CACHE_KEY_LENGTH = 16;

/**
 * Copies the compiled chaincode with its production dependencies to a folder named by its digest.
 *
 * Servers run from that copy only: a rebuild of the working tree changes nothing that runs. The
 * packages come from npm by the hashes of the lock file, not from the tree. Throws `NOT_BUILT`.
 */
export async function stageChaincode(site: Site): Promise<PackagedCode> {
  const { root, chaincode } = site.paths;
  const draft = path.join(chaincode, `draft-${randomBytes(4).toString('hex')}`);
  try {
    copyCode(root, draft);
    const digest = await codeDigest(draft);
    const target = site.paths.stagedChaincode(digest);
    if (!existsSync(target)) {
      await addPackages(site, draft);
      renameSync(draft, target);
    }
    return { digest, packageVersion: packageVersion(root) };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function copyCode(root: string, draft: string): void {
  const built = path.join(root, 'chaincode', 'dist');
  if (!existsSync(path.join(built, 'server.js'))) {
    throw new NetworkError('NOT_BUILT', 'the chaincode is not compiled: run `npm run build` first');
  }
  makeFolder(draft);
  cpSync(built, path.join(draft, 'dist'), {
    recursive: true,
    filter: (file) => statSync(file).isDirectory() || file.endsWith('.js'),
  });
  copyFileSync(path.join(root, LOCK_FILE), path.join(draft, LOCK_FILE));
  const manifest = path.join('chaincode', 'package.json');
  copyFileSync(path.join(root, manifest), path.join(draft, 'package.json'));
}

/** Copies the packages from the cache, where npm has put them once for this lock file. */
async function addPackages(site: Site, draft: string): Promise<void> {
  const key = createHash('sha256')
    .update(readFileSync(path.join(draft, LOCK_FILE)))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
    .slice(0, CACHE_KEY_LENGTH);
  const cached = path.join(cacheFolder(site.environment), `chaincode-packages-${key}`);
  if (!existsSync(cached)) await installPackages(site, cached);
  const copy = path.join(draft, 'node_modules');
  cpSync(cached, copy, { recursive: true, verbatimSymlinks: true });
}

async function installPackages(site: Site, target: string): Promise<void> {
  const { root } = site.paths;
  const draft = `${target}.${randomBytes(4).toString('hex')}.draft`;
  makeFolder(draft);
  try {
    for (const file of ['package.json', LOCK_FILE]) {
      copyFileSync(path.join(root, file), path.join(draft, file));
    }
    for (const workspace of WORKSPACES) {
      mkdirSync(path.join(draft, workspace));
      const manifest = path.join(workspace, 'package.json');
      copyFileSync(path.join(root, manifest), path.join(draft, manifest));
    }
    await runProgram({
      command: 'npm',
      args: ['ci', '--workspace=chaincode', ...NPM_FLAGS],
      folder: draft,
      environment: site.environment,
    });
    refuseOwnVersions(path.join(draft, 'chaincode', 'node_modules'));
    const packages = path.join(draft, 'node_modules');
    rmSync(path.join(packages, '@tranche'), { recursive: true, force: true });
    if (!existsSync(target)) renameSync(packages, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function refuseOwnVersions(folder: string): void {
  if (!existsSync(folder)) return;
  throw new NetworkError(
    'NOT_BUILT',
    'the lock file gives the chaincode versions of its own, which a staged copy cannot hold: ' +
      'use the same versions of its packages in all workspaces',
  );
}

function packageVersion(root: string): string {
  const file = path.join(root, 'chaincode', 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return manifest.version;
}
