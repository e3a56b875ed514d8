import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { projectFolder } from '../../support/project.js';
import type { TemporaryFolder } from '../../support/temporary-folder.js';
import { plantedProject } from './planted-project.js';

const CONFIGURATION = path.join(projectFolder, '.dependency-cruiser.json');
const FIXTURES = path.join(projectFolder, 'test/unit/guards/fixtures/dependencies');
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const CRUISE_TIMEOUT_MILLIS = 60_000;

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface Cruise {
  readonly summary: { readonly violations: readonly Violation[] };
}

/** File -> names of the rules that it violates, sorted. */
type Findings = ReadonlyMap<string, readonly string[]>;

async function cruise(project: TemporaryFolder): Promise<Findings> {
  const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const folders = ['chaincode', 'gateway', 'network', 'scripts', 'test'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(projectFolder, cruiser), '-c', CONFIGURATION, '-T', 'json', ...folders],
    { cwd: project.path, maxBuffer: MAX_OUTPUT_BYTES },
  ).catch((error: unknown) => error as { readonly stdout: string });
  const { violations } = (JSON.parse(stdout) as Cruise).summary;
  const found = new Map<string, Set<string>>();
  for (const { from, rule } of violations) {
    found.set(from, (found.get(from) ?? new Set()).add(rule.name));
  }
  return new Map([...found].map(([file, rules]) => [file, [...rules].toSorted()]));
}

/** What each planted file says of itself in its first line. */
function planted(): Findings {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' });
  return new Map(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => {
        const text = readFileSync(path.join(FIXTURES, file), 'utf8');
        const rules = /^\/\/ violates: (.*)$/m.exec(text)?.[1]?.split(', ') ?? [];
        return [file, rules.toSorted()];
      }),
  );
}

function ruleNames(): readonly string[] {
  const { forbidden } = JSON.parse(readFileSync(CONFIGURATION, 'utf8')) as {
    readonly forbidden: readonly { readonly name: string }[];
  };
  return forbidden.map((rule) => rule.name);
}

describe('the dependency rules', function () {
  this.timeout(CRUISE_TIMEOUT_MILLIS);

  const expected = planted();
  let project: TemporaryFolder;
  let found: Findings;
  before(async () => {
    project = plantedProject();
    found = await cruise(project);
  });
  after(() => {
    project.remove();
  });

  for (const [file, rules] of expected) {
    it(`report ${rules.join(', ') || 'nothing'} in ${file}`, () => {
      assert.deepEqual(found.get(file) ?? [], rules);
    });
  }

  it('report no file that was not planted', () => {
    assert.deepEqual(
      [...found.keys()].filter((file) => !expected.has(file)),
      [],
    );
  });

  for (const rule of ruleNames()) {
    it(`have a planted violation of ${rule}`, () => {
      assert.ok([...expected.values()].flat().includes(rule));
    });
  }
});
