import { ESLintUtils } from '@typescript-eslint/utils';

/** Makes a typed ESLint rule of this project; its source file is its documentation. */
export const createRule = ESLintUtils.RuleCreator.withoutDocs;
