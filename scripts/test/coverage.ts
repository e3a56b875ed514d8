import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { StageContext } from './stage-context.js';
import type { CoverageStage } from './stages.js';

/** What remains of a module that declares nothing but types. */
const NOTHING_TO_RUN = /^(?:export \{\};)?\s*(?:\/\/# sourceMappingURL=\S*)?\s*$/;

/**
 * Sources below `needs` (a package's output) that have nothing to run: no process ever loads them,
 * which would count as not covered.
 */
export function typesOnly(root: string, stage: CoverageStage): readonly string[] {
  const output = path.join(root, stage.needs);
  if (!existsSync(output)) return [];
  return readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .filter((file) => NOTHING_TO_RUN.test(readFileSync(path.join(output, file), 'utf8')))
    .map((file) => path.join(path.dirname(stage.needs), file.replace(/\.js$/, '.ts')))
    .toSorted();
}

/** The arguments of Node that compare what was executed with the thresholds of a stage. */
export function coverageCommand(stage: CoverageStage, context: StageContext): readonly string[] {
  const { lines, branches } = stage.thresholds;
  const excluded = [...stage.exclude, ...typesOnly(context.root, stage)];
  return [
    'node_modules/c8/bin/c8.js',
    'report',
    ...['--temp-directory', context.coverageFolder],
    ...['--reports-dir', `coverage/${stage.name}`],
    ...stage.include.flatMap((pattern) => ['--include', pattern]),
    ...excluded.flatMap((pattern) => ['--exclude', pattern]),
    '--check-coverage',
    ...['--lines', String(lines), '--branches', String(branches)],
  ];
}
