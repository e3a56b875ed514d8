import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Clock } from '../clock.js';
import { NetworkError } from '../errors.js';
import { SECRET_MODE, makeFolder } from '../files.js';
import { isHealthy } from '../health.js';
import type { Node } from '../nodes/node.js';
import type { Paths } from '../paths.js';
import { until } from '../wait.js';
import { lastLines } from './log-tail.js';
import type { ProcessTable } from './process-table.js';
import { settingsDigest } from './settings-digest.js';

const CRASH_LINES = 15;
const HEALTHY_WITHIN_MILLIS = 60_000;
const STOPPED_WITHIN_MILLIS = 15_000;
const KILLED_WITHIN_MILLIS = 5_000;

/** What the supervisor works with. */
export interface SupervisorOptions {
  readonly table: ProcessTable;
  readonly paths: Paths;
  readonly clock: Clock;
}

/** Starts, watches and stops the processes of a profile, and signals no others. */
export class Supervisor {
  readonly table: ProcessTable;
  readonly #paths: Paths;
  readonly #clock: Clock;

  constructor(options: SupervisorOptions) {
    this.table = options.table;
    this.#paths = options.paths;
    this.#clock = options.clock;
  }

  /** Whether the node runs with other settings or code than it would be started with now. */
  isOutdated(node: Node): boolean {
    if (this.table.pid(node.name) === undefined) return false;
    return this.table.entry(node.name)?.settings !== settingsDigest(node.launch());
  }

  /** Starts the node unless it runs; `true` when it was started. Does not wait for its health. */
  start(node: Node): boolean {
    if (this.table.pid(node.name) !== undefined) return false;
    makeFolder(this.#paths.logs);
    const log = openSync(this.#paths.log(node.name), 'a', SECRET_MODE);
    try {
      const launch = node.launch();
      const { command, args, folder, environment } = launch;
      const child = spawn(command, args, {
        cwd: folder,
        env: { ...environment },
        detached: true,
        stdio: ['ignore', log, log],
      });
      child.once('error', () => undefined);
      child.unref();
      if (child.pid === undefined) {
        throw new NetworkError('NODE_CRASHED', `${node.name}: ${command} cannot be started`);
      }
      this.table.record(node.name, child.pid, settingsDigest(launch));
      return true;
    } finally {
      closeSync(log);
    }
  }

  /** Waits until the node answers that it is healthy; `NODE_CRASHED` as soon as it has ended. */
  async healthy(node: Node): Promise<void> {
    try {
      await until(
        {
          clock: this.#clock,
          what: `the health of ${node.name}`,
          timeoutMillis: HEALTHY_WITHIN_MILLIS,
        },
        async () => {
          if (await isHealthy(node.health)) return true;
          if (this.table.pid(node.name) === undefined) throw this.#crash(node.name);
          return undefined;
        },
      );
    } catch (thrown) {
      if (thrown instanceof NetworkError && thrown.code !== 'TIMED_OUT') throw thrown;
      throw new NetworkError(
        'NODE_UNHEALTHY',
        `${node.name} runs but is not healthy after ${HEALTHY_WITHIN_MILLIS / 1000} s.` +
          this.#tail(node.name),
        { cause: thrown },
      );
    }
  }

  /** Asks the process to end, and makes it end when it does not; forgets it. */
  async stop(name: string): Promise<boolean> {
    const stopped = await this.#signal(name, 'SIGTERM', STOPPED_WITHIN_MILLIS);
    if (stopped === 'still running') await this.#signal(name, 'SIGKILL', KILLED_WITHIN_MILLIS);
    this.table.forget(name);
    return stopped !== 'was not running';
  }

  /** Ends the process at once, as a crash would; its entry stays, so it shows as crashed. */
  async kill(name: string): Promise<boolean> {
    return (await this.#signal(name, 'SIGKILL', KILLED_WITHIN_MILLIS)) !== 'was not running';
  }

  async #signal(
    name: string,
    signal: 'SIGTERM' | 'SIGKILL',
    timeoutMillis: number,
  ): Promise<'was not running' | 'ended' | 'still running'> {
    const pid = this.table.pid(name);
    if (pid === undefined) return 'was not running';
    if (!send(pid, signal)) return 'ended';
    const deadline = this.#clock.now() + timeoutMillis;
    while (this.table.pid(name) !== undefined) {
      if (this.#clock.now() >= deadline) return 'still running';
      await this.#clock.after(20);
    }
    return 'ended';
  }

  #crash(name: string): NetworkError {
    return new NetworkError('NODE_CRASHED', `${name} has ended by itself.${this.#tail(name)}`);
  }

  #tail(name: string): string {
    const file = this.#paths.log(name);
    const lines = lastLines(file, CRASH_LINES);
    if (lines.length === 0) return ` Its log ${file} is empty.`;
    return ` Last lines of ${file}:\n${lines.map((line) => `    ${line}`).join('\n')}`;
  }
}

/** Sends the signal; `false` when the process has ended in the meantime. */
function send(pid: number, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
