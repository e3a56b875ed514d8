import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const START_FIELD = 22;
const STATE_FIELD = 3;
/** The fields of /proc/PID/stat that come before the state, which follows the command's bracket. */
const FIELDS_BEFORE_STATE = 2;

/**
 * When the process started, as the system tells it; `undefined` when it does not run.
 *
 * A pid is given again to other processes, a pid with its start is not. On Linux it is field 22 of
 * `/proc/PID/stat` (see proc(5)), elsewhere what `ps` prints. A process that has ended but was not
 * collected by its parent does not run.
 */
export function startToken(pid: number): string | undefined {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The start time in a line of `/proc/PID/stat`; `undefined` for a process that has ended. */
export function parseStat(line: string): string | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): string | undefined => fields[number - FIELDS_BEFORE_STATE - 1];
  const state = field(STATE_FIELD);
  return state === 'Z' || state === 'X' ? undefined : field(START_FIELD);
}

function fromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = '', ...start] = line.split(/\s+/);
    return line === '' || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}
