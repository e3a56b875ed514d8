import assert from 'node:assert/strict';

import { runTests } from '../../../../scripts/test/run.js';
import type { Stage, SuiteStage } from '../../../../scripts/test/stages.js';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.js';

const TIME_LIMIT_MILLIS = 20_000;

const STOP_GRACE_MILLIS = 1000;

/** The runner starts a Node process for each stage. */
const PROCESS_TIMEOUT_MILLIS = 30_000;

function suite(name: string, options: Partial<SuiteStage> = {}): SuiteStage {
  return {
    kind: 'suite',
    name,
    needs: name,
    covered: false,
    verbose: false,
    timeLimitMillis: TIME_LIMIT_MILLIS,
    ...options,
  };
}

function check(name: string): Stage {
  const script = `${name}.cjs`;
  const timeLimitMillis = TIME_LIMIT_MILLIS;
  return { kind: 'check', name, needs: script, command: [script], timeLimitMillis };
}

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly sum: string | undefined;
}

interface RunSettings {
  readonly args?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
}

async function run(
  project: TemporaryFolder,
  stages: readonly Stage[],
  options: RunSettings = {},
): Promise<Outcome> {
  const lines: string[] = [];
  project.write('.mocharc.json', '{"forbidOnly": true, "forbidPending": true}');
  const code = await runTests({
    root: project.path,
    args: options.args ?? [],
    environment: process.env,
    print: (line) => {
      lines.push(line);
      options.onLine?.(line);
    },
    signal: options.signal ?? new AbortController().signal,
    stages,
    stopGraceMillis: STOP_GRACE_MILLIS,
  });
  return { code, output: lines.join('\n'), sum: lines.at(-1) };
}

describe('the test run', function () {
  this.timeout(PROCESS_TIMEOUT_MILLIS);

  let project: TemporaryFolder;
  beforeEach(() => {
    project = temporaryFolder();
  });
  afterEach(() => {
    project.remove();
  });

  it('sums tests and checks, and exits with 0 when all passed', async () => {
    project.write('lint.cjs', '');
    project.write('unit/a.test.js', 'it("holds", () => {}); it("holds too", () => {});');
    project.write('unit/deeper/b.test.js', 'it("holds deeper", () => {});');
    const { code, sum, output } = await run(project, [check('lint'), suite('unit')]);
    assert.equal(sum, '4 passed, 0 failed', output);
    assert.equal(code, 0);
  });

  it('goes on after a failed stage, shows the failure in full and exits with 1', async () => {
    project.write('lint.cjs', 'console.log("line 7 is wrong"); process.exit(3);');
    project.write('unit/a.test.js', 'it("holds", () => {});');
    project.write('unit/b.test.js', 'it("breaks", () => { throw Error("why"); });');
    const { code, sum, output } = await run(project, [check('lint'), suite('unit')]);
    assert.equal(sum, '1 passed, 2 failed', output);
    assert.equal(code, 1);
    assert.match(output, /line 7 is wrong/);
    assert.match(output, /unit: breaks\n +Error: why\n +at/);
  });

  const broken: readonly (readonly [situation: string, source: string, said: RegExp])[] = [
    ['crashes half-way', 'it("ends", () => process.exit(0));', /ended early, with code 0/],
    ['does not load', 'throw Error("no such thing");', /did not load\n +Error: no such thing/],
    ['holds no test', '', /no test ran/],
    ['skips a test', 'it("waits"); it("holds", () => {});', /Pending test forbidden/],
    ['singles one out', 'it.only("holds", () => {});', /`\.only` is not supported|forbidden/],
    ['fails in a hook', 'before(() => { throw Error("no"); }); it("holds", () => {});', /hook/],
    ['rejects unheard', 'it("holds", (done) => { Promise.reject(Error("lost")); });', /lost/],
  ];
  for (const [situation, source, said] of broken) {
    it(`fails a stage that ${situation}`, async () => {
      project.write('unit/a.test.js', source);
      const { code, output } = await run(project, [suite('unit')]);
      assert.equal(code, 1, output);
      assert.match(output, said);
    });
  }

  it('ends a stage that is over its time limit', async () => {
    const hang = 'it("hangs", (done) => { setInterval(() => {}, 1e6); }).timeout(0);';
    project.write('unit/a.test.js', hang);
    const stage = suite('unit', { timeLimitMillis: 1500 });
    const { output, sum } = await run(project, [stage]);
    assert.match(output, /ended: over its time limit/);
    assert.match(sum ?? '', /^0 passed, [12] failed$/);
  });

  it('ends its child when it is interrupted, and says so', async () => {
    const hang = 'it("hangs", (done) => { setInterval(() => {}, 1e6); }).timeout(0);';
    project.write('unit/a.test.js', `it("holds", () => {}); ${hang}`);
    project.write('lint.cjs', '');
    const interruption = new AbortController();
    const stages = [suite('unit', { verbose: true }), check('lint')];
    const { code, output } = await run(project, stages, {
      signal: interruption.signal,
      onLine: (line) => {
        if (line.includes('holds')) interruption.abort();
      },
    });
    assert.equal(code, 1);
    assert.match(output, /the run was interrupted/);
    assert.doesNotMatch(output, /ok {3}lint/);
  });

  it('leaves out stages that do not exist yet, but not all of them', async () => {
    project.write('lint.cjs', '');
    const some = await run(project, [check('lint'), suite('behaviour')]);
    assert.equal(some.sum, '1 passed, 0 failed');
    const none = await run(project, [suite('behaviour')]);
    assert.equal(none.sum, '0 passed, 1 failed');
  });

  it('runs only the stages and the tests that are asked for', async () => {
    project.write('lint.cjs', 'process.exit(1)');
    project.write('unit/a.test.js', 'it("pays once", () => {}); it("pays twice", () => {});');
    const stages = [check('lint'), suite('unit')];
    const only = await run(project, stages, { args: ['--only', 'unit'] });
    assert.equal(only.sum, '2 passed, 0 failed');
    const grep = await run(project, stages, { args: ['--grep', 'once$'] });
    assert.equal(grep.sum, '1 passed, 0 failed');
  });

  const misuse: readonly (readonly [args: readonly string[], said: RegExp])[] = [
    [['--only', 'unti'], /no stage unti; there are lint, unit/],
    [['--grep', '('], /--grep takes a regular expression/],
    [['--all'], /usage: npm test/],
    [['unit'], /usage: npm test/],
  ];
  for (const [args, said] of misuse) {
    it(`refuses the arguments ${args.join(' ')}`, async () => {
      const outcome = await run(project, [check('lint'), suite('unit')], { args });
      assert.equal(outcome.code, 1);
      assert.equal(outcome.sum, '0 passed, 1 failed');
      assert.match(outcome.output, said);
    });
  }
});
