/** The stages of `npm test`, in the order in which they run. */

const MINUTE_MILLIS = 60_000;

interface StageBase {
  /** What `--only` takes and the report prints. */
  readonly name: string;
  /** The stage exists once this path does (from the project root). */
  readonly needs: string;
  readonly timeLimitMillis: number;
}

/** A command that counts as one test: it passes when it exits with 0. */
export interface CheckStage extends StageBase {
  readonly kind: 'check';
  /** Arguments of Node: a script and what it takes. */
  readonly command: readonly string[];
}

/** The compiled mocha suites below one folder; each of its tests counts. */
export interface SuiteStage extends StageBase {
  readonly kind: 'suite';
  /** Suites below these folders belong to a stage of their own. */
  readonly except?: readonly string[];
  /** Whether what these suites execute counts as covered. */
  readonly covered: boolean;
  /** Longest that one test may take; the usual limit when absent. */
  readonly testLimitMillis?: number;
  /** Whether each passed test is printed: for suites that take minutes. */
  readonly verbose: boolean;
}

/** One package's share of the code that the covered suites executed, as one test. */
export interface CoverageStage extends StageBase {
  readonly kind: 'coverage';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly thresholds: Coverage;
}

/** Percentages that must be reached. */
export interface Coverage {
  readonly lines: number;
  readonly branches: number;
}

/** One row of the table. */
export type Stage = CheckStage | SuiteStage | CoverageStage;

function check(name: string, script: string, ...args: readonly string[]): CheckStage {
  const timeLimitMillis = 10 * MINUTE_MILLIS;
  return { kind: 'check', name, needs: script, command: [script, ...args], timeLimitMillis };
}

function suite(name: string, options: Partial<Omit<SuiteStage, 'kind' | 'name'>> = {}): SuiteStage {
  return {
    kind: 'suite',
    name,
    needs: `dist/test/${name}`,
    covered: true,
    verbose: false,
    timeLimitMillis: 15 * MINUTE_MILLIS,
    ...options,
  };
}

const onTheNetwork = {
  covered: true,
  verbose: true,
  timeLimitMillis: 30 * MINUTE_MILLIS,
  // The first of them may have to build Fabric.
  testLimitMillis: 10 * MINUTE_MILLIS,
} as const;

/** Every stage that the project knows; those whose `needs` is not there yet are not run. */
export const stages: readonly Stage[] = [
  check('types', 'node_modules/typescript/bin/tsc', '-b'),
  check('lint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  check(
    'dependencies',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.json', '--output-type', 'err-long'],
    ...['chaincode', 'gateway', 'network', 'scripts', 'test'],
  ),
  check('generated', 'dist/scripts/generate.js', '--check'),
  suite('guards', { needs: 'dist/test/unit/guards', covered: false }),
  suite('unit', { except: ['dist/test/unit/guards'] }),
  suite('behaviour'),
  suite('property'),
  suite('model'),
  suite('determinism'),
  {
    kind: 'coverage',
    name: 'coverage-chaincode',
    needs: 'chaincode/dist',
    include: ['chaincode/{domain,ledger,contracts}/**/*.ts'],
    exclude: ['**/*.d.ts'],
    thresholds: { lines: 100, branches: 100 },
    timeLimitMillis: 5 * MINUTE_MILLIS,
  },
  check('network-fresh', 'dist/network/main.js', 'reset', '--profile', 'test'),
  suite('network', onTheNetwork),
  suite('api', onTheNetwork),
  suite('console', onTheNetwork),
  {
    kind: 'coverage',
    name: 'coverage-gateway',
    needs: 'gateway/dist',
    include: ['gateway/**/*.ts'],
    exclude: ['**/*.d.ts', 'gateway/main.ts', 'gateway/cli/main.ts', 'gateway/dist/**/*.d.ts'],
    thresholds: { lines: 95, branches: 88 },
    timeLimitMillis: 5 * MINUTE_MILLIS,
  },
  check('network-down', 'dist/network/main.js', 'down', '--profile', 'test'),
];
