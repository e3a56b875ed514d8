import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { runChild, type ChildEnd } from './child.js';
import type { SuiteMessage, SuiteRequest } from './messages.js';
import { indent, seconds, type Tally } from './report.js';
import type { StageContext } from './stage-context.js';
import type { SuiteStage } from './stages.js';

/** After its last test a suite has this long to let go of timers, sockets and processes. */
const EXIT_GRACE_MILLIS = 10_000;

const SUITE_FILE_END = '.test.js';

/** What has been heard from the process that runs the suites. */
class Progress {
  passed = 0;
  failed = 0;
  finished = false;

  tally(): Tally {
    return { passed: this.passed, failed: this.failed };
  }
}

interface SuiteRun {
  readonly stage: SuiteStage;
  readonly context: StageContext;
}

/** The compiled suites of a stage as absolute paths, in a fixed order. */
export function suiteFiles(root: string, stage: SuiteStage): readonly string[] {
  const folder = path.join(root, stage.needs);
  const except = (stage.except ?? []).map((excluded) => path.join(root, excluded) + path.sep);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(SUITE_FILE_END))
    .map((file) => path.join(folder, file))
    .filter((file) => !except.some((excluded) => file.startsWith(excluded)))
    .toSorted((one, other) => (one < other ? -1 : 1));
}

function hear(message: SuiteMessage, progress: Progress, run: SuiteRun): void {
  const { name, verbose } = run.stage;
  const { print } = run.context;
  switch (message.type) {
    case 'passed':
      progress.passed += 1;
      if (verbose) print(`     ${message.title} (${seconds(message.durationMillis)})`);
      break;
    case 'failed':
      progress.failed += 1;
      print(`FAIL ${name}: ${message.title}\n${indent(message.error)}`);
      break;
    case 'broken':
      print(`FAIL ${name}: the suites did not load\n${indent(message.error)}`);
      break;
    case 'end':
      progress.finished = true;
      break;
  }
}

/** What is wrong with the run as a whole, though each of its tests may have passed. */
function fault(progress: Progress, end: ChildEnd, context: StageContext): string | undefined {
  if (end.ended === 'did not exit') {
    return `something was still open ${seconds(EXIT_GRACE_MILLIS)} after the tests`;
  }
  if (end.ended !== undefined) return `the suites were ended: ${end.ended}`;
  if (!progress.finished) return `the process ended early, with code ${String(end.code)}`;
  const ran = progress.passed + progress.failed;
  if (ran === 0 && context.grep === undefined) return 'no test ran';
  if (progress.failed === 0 && end.code !== 0) return `the process exited with ${String(end.code)}`;
  return undefined;
}

/** Runs the suites of a stage in a process of their own; a process that breaks is a failure too. */
export async function runSuite(stage: SuiteStage, context: StageContext): Promise<Tally> {
  const request: SuiteRequest = {
    files: suiteFiles(context.root, stage),
    configuration: path.join(context.root, '.mocharc.json'),
    ...(context.grep === undefined ? {} : { grep: context.grep }),
    ...(stage.testLimitMillis === undefined ? {} : { timeout: stage.testLimitMillis }),
  };
  const progress = new Progress();
  const end = await runChild({
    root: context.root,
    args: [
      '--enable-source-maps',
      path.join(import.meta.dirname, 'mocha-process.js'),
      JSON.stringify(request),
    ],
    environment: stage.covered
      ? { ...context.environment, NODE_V8_COVERAGE: context.coverageFolder }
      : context.environment,
    timeLimitMillis: stage.timeLimitMillis,
    stopGraceMillis: context.stopGraceMillis,
    signal: context.signal,
    onMessage: (message, child) => {
      hear(message as SuiteMessage, progress, { stage, context });
      if (progress.finished) child.endWithin(EXIT_GRACE_MILLIS);
    },
  });
  const wrong = fault(progress, end, context);
  if (wrong !== undefined) {
    progress.failed += 1;
    context.print(`FAIL ${stage.name}: ${wrong}`);
  }
  return progress.tally();
}
