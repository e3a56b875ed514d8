import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';

import { parseTestRequest, UsageError, type TestRequest } from './command-line.js';
import { add, stageLine, sumLine, type Print, type Tally } from './report.js';
import { runStage } from './run-stage.js';
import type { StageContext } from './stage-context.js';
import { stages as allStages, type Stage } from './stages.js';

/** Enough for the after hooks of a suite to bring the test network down. */
const STOP_GRACE_MILLIS = 30_000;

/** A test run as its composition root asks for it. */
export interface RunOptions {
  /** The project's folder. */
  readonly root: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly print: Print;
  /** Aborts when the run is interrupted. */
  readonly signal: AbortSignal;
  /** The table of stages; the project's own unless given. */
  readonly stages?: readonly Stage[];
  /** How long an ended stage may clean up after itself before it is killed. */
  readonly stopGraceMillis?: number;
}

/** The stages that exist by now and that this request wants. */
export function wantedStages(
  stages: readonly Stage[],
  request: TestRequest,
  root: string,
): readonly Stage[] {
  const wanted = stages
    .filter((stage) => existsSync(path.join(root, stage.needs)))
    .filter((stage) => request.only?.includes(stage.name) ?? true)
    .filter((stage) => request.grep === undefined || stage.kind === 'suite');
  const anyCovered = wanted.some((stage) => stage.kind === 'suite' && stage.covered);
  return anyCovered ? wanted : wanted.filter((stage) => stage.kind !== 'coverage');
}

async function runAll(stages: readonly Stage[], context: StageContext): Promise<Tally> {
  let total: Tally = { passed: 0, failed: 0 };
  for (const stage of stages) {
    if (context.signal.aborted) break;
    const start = performance.now();
    const tally = await runStage(stage, context);
    context.print(stageLine(stage.name, tally, performance.now() - start));
    total = add(total, tally);
  }
  return total;
}

/** A run that was interrupted, or in which nothing ran, has not passed. */
function judge(total: Tally, options: RunOptions): Tally {
  const reason = options.signal.aborted
    ? 'the run was interrupted'
    : total.passed + total.failed === 0 && 'no test ran';
  if (reason === false) return total;
  options.print(`FAIL ${reason}`);
  return add(total, { passed: 0, failed: 1 });
}

async function runRequest(options: RunOptions): Promise<Tally> {
  const stages = options.stages ?? allStages;
  const request = parseTestRequest(
    options.args,
    stages.map((stage) => stage.name),
  );
  const context: StageContext = {
    ...options,
    stopGraceMillis: options.stopGraceMillis ?? STOP_GRACE_MILLIS,
    coverageFolder: path.join(options.root, 'coverage', 'raw'),
    grep: request.grep,
  };
  const wanted = wantedStages(stages, request, options.root);
  // What an earlier run executed says nothing about this one.
  rmSync(context.coverageFolder, { recursive: true, force: true });
  return judge(await runAll(wanted, context), options);
}

/**
 * Runs the stages, each even after another failed, and prints their sum as the last line.
 *
 * @returns the exit code: 0 when every test passed, else 1.
 */
export async function runTests(options: RunOptions): Promise<number> {
  let total: Tally;
  try {
    total = await runRequest(options);
  } catch (error) {
    options.print(error instanceof UsageError ? error.message : String(error));
    total = { passed: 0, failed: 1 };
  }
  options.print(sumLine(total));
  return total.failed === 0 ? 0 : 1;
}
