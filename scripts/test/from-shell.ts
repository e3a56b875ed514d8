import path from 'node:path';

import { runTests } from './run.js';

/** Runs the tests for this process: its arguments, environment, output, signals and exit code. */
export async function runFromShell(environment: NodeJS.ProcessEnv): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  process.exitCode = await runTests({
    root: path.resolve(import.meta.dirname, '../../..'),
    args: process.argv.slice(2),
    environment: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR', ...environment },
    print: (line) => {
      process.stdout.write(`${line}\n`);
    },
    signal: interruption.signal,
  });
}
