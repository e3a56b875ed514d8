import type { Print } from './report.js';

/** What every stage of one run is given. */
export interface StageContext {
  /** The project's folder. */
  readonly root: string;
  /** The environment of the children. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where covered suites leave what they executed. */
  readonly coverageFolder: string;
  /** Regular expression over test titles, when only some tests are wanted. */
  readonly grep: string | undefined;
  readonly print: Print;
  /** Aborts when the run is interrupted. */
  readonly signal: AbortSignal;
  /** How long a stage that is to end may clean up after itself. */
  readonly stopGraceMillis: number;
}
