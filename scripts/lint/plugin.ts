import type { ESLint } from 'eslint';

import { documentedExport } from './rules/documented-export.js';
import { kebabCaseFile } from './rules/kebab-case-file.js';
import { noFloatDivision } from './rules/no-float-division.js';
import { noModuleState } from './rules/no-module-state.js';

const rules = {
  'documented-export': documentedExport,
  'kebab-case-file': kebabCaseFile,
  'no-float-division': noFloatDivision,
  'no-module-state': noModuleState,
};

/** The rules that no library has, as the ESLint plugin `house`. */
export const house = { rules } as unknown as ESLint.Plugin;
