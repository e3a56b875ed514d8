import { execFile } from 'node:child_process';
import { NetworkError } from './errors.js';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const SHOWN_LINES = 12;

/** A program to run to its end. */
export interface ProgramCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  readonly timeoutMillis?: number;
}

/** What a program that ended well has written. */
export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; `TOOL_FAILED` with its last lines unless it ends well. */
export function runProgram(call: ProgramCall): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    execFile(
      call.command,
      call.args,
      {
        env: { ...call.environment },
        ...(call.folder !== undefined && { cwd: call.folder }),
        timeout: call.timeoutMillis ?? 0,
        maxBuffer: MAX_OUTPUT_BYTES,
        encoding: 'utf8',
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(failure(call, error, `${stderr}\n${stdout}`));
      },
    );
  });
}

function failure(call: ProgramCall, error: Error, output: string): NetworkError {
  const lines = essence(output).split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(-SHOWN_LINES).join('\n    ');
  const words = call.args.filter((arg) => !arg.startsWith('-')).slice(0, 3).join(' ');
  return new NetworkError(
    'TOOL_FAILED',
    `${call.command} ${words} failed: ${shown === '' ? error.message : shown}`,
    { cause: error },
  );
}

/** What a program says before it explains its own usage. */
function essence(output: string): string {
  const [said = ''] = output.split(/^Usage:$/m);
  return said;
}
