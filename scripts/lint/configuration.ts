/** What `npx eslint .` checks, file by file. */
import js from '@eslint/js';
import type { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { configs as typescript } from 'typescript-eslint';

import {
  deterministic,
  encodedByTheCodec,
  loadedByKey,
  logging,
  plainSchemas,
  pure,
  stateless,
  withoutProcess,
} from './determinism.js';
import { everywhere, immutable, notAnIndex, notARoot, onTheClock, suites } from './house.js';
import { styleLimits } from './limits.js';
import { house } from './plugin.js';
import { restrict, type Restrictions } from './restrictions.js';

const TYPESCRIPT = '**/*.ts';
const INDEX = '**/index.ts';
const SUITES = ['test/**/*.test.ts', 'test/behaviour/shared/*.ts'];
const PEER_CODE = 'chaincode/{domain,ledger,contracts}/**/*.ts';

/** Adds rules to a set of files; of two zones with one file, the later one restricts it. */
function zone(files: string, ...lists: readonly Restrictions[]): Linter.Config[] {
  return [
    { files: [files], rules: restrict(everywhere, notAnIndex, ...lists) },
    { files: [[files, INDEX]], rules: restrict(everywhere, ...lists) },
  ];
}

const onEveryPeer = [immutable, deterministic, encodedByTheCodec];
const peerCode = [...onEveryPeer, loadedByKey, withoutProcess];

const restrictions: Linter.Config[] = [
  ...zone(TYPESCRIPT, immutable),
  ...zone('test/**/*.ts', suites),
  ...zone('test/support/**/*.ts'),
  ...zone('{gateway,network,chaincode}/**/*.ts', immutable, notARoot, onTheClock),
  ...zone('{gateway,network,chaincode/server}/**/clock.ts', immutable, notARoot),
  ...zone('{gateway,gateway/cli,network,network/issuer}/main.ts', immutable),
  ...zone('chaincode/server.ts', immutable),
  ...zone('chaincode/domain/**/*.ts', ...peerCode, pure, plainSchemas),
  // The one text schema checks UTF-8 bytes and NFC, which a plain schema cannot.
  ...zone('chaincode/domain/ids.ts', ...peerCode, pure),
  ...zone('chaincode/ledger/**/*.ts', ...peerCode),
  ...zone('chaincode/ledger/codec.ts', immutable, deterministic, loadedByKey, withoutProcess),
  // The one file that touches the stub also answers the history, to evaluations alone.
  ...zone('chaincode/ledger/fabric-state.ts', ...onEveryPeer, withoutProcess),
  ...zone('chaincode/contracts/**/*.ts', ...peerCode, stateless),
  ...zone('chaincode/contracts/edge.ts', ...onEveryPeer, loadedByKey, stateless, logging),
];

const sizes: Linter.RulesRecord = {
  'max-lines': ['error', styleLimits.fileLines],
  'max-lines-per-function': ['error', styleLimits.functionLines],
  'max-len': ['error', { code: styleLimits.lineCharacters }],
  // A switch over a union is a table, which the compiler checks: it counts as one decision.
  complexity: ['error', { max: styleLimits.complexity, variant: 'modified' }],
};

const houseRules: Linter.RulesRecord = {
  ...sizes,
  'house/kebab-case-file': 'error',
  'house/documented-export': 'error',
  eqeqeq: 'error',
  // Texts are checked for control characters, which is what this rule takes for a slip.
  'no-control-regex': 'off',
  'no-console': 'error',
  'no-nested-ternary': 'error',
  'no-param-reassign': 'error',
  'no-proto': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'preserve-caught-error': ['error', { requireCatchParameter: false }],
};

const typedRules: Linter.RulesRecord = {
  // Keys of one union are written { readonly [T in Union]: … }, which Record cannot say.
  '@typescript-eslint/consistent-indexed-object-style': 'off',
  // Names that are not ours, as of environment variables, stay visibly so.
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  // const { secret: _secret, ...rest } is how a copy without a field is made.
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
  '@typescript-eslint/triple-slash-reference': [
    'error',
    { path: 'always', types: 'never', lib: 'never' },
  ],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // Libraries that declare their classes as interfaces trip it.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // An async function turns what it throws into a rejection, with or without an await.
  '@typescript-eslint/require-await': 'off',
  // decode<T>(bytes) is how a record is read: what it holds was checked when it was written.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  '@typescript-eslint/require-array-sort-compare': 'error',
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowAny: false, allowBoolean: false, allowNullish: false, allowNumber: true },
  ],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

/** Where texts come from strangers. */
const inputRules: Linter.RulesRecord = { 'regexp/no-super-linear-backtracking': 'error' };

const peerRules: Linter.RulesRecord = {
  'house/no-module-state': 'error',
  'house/no-float-division': 'error',
  'regexp/no-super-linear-move': 'error',
  // Sorted records say by which order, so that nobody need know the default.
  '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: false }],
};

/** The rules that this project adds to the presets. */
export const ownRules: Linter.RulesRecord = {
  ...houseRules,
  ...typedRules,
  ...inputRules,
  ...peerRules,
};

/** Planted violations stand below this folder, for the tests of the guards alone. */
export const FIXTURES = 'test/unit/guards/fixtures';

/** The rules for the sources below `root`, where their tsconfig files stand. */
export function lintRules(root: string): Linter.Config[] {
  return [
    {
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
      plugins: { house, regexp },
    },
    js.configs.recommended,
    { files: ['**/*.mjs'], rules: houseRules },
    { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
    ...[...typescript.strictTypeChecked, ...typescript.stylisticTypeChecked].map(
      (preset): Linter.Config => ({ ...preset, files: [TYPESCRIPT] }),
    ),
    {
      files: [TYPESCRIPT],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
      rules: { ...houseRules, ...typedRules },
    },
    ...restrictions,
    { files: ['{chaincode,gateway}/**/*.ts'], rules: inputRules },
    { files: [PEER_CODE], rules: peerRules },
    {
      files: SUITES,
      rules: {
        'max-lines': ['error', styleLimits.testFileLines],
        // The body of a suite is a list of tests, each a function with the limit of its own.
        'max-lines-per-function': 'off',
      },
    },
  ];
}

/** The whole configuration of this project. */
export const lintConfiguration: Linter.Config[] = [
  { ignores: ['**/dist/', '**/node_modules/', 'coverage/', '.network/', '.stryker-tmp/'] },
  { ignores: [`${FIXTURES}/`] },
  ...lintRules(new URL('../../../', import.meta.url).pathname),
];
