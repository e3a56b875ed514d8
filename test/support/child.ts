import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How a process of a test is started. */
export interface ChildOptions {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Node process that a test started. */
export interface Child {
  /** Resolves with the first line of standard error that names the event; rejects at the end. */
  line(event: string): Promise<string>;
  /** Resolves with the exit code, or the signal that ended the process. */
  readonly ended: Promise<number | string | null>;
  /** Everything written to standard error so far. */
  readonly errors: string;
  signal(name: NodeJS.Signals): void;
}

/** Starts Node with these arguments and nothing of this process's environment but PATH. */
export function startChild({ args, environment = {} }: ChildOptions): Child {
  const path = process.env.PATH ?? '';
  const child = spawn(process.execPath, args, {
    env: { PATH: path, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  let waiting: (() => void)[] = [];
  let over = false;
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) resolve();
  };
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      wake();
      resolve(code ?? signal);
    });
  });
  return {
    ended,
    get errors() {
      return lines.join('\n');
    },
    line: async (event) => {
      for (;;) {
        const found = lines.find((line) => line.includes(`"${event}"`));
        if (found !== undefined) return found;
        if (over) throw new Error(`the process ended without "${event}": ${lines.join('\n')}`);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
    signal: (name) => {
      child.kill(name);
    },
  };
}
