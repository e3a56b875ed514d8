import path from 'node:path';

import { createRule } from './create-rule.js';

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.(?:test|config|d))?\.(?:ts|mjs)$/;

/** A source file is named in kebab-case, so that names agree on every file system. */
export const kebabCaseFile = createRule({
  meta: {
    type: 'suggestion',
    schema: [],
    defaultOptions: [],
    messages: { rename: 'Name the file {{name}} in kebab-case, as in payment-order.ts.' },
  },
  create: (context) => ({
    Program: (node) => {
      const name = path.basename(context.filename);
      if (!KEBAB_CASE.test(name)) {
        context.report({ node, messageId: 'rename', data: { name } });
      }
    },
  }),
});
