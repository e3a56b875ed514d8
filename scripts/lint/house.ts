/** What no code of the house may use, and what only some of it may. */
import { builtinModules } from 'node:module';

import { globals, modules, properties, type Restrictions } from './restrictions.js';

const TIME = 'Take time from the Clock port (now, after, every), so that tests can hold it.';
const ROOT = 'Only a composition root reads the environment or exits: take it as an option.';
const TEST = 'A test waits for what it expects: use a helper of test/support, or a fake clock.';
const RANDOM = 'Draw with fast-check, which prints the seed and replays.';
const ALWAYS = 'Every test runs every time, and once: mend it or remove it.';
const NAMED = 'Export by name: a default export is renamed by every import.';
const BARREL = "Import from where it is declared: only a folder's index.ts re-exports.";
const BARE = builtinModules.filter((name) => /^[a-z_0-9]+$/.test(name)).join('|');
const PATTERNS = 'TSTypeParameterInstantiation > TSTypeLiteral > TSPropertySignature';
const SHAPES = 'TSInterfaceDeclaration, TSTypeAliasDeclaration';

/** All TypeScript. */
export const everywhere: Restrictions = {
  modules: modules(['node:assert'], 'Use node:assert/strict.'),
  syntax: [
    {
      selector: `ImportDeclaration[source.value=/^(?:${BARE})(?:$|\\u002f)/]`,
      message: 'Write node: before the name of a module of Node.',
    },
    { selector: 'TSEnumDeclaration', message: 'Use a constant "as const" and a union type.' },
    { selector: 'ExportDefaultDeclaration', message: NAMED },
    { selector: 'ExportSpecifier[exported.name="default"]', message: NAMED },
    { selector: 'ForInStatement', message: 'for..in walks prototypes: use for..of with keys.' },
    { selector: 'LabeledStatement', message: 'Make the inner loop a function of its own.' },
  ],
};

/** All but a folder's public index.ts. */
export const notAnIndex: Restrictions = {
  syntax: [
    { selector: 'ExportAllDeclaration', message: BARREL },
    { selector: 'ExportNamedDeclaration[source]', message: BARREL },
  ],
};

/** All but tests: what others can hold is read-only. */
export const immutable: Restrictions = {
  syntax: [
    {
      selector: `:matches(${SHAPES}) TSPropertySignature:not([readonly=true], ${PATTERNS})`,
      message: 'Declare the property readonly: make a new object instead of changing one.',
    },
    {
      selector: `:matches(${SHAPES}) TSPropertySignature > TSTypeAnnotation > TSArrayType`,
      message: 'Declare the array readonly: make a new one instead of changing it.',
    },
  ],
};

/** Gateway, network and the chaincode server, but for their roots. */
export const notARoot: Restrictions = {
  properties: properties(['env', 'exit', 'exitCode', 'argv', 'cwd', 'chdir'], ROOT, 'process'),
  modules: modules(['node:process'], ROOT),
};

/** Gateway, network and the chaincode server, but for their clock.ts. */
export const onTheClock: Restrictions = {
  globals: globals(['performance', 'setTimeout', 'setInterval', 'setImmediate'], TIME),
  properties: [
    ...properties(['now'], TIME, 'Date'),
    ...properties(['timeout'], TIME, 'AbortSignal'),
  ],
  modules: modules(['node:timers', 'node:timers/promises', 'node:perf_hooks'], TIME),
  syntax: [
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: TIME },
    { selector: "CallExpression[callee.name='Date']", message: TIME },
  ],
};

/** Suites: no sleeping, no skipping, no luck. */
export const suites: Restrictions = {
  globals: [
    ...globals(['setTimeout', 'setInterval', 'setImmediate'], TEST),
    ...globals(['xit', 'xdescribe', 'xspecify', 'xcontext'], ALWAYS),
  ],
  properties: [
    ...['it', 'describe', 'specify', 'context'].flatMap((object) =>
      properties(['only'], ALWAYS, object),
    ),
    ...properties(['retries', 'skip'], ALWAYS),
    ...properties(['random'], RANDOM, 'Math'),
    ...properties(['exit'], 'A suite that exits hides those after it.', 'process'),
  ],
  modules: modules(['node:timers', 'node:timers/promises'], TEST),
};
