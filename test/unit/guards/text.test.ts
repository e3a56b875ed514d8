import assert from 'node:assert/strict';

import { FIXTURES } from '../../../scripts/lint/configuration.js';
import { styleLimits } from '../../../scripts/lint/limits.js';
import { repositoryFiles, repositoryText } from '../../support/repository.js';

/** This file names what it forbids. */
const THIS = 'test/unit/guards/text.test.ts';

const GENERATED_LOCK = /(?:^|\/)(?:package-lock\.json|go\.sum)$/;
const BINARY = /\.(?:png|ico|woff2|pdf|gz|der)$/;

/** ESLint measures sources, JSON cannot be broken, and prose is wrapped where it is shown. */
const UNMEASURED = /\.(?:ts|mjs|json|md)$|(?:^|\/)go\.mod$/;

const files = repositoryFiles().filter((file) => !BINARY.test(file));
const written = files.filter((file) => !GENERATED_LOCK.test(file));

/** Every place in these files where a line is wrong, as file:line. */
function places(among: readonly string[], isWrong: (line: string) => boolean): readonly string[] {
  return among.flatMap((file) =>
    repositoryText(file)
      .split('\n')
      .flatMap((line, index) => (isWrong(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

interface Forbidden {
  readonly what: string;
  readonly pattern: RegExp;
}

const forbidden: readonly Forbidden[] = [
  { what: 'unfinished work', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b|\bnot (?:yet )?implemented\b/i },
  { what: 'a path of one machine', pattern: /(?:^|[\s"'`(=:])\/(?:home|root|work|Users)\// },
  { what: 'a package registry', pattern: /\b(?:registry\.npmjs|proxy\.golang|deb\.debian)\b/ },
  { what: 'a switched-off check', pattern: /@ts-(?:ignore|nocheck|expect-error)|eslint-disable/ },
  { what: 'a private key', pattern: /-BEGIN (?:EC |RSA )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/ },
];

describe('the text of the repository', () => {
  for (const { what, pattern } of forbidden) {
    it(`holds no ${what}`, () => {
      const searched = written.filter((file) => file !== THIS && !file.startsWith(FIXTURES));
      assert.deepEqual(
        places(searched, (line) => pattern.test(line)),
        [],
      );
    });
  }

  const samples: readonly (readonly [what: string, line: string])[] = [
    ['unfinished work', '// TODO: refuse it'],
    ['unfinished work', "throw new Error('Not implemented')"],
    ['a path of one machine', "const folder = '/home/someone/tranche';"],
    ['a package registry', '"resolved": "https://registry.npmjs.org/zod"'],
    ['a switched-off check', '// @ts-ignore'],
    ['a private key', `-----BEGIN PRIVATE KEY-----${'A'.repeat(20)}`],
  ];
  for (const [what, line] of samples) {
    it(`would be found to hold ${what} in ${line}`, () => {
      assert.ok(forbidden.some((rule) => rule.what === what && rule.pattern.test(line)));
    });
  }

  it('ends every file with a line end, and no line with white space', () => {
    const unended = written.filter((file) => {
      const text = repositoryText(file);
      return text !== '' && (!text.endsWith('\n') || text.endsWith('\n\n'));
    });
    assert.deepEqual(unended, []);
    assert.deepEqual(
      places(written, (line) => /[ \t\r]$/.test(line)),
      [],
    );
  });

  it(`keeps lines within ${styleLimits.lineCharacters} characters`, () => {
    const breakable = written.filter((file) => !UNMEASURED.test(file));
    assert.deepEqual(
      places(breakable, (line) => line.length > styleLimits.lineCharacters),
      [],
    );
  });

  it('is TypeScript, but for the two files that must run before it is built', () => {
    const javascript = files.filter((file) => /\.[cm]?jsx?$/.test(file));
    assert.deepEqual(javascript, ['eslint.config.mjs', 'scripts/setup.mjs']);
  });
});
