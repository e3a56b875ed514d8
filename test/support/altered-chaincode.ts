import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { codeDigest } from '@tranche/chaincode/code-digest';
import type { Network } from '../../network/index.js';

/** One replacement in one compiled file of the chaincode. */
export interface Alteration {
  /** Below `dist`, for example `domain/judge.js`. */
  readonly file: string;
  readonly from: string;
  readonly into: string;
}

const HEALTHY_WITHIN_MILLIS = 30_000;
const POLL_MILLIS = 50;

/** A member that runs other code than it approved, as a hostile one would. */
export class AlteredChaincode {
  readonly #network: Network;
  readonly #node: string;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(network: Network, node: string, folder: string) {
    this.#network = network;
    this.#node = node;
    this.#folder = folder;
  }

  /** Starts altered code in the place of a member's chaincode server. */
  static async start(
    network: Network,
    member: string,
    ...alterations: readonly Alteration[]
  ): Promise<AlteredChaincode> {
    const node = `chaincode.${member}`;
    const launch = network.node(node).launch();
    const folder = path.join(network.paths.folder, 'altered', member);
    copy(launch.folder, folder);
    for (const alteration of alterations) {
      alter(path.join(folder, 'dist', alteration.file), alteration);
    }
    await network.stop(node);
    const altered = new AlteredChaincode(network, node, folder);
    altered.#process = spawn(launch.command, launch.args, {
      cwd: folder,
      env: { ...launch.environment, TRANCHE_CODE_DIGEST: await codeDigest(folder) },
      stdio: 'ignore',
    });
    await altered.#healthy();
    return altered;
  }

  /** Puts the member's approved code back. */
  async restore(): Promise<void> {
    const running = this.#process;
    if (running?.exitCode === null) {
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#network.start(this.#node);
  }

  async #healthy(): Promise<void> {
    const { health } = this.#network.node(this.#node);
    const deadline = performance.now() + HEALTHY_WITHIN_MILLIS;
    while (performance.now() < deadline) {
      const response = await fetch(health).catch(() => undefined);
      if (response?.ok === true) return;
      await setTimeout(POLL_MILLIS);
    }
    throw new Error('the altered chaincode did not start');
  }
}

function copy(from: string, into: string): void {
  rmSync(into, { recursive: true, force: true });
  const skip = path.join(from, 'node_modules');
  cpSync(from, into, { recursive: true, filter: (source) => source !== skip });
  symlinkSync(skip, path.join(into, 'node_modules'));
}

function alter(file: string, { from, into }: Alteration): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, into));
}
