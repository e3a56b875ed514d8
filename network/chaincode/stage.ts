import { randomBytes } from 'node:crypto';
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
import { makeFolder } from '../files.js';
import { runProgram } from '../run-program.js';
import type { Site } from '../site.js';
import type { PackagedCode } from './package.js';

const LOCK_FILE = 'package-lock.json';
/** Whose manifests npm wants to see before it installs one of them. */
const WORKSPACES = ['chaincode', 'gateway'];

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
      await installPackages(site, draft);
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

async function installPackages(site: Site, draft: string): Promise<void> {
  const { root } = site.paths;
  const install = makeFolder(path.join(draft, 'install'));
  for (const file of ['package.json', LOCK_FILE]) {
    copyFileSync(path.join(root, file), path.join(install, file));
  }
  for (const workspace of WORKSPACES) {
    mkdirSync(path.join(install, workspace));
    const manifest = path.join(workspace, 'package.json');
    copyFileSync(path.join(root, manifest), path.join(install, manifest));
  }
  await runProgram({
    command: 'npm',
    args: [
      'ci',
      '--workspace=chaincode',
      '--omit=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
    ],
    folder: install,
    environment: site.environment,
  });
  const shared = path.join(install, 'node_modules');
  rmSync(path.join(shared, '@tranche'), { recursive: true, force: true });
  renameSync(shared, path.join(draft, 'node_modules'));
  if (existsSync(path.join(install, 'chaincode', 'node_modules'))) {
    throw new NetworkError(
      'NOT_BUILT',
      'the lock file gives the chaincode versions of its own, which a staged copy cannot hold: ' +
        'use the same versions of its packages in all workspaces',
    );
  }
  rmSync(install, { recursive: true });
}

function packageVersion(root: string): string {
  const file = path.join(root, 'chaincode', 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return manifest.version;
}
