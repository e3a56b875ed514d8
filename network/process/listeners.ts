import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const LISTENING = '0A';
const HEX = 16;
const INODE_FIELD = 9;

/** A port that somebody listens on. */
export interface Listener {
  readonly port: number;
  /** `undefined` when the process belongs to another user. */
  readonly pid: number | undefined;
}

/** Everybody who listens on a TCP port of this machine, as far as the system tells. */
export async function listeners(): Promise<readonly Listener[]> {
  return existsSync('/proc/net/tcp') ? fromProc() : fromLsof();
}

/** The command of a process, for people; `a process` when it cannot be told. */
export async function commandOf(pid: number): Promise<string> {
  try {
    const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]);
    return stdout.trim();
  } catch {
    return (await textOf(`/proc/${pid}/comm`)).trim() || 'a process';
  }
}

/** The listening sockets in the text of `/proc/net/tcp` or `tcp6`: inode -> port. */
export function listeningSockets(table: string): ReadonlyMap<string, number> {
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === LISTENING);
  return new Map(
    rows.map(([, local = '', ...rest]) => [
      rest[INODE_FIELD - 2] ?? '',
      Number.parseInt(local.split(':')[1] ?? '', HEX),
    ]),
  );
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

async function fromProc(): Promise<readonly Listener[]> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(textOf));
  const sockets = new Map(tables.flatMap((table) => [...listeningSockets(table)]));
  const owners = new Map<string, number>();
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(
      handles.map((handle) => readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')),
    );
    for (const target of targets) {
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined && sockets.has(inode)) owners.set(inode, Number(pid));
    }
  }
  return [...sockets].map(([inode, port]) => ({ port, pid: owners.get(inode) }));
}

async function fromLsof(): Promise<readonly Listener[]> {
  try {
    const { stdout } = await run('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-Fpn']);
    return parseLsof(stdout);
  } catch {
    return [];
  }
}

/** The listeners in what `lsof -Fpn` prints: a line `p<pid>`, then `n<address>:<port>` of each. */
export function parseLsof(text: string): readonly Listener[] {
  let pid: number | undefined;
  const found: Listener[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    const port = /^n.*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) found.push({ port: Number(port), pid });
  }
  return found;
}
