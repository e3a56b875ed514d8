import { spawn, type ChildProcess } from 'node:child_process';

/** What to run with this Node, and for how long. */
export interface ChildOptions {
  readonly root: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly timeLimitMillis: number;
  /** How long a child that is to end may clean up after itself before it is killed. */
  readonly stopGraceMillis: number;
  /** Ends the child when it aborts. */
  readonly signal: AbortSignal;
  /** Takes what the child prints; without it, that goes to standard error. */
  readonly onOutput?: (text: string) => void;
  /** Takes what the child sends through its message channel, which exists only then. */
  readonly onMessage?: (message: unknown, child: RunningChild) => void;
}

/** What a message handler may do with the child that sent the message. */
export interface RunningChild {
  /** Ends the child unless it ends by itself within these milliseconds. */
  endWithin(millis: number): void;
}

/** How a child ended. */
export interface ChildEnd {
  readonly code: number | null;
  /** Why the runner ended it, if it did. */
  readonly ended: 'interrupted' | 'over its time limit' | 'did not exit' | undefined;
}

/** Signals the child's whole process group, so that what it started goes with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

function start(options: ChildOptions): ChildProcess {
  const output = options.onOutput === undefined ? 2 : 'pipe';
  const child = spawn(process.execPath, [...options.args], {
    cwd: options.root,
    env: options.environment,
    detached: true,
    stdio: ['ignore', output, output, ...(options.onMessage === undefined ? [] : ['ipc' as const])],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
  }
  return child;
}

/** Runs a child in a process group of its own, until it ends or its time or patience is over. */
export async function runChild(options: ChildOptions): Promise<ChildEnd> {
  const child = start(options);
  const timers: NodeJS.Timeout[] = [];
  let ended: ChildEnd['ended'];
  const after = (millis: number, act: () => void): void => {
    timers.push(setTimeout(act, millis));
  };
  const end = (reason: NonNullable<ChildEnd['ended']>): void => {
    ended ??= reason;
    signalGroup(child, 'SIGTERM');
    after(options.stopGraceMillis, () => {
      signalGroup(child, 'SIGKILL');
    });
  };
  const interrupt = (): void => {
    end('interrupted');
  };
  after(options.timeLimitMillis, () => {
    end('over its time limit');
  });
  options.signal.addEventListener('abort', interrupt);
  const running: RunningChild = {
    endWithin: (millis) => {
      after(millis, () => {
        end('did not exit');
      });
    },
  };
  child.on('message', (message) => options.onMessage?.(message, running));
  try {
    if (options.signal.aborted) interrupt();
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, ended };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    options.signal.removeEventListener('abort', interrupt);
    signalGroup(child, 'SIGKILL');
  }
}
