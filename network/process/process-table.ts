import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, readIfThere } from '../files.js';
import { startToken } from './start-token.js';

/** What is remembered of a process that was started. */
export interface ProcessEntry {
  readonly pid: number;
  /** See {@link startToken}. */
  readonly start: string;
  /** Digest of the settings it was started with. */
  readonly settings?: string;
}

/** Whether a process runs, has ended by itself, or was never started or was stopped. */
export type ProcessState = 'running' | 'crashed' | 'stopped';

/** The processes of a profile, one JSON file each; there is no daemon. */
export class ProcessTable {
  readonly #folder: string;
  readonly #tokenOf: (pid: number) => string | undefined;

  constructor(folder: string, tokenOf: (pid: number) => string | undefined = startToken) {
    this.#folder = folder;
    this.#tokenOf = tokenOf;
  }

  /** The names of all entries, of running and of crashed processes. */
  names(): readonly string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .sort();
  }

  /** The entry of that name, whether its process still runs or not. */
  entry(name: string): ProcessEntry | undefined {
    const text = readIfThere(this.#file(name));
    return text === undefined ? undefined : parseEntry(text);
  }

  /** The pid of the process of that name when it runs: pid and start time both match. */
  pid(name: string): number | undefined {
    const entry = this.entry(name);
    if (entry === undefined) return undefined;
    return this.#tokenOf(entry.pid) === entry.start ? entry.pid : undefined;
  }

  /** What has become of the process of that name. */
  state(name: string): ProcessState {
    if (this.entry(name) === undefined) return 'stopped';
    return this.pid(name) === undefined ? 'crashed' : 'running';
  }

  /** Remembers a process that runs under that pid; `false` when it has ended already. */
  record(name: string, pid: number, settings: string): boolean {
    const start = this.#tokenOf(pid);
    makeFolder(this.#folder);
    // The draft lies outside: whoever lists the folder must see whole entries only.
    const draft = `${this.#folder}.${name}.draft`;
    writeFileSync(draft, JSON.stringify({ pid, start: start ?? 'ended', settings }));
    renameSync(draft, this.#file(name));
    return start !== undefined;
  }

  /** Gives an entry another name; does nothing when there is none. */
  rename(from: string, to: string): void {
    if (this.entry(from) !== undefined) renameSync(this.#file(from), this.#file(to));
  }

  /** Forgets the process of that name. */
  forget(name: string): void {
    rmSync(this.#file(name), { force: true });
  }

  #file(name: string): string {
    return path.join(this.#folder, `${name}.json`);
  }
}

function parseEntry(text: string): ProcessEntry | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, start, settings } = value as Partial<Record<string, unknown>>;
  if (typeof pid !== 'number' || typeof start !== 'string') return undefined;
  return { pid, start, ...(typeof settings === 'string' && { settings }) };
}
