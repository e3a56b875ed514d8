import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';

import { FIXTURES, lintRules, ownRules } from '../../../scripts/lint/configuration.js';
import * as determinism from '../../../scripts/lint/determinism.js';
import * as house from '../../../scripts/lint/house.js';
import { styleLimits } from '../../../scripts/lint/limits.js';
import type { Restrictions } from '../../../scripts/lint/restrictions.js';
import { projectFolder } from '../../support/project.js';

/** The first lint loads the type checker. */
const LINT_TIMEOUT_MILLIS = 120_000;

const folder = path.join(projectFolder, FIXTURES, 'lint');

/** Rules that are shown at their limit and one beyond, not by a planted line. */
const MEASURED = ['max-lines', 'max-lines-per-function', 'max-len', 'complexity'];

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

function linter(): ESLint {
  return new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: lintRules(folder),
  });
}

function findings(results: readonly ESLint.LintResult[]): readonly Finding[] {
  return results.flatMap(({ filePath, messages }) =>
    messages
      .filter((message) => message.severity === 2)
      .map(({ line, ruleId, message }) => ({
        file: path.relative(folder, filePath),
        line,
        rule: ruleId ?? 'none',
        message,
      })),
  );
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly rules: readonly string[];
}

/** One row a line of the planted sources, with the rules that its comment names. */
function plantedRows(): readonly Row[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .map((text, index) => {
          const [code = '', rules] = text.split(' // violates: ');
          return { file, line: index + 1, code: code.trim(), rules: rules?.split(', ') ?? [] };
        }),
    );
}

/** What a message says when it reports this restriction. */
function complaints(restrictions: Restrictions): readonly string[] {
  return [
    ...(restrictions.globals ?? []).map(({ name }) => `Unexpected use of '${name}'`),
    ...(restrictions.properties ?? []).map(({ object, property, message }) => {
      if (property === undefined) return message;
      return `'${object === undefined ? '' : `${object}.`}${property}' is restricted`;
    }),
    ...(restrictions.modules ?? []).map(({ name }) => `from '${name}'|'${name}' import`),
    ...(restrictions.syntax ?? []).map(({ message }) => message),
  ];
}

describe('the lint rules', function () {
  this.timeout(LINT_TIMEOUT_MILLIS);

  const rows = plantedRows();
  let found: readonly Finding[];
  before(async () => {
    found = findings(await linter().lintFiles(['.']));
  });

  for (const { file, line, code, rules } of rows.filter((row) => row.rules.length > 0)) {
    it(`refuse ${code} in ${file} by ${rules.join(', ')}`, () => {
      const here = found.filter((finding) => finding.file === file && finding.line === line);
      assert.deepEqual(here.map((finding) => finding.rule).toSorted(), rules.toSorted());
    });
  }

  it('report nothing that was not planted', () => {
    const clean = rows.filter((row) => row.rules.length === 0);
    const unexpected = found.filter(({ file, line }) =>
      clean.some((row) => row.file === file && row.line === line),
    );
    assert.deepEqual(unexpected, []);
  });

  const lists = { ...determinism, ...house } as Readonly<Record<string, Restrictions>>;
  for (const [name, restrictions] of Object.entries(lists)) {
    for (const complaint of complaints(restrictions)) {
      it(`have a planted violation of ${name}: ${complaint}`, () => {
        const said = complaint.split('|');
        assert.ok(found.some(({ message }) => said.some((part) => message.includes(part))));
      });
    }
  }

  const own = Object.entries(ownRules).filter(([rule, level]) => {
    return level !== 'off' && !MEASURED.includes(rule);
  });
  for (const [rule] of own) {
    it(`have a planted violation of ${rule}`, () => {
      assert.ok(found.some((finding) => finding.rule === rule));
    });
  }
});

describe('the limits of style', function () {
  this.timeout(LINT_TIMEOUT_MILLIS);

  const statements = (count: number): string => '  use();\n'.repeat(count);
  const branches = (count: number): string => '  if (Math.random() < 1) use();\n'.repeat(count);
  const within = (body: string): string => `function act(): void {\n${body}}\nact();\n`;
  const source = 'gateway/core/shapes.ts';
  const suite = 'test/unit/habits.test.ts';
  const measures: readonly (readonly [
    rule: string,
    file: string,
    limit: number,
    ofSize: (size: number) => string,
  ])[] = [
    ['max-lines', source, styleLimits.fileLines, (size) => 'use();\n'.repeat(size)],
    ['max-lines', suite, styleLimits.testFileLines, (size) => 'use();\n'.repeat(size)],
    ['max-len', source, styleLimits.lineCharacters, (size) => `// ${'x'.repeat(size - 3)}\n`],
    [
      'max-lines-per-function',
      source,
      styleLimits.functionLines,
      (size) => within(statements(size - 2)),
    ],
    ['complexity', source, styleLimits.complexity, (size) => within(branches(size - 1))],
  ];

  for (const [rule, file, limit, ofSize] of measures) {
    it(`allow ${rule} of ${limit} in ${file}, and no more`, async () => {
      const filePath = path.join(folder, file);
      const lint = async (size: number): Promise<readonly string[]> =>
        findings(await linter().lintText(ofSize(size), { filePath })).map(({ rule: id }) => id);
      assert.ok(!(await lint(limit)).includes(rule));
      assert.ok((await lint(limit + 1)).includes(rule));
    });
  }
});
