import { readFileSync } from 'node:fs';

/** What the system tells of a process. */
export interface ProcessFigures {
  /** User and system time since its start; milliseconds. */
  readonly cpuMillis: number;
  /** Resident memory; bytes. */
  readonly residentBytes: number;
}

/** The kernel counts processor time in hundredths of a second for all programs (USER_HZ). */
const MILLIS_PER_TICK = 10;
const BYTES_PER_KIB = 1024;

/** Fields of `/proc/<pid>/stat`, counted from the one after the program's name. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** The processor time in the text of `/proc/<pid>/stat`; milliseconds. */
export function cpuMillisIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * MILLIS_PER_TICK;
}

/** The resident memory in the text of `/proc/<pid>/status`; bytes. */
export function residentBytesIn(status: string): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kibibytes) * BYTES_PER_KIB;
}

/**
 * Figures of a running process, from `/proc`.
 * @throws what the system says when there is no such process, or no `/proc`
 */
export function readProcess(pid: number): ProcessFigures {
  return {
    cpuMillis: cpuMillisIn(readFileSync(`/proc/${pid}/stat`, 'utf8')),
    residentBytes: residentBytesIn(readFileSync(`/proc/${pid}/status`, 'utf8')),
  };
}
