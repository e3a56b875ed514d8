/** The process in which one stage's mocha suites run: `node mocha-process.js <request in JSON>`. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

import Mocha from 'mocha';

import type { SuiteMessage, SuiteRequest } from './messages.js';

/** How deep errors are shown: enough for a cause of a cause with its parameters. */
const ERROR_DEPTH = 5;

function send(message: SuiteMessage): void {
  process.send?.(message);
}

function show(error: unknown): string {
  return inspect(error, { depth: ERROR_DEPTH });
}

/** Mocha's reporter: sends what happens instead of printing it. */
class MessageReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Mocha.Runner.constants;
    runner.on(EVENT_TEST_PASS, (test) => {
      send({ type: 'passed', title: test.fullTitle(), durationMillis: test.duration ?? 0 });
    });
    runner.on(EVENT_TEST_FAIL, (test, error: unknown) => {
      send({ type: 'failed', title: test.fullTitle(), error: show(error) });
    });
    runner.on(EVENT_RUN_END, () => {
      send({ type: 'end' });
    });
  }
}

async function load(request: SuiteRequest): Promise<Mocha> {
  const text = readFileSync(request.configuration, 'utf8');
  const mocha = new Mocha({
    ...(JSON.parse(text) as Mocha.MochaOptions),
    reporter: MessageReporter,
    ...(request.grep === undefined ? {} : { grep: request.grep }),
    ...(request.timeout === undefined ? {} : { timeout: request.timeout }),
  });
  for (const file of request.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return mocha;
}

async function main(request: SuiteRequest): Promise<void> {
  const mocha = await load(request);
  const runner = mocha.run((failures) => {
    process.exitCode = failures === 0 ? 0 : 1;
    process.disconnect();
  });
  const abort = (): void => {
    runner.abort();
  };
  // An interrupted suite still runs its after hooks, which stop what it started.
  process.once('SIGTERM', abort).once('SIGINT', abort);
  // Mocha counts a thrown error against the running test, and ignores a rejection by itself.
  process.on('unhandledRejection', (reason) => {
    throw reason;
  });
}

try {
  await main(JSON.parse(process.argv[2] ?? '') as SuiteRequest);
} catch (error) {
  send({ type: 'broken', error: show(error) });
  process.exitCode = 1;
  process.disconnect();
}
