import { runChild } from './child.js';
import { coverageCommand } from './coverage.js';
import { indent, type Tally } from './report.js';
import type { StageContext } from './stage-context.js';
import type { CheckStage, CoverageStage, Stage } from './stages.js';
import { runSuite } from './suite.js';

/** Runs a command as one test; what it printed is shown when it fails. */
async function runCommand(
  stage: CheckStage | CoverageStage,
  args: readonly string[],
  context: StageContext,
): Promise<Tally> {
  let output = '';
  const end = await runChild({
    root: context.root,
    args,
    environment: context.environment,
    timeLimitMillis: stage.timeLimitMillis,
    stopGraceMillis: context.stopGraceMillis,
    signal: context.signal,
    onOutput: (text) => {
      output += text;
    },
  });
  if (end.code === 0 && end.ended === undefined) return { passed: 1, failed: 0 };
  const reason = end.ended ?? `exit code ${String(end.code)}`;
  context.print(`FAIL ${stage.name}: ${reason} of ${args[0] ?? 'node'}\n${indent(output)}`);
  return { passed: 0, failed: 1 };
}

/** Runs one stage to its end; whatever goes wrong in it is counted as failed, never thrown. */
export async function runStage(stage: Stage, context: StageContext): Promise<Tally> {
  switch (stage.kind) {
    case 'suite':
      return runSuite(stage, context);
    case 'check':
      return runCommand(stage, stage.command, context);
    case 'coverage':
      return runCommand(stage, coverageCommand(stage, context), context);
  }
}
