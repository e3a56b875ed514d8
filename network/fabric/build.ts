import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NetworkError, messageOf } from '../errors.js';
import { makeFolder } from '../files.js';
import { runProgram } from '../run-program.js';
import { builtFolder, type Environment } from './binaries.js';
import type { ToolModule } from './tool-module.js';
import { GO_OLDEST, isAtLeast, parseVersion, versionText } from './versions.js';

const GO_FIX =
  'install Go 1.25 or newer with a C compiler, or set FABRIC_BIN to the bin folder of an ' +
  'official Fabric release';
const CONFIG_FILES = ['core.yaml', 'orderer.yaml'];

/**
 * Builds the programs of a module with the Go client into the cache.
 *
 * The folder appears whole under its final name, so that two builds at once do no harm. Throws
 * `TOOL_MISSING` without Go, `TOOL_TOO_OLD` with an old one, `TOOL_FAILED` when the build fails.
 */
export async function buildToolSet(environment: Environment, module: ToolModule): Promise<void> {
  await checkGo(environment);
  const target = builtFolder(environment, module);
  const draft = `${target}.${randomBytes(4).toString('hex')}.draft`;
  makeFolder(path.join(draft, 'bin'));
  try {
    await runProgram({
      command: 'go',
      args: ['install', '-ldflags', `-s -w -X ${module.versionSetting}`, 'tool'],
      folder: module.folder,
      environment: { ...environment, GOBIN: path.join(draft, 'bin'), GOWORK: 'off' },
    });
    if (module.name === 'fabric') await copySampleConfig(environment, module, draft);
    if (!existsSync(target)) renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function copySampleConfig(
  environment: Environment,
  module: ToolModule,
  draft: string,
): Promise<void> {
  const { stdout } = await runProgram({
    command: 'go',
    args: ['list', '-m', '-f', '{{.Dir}}', 'github.com/hyperledger/fabric'],
    folder: module.folder,
    environment,
  });
  mkdirSync(path.join(draft, 'config'));
  for (const file of CONFIG_FILES) {
    copyFileSync(
      path.join(stdout.trim(), 'sampleconfig', file),
      path.join(draft, 'config', file),
    );
  }
}

async function checkGo(environment: Environment): Promise<void> {
  const go = await runProgram({ command: 'go', args: ['env', 'GOVERSION'], environment }).catch(
    (thrown: unknown) => {
      throw new NetworkError(
        'TOOL_MISSING',
        `Fabric is neither in FABRIC_BIN nor on PATH, and Go is not there to build it ` +
          `(${messageOf(thrown)}): ${GO_FIX}`,
        { cause: thrown },
      );
    },
  );
  const version = parseVersion(go.stdout);
  if (version === undefined || !isAtLeast(version, GO_OLDEST)) {
    throw new NetworkError(
      'TOOL_TOO_OLD',
      `Go is ${go.stdout.trim()}; ${versionText(GO_OLDEST)} is needed to build Fabric: ${GO_FIX}`,
    );
  }
}
