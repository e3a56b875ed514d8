import path from 'node:path';
import { NetworkError } from '../errors.js';
import { runProgram } from '../run-program.js';
import {
  fabricCaPrograms,
  fabricPrograms,
  findSampleConfig,
  findToolSet,
  program,
  type Environment,
  type Tools,
  type ToolSet,
} from './binaries.js';
import { buildToolSet } from './build.js';
import type { ToolModule } from './tool-module.js';
import {
  FABRIC_BUILT,
  FABRIC_CA_BUILT,
  FABRIC_CA_OLDEST,
  FABRIC_OLDEST,
  isAtLeast,
  parseVersion,
  versionText,
  type Version,
} from './versions.js';

/** The versions of what was found. */
export interface ToolVersions {
  readonly fabric: Version;
  readonly fabricCa: Version;
}

/** Finds the programs of Fabric, builds them when they are nowhere, and checks their versions. */
export class Toolbox {
  readonly #environment: Environment;
  readonly #fabric: ToolModule;
  readonly #fabricCa: ToolModule;
  #found: Tools | undefined;

  constructor(root: string, environment: Environment) {
    this.#environment = environment;
    this.#fabric = {
      name: 'fabric',
      folder: path.join(root, 'network', 'fabric'),
      programs: fabricPrograms,
      versionSetting: `github.com/hyperledger/fabric/common/metadata.Version=${FABRIC_BUILT}`,
    };
    this.#fabricCa = {
      name: 'fabric-ca',
      folder: path.join(root, 'network', 'fabric-ca'),
      programs: fabricCaPrograms,
      versionSetting: `github.com/hyperledger/fabric-ca/lib/metadata.Version=${FABRIC_CA_BUILT}`,
    };
  }

  /** The programs, when all of them are there already. */
  find(): Tools | undefined {
    if (this.#found !== undefined) return this.#found;
    const fabric = findToolSet(this.#environment, this.#fabric);
    const fabricCa = findToolSet(this.#environment, this.#fabricCa);
    if (fabric === undefined || fabricCa === undefined) return undefined;
    const sampleConfig = findSampleConfig(this.#environment, fabric);
    this.#found = { fabric, fabricCa, sampleConfig };
    return this.#found;
  }

  /** The programs; `TOOL_MISSING` when they are not there. */
  ready(): Tools {
    const tools = this.find();
    if (tools === undefined) {
      throw new NetworkError('TOOL_MISSING', 'Fabric was not found: run `npm run network -- up`');
    }
    return tools;
  }

  /** Builds what is missing; says what it does, since it takes a minute or two. */
  async prepare(say: (line: string) => void): Promise<Tools> {
    for (const module of [this.#fabric, this.#fabricCa]) {
      if (findToolSet(this.#environment, module) === undefined) {
        say(`building ${module.name} with Go, once (1 to 5 minutes)`);
        await buildToolSet(this.#environment, module);
      }
    }
    const tools = this.ready();
    if (tools.fabric.origin !== 'built' || tools.fabricCa.origin !== 'built') {
      refuseOld(await this.versions());
    }
    return tools;
  }

  /** The versions that the programs themselves tell. */
  async versions(): Promise<ToolVersions> {
    const { fabric, fabricCa } = this.ready();
    return {
      fabric: await this.#versionOf(fabric, 'peer'),
      fabricCa: await this.#versionOf(fabricCa, 'fabric-ca-server'),
    };
  }

  async #versionOf(set: ToolSet, name: string): Promise<Version> {
    const { stdout } = await runProgram({
      command: program(set, name),
      args: ['version'],
      environment: { PATH: this.#environment['PATH'] },
    });
    const line = /^\s*Version:\s*(.*)$/m.exec(stdout)?.[1] ?? stdout;
    const version = parseVersion(line);
    if (version !== undefined) return version;
    throw new NetworkError('TOOL_FAILED', `${program(set, name)} does not tell its version`);
  }
}

function refuseOld(versions: ToolVersions): void {
  const refuse = (name: string, version: Version, oldest: Version): void => {
    if (isAtLeast(version, oldest)) return;
    throw new NetworkError(
      'TOOL_TOO_OLD',
      `${name} is ${versionText(version)}; ${versionText(oldest)} or newer is needed: ` +
        'set FABRIC_BIN to a newer release, or unset it to have the pinned one built',
    );
  };
  refuse('Fabric', versions.fabric, FABRIC_OLDEST);
  refuse('fabric-ca', versions.fabricCa, FABRIC_CA_OLDEST);
}
