import { AST_NODE_TYPES, ESLintUtils, type TSESTree } from '@typescript-eslint/utils';
import ts from 'typescript';

import { createRule } from './create-rule.js';

const ROUNDINGS = new Set(['ceil', 'floor', 'trunc']);

/** Whether the quotient is made an integer at once. */
function isRounded(node: TSESTree.BinaryExpression): boolean {
  const { parent } = node;
  if (parent.type !== AST_NODE_TYPES.CallExpression) return false;
  if (parent.callee.type !== AST_NODE_TYPES.MemberExpression) return false;
  const { object, property } = parent.callee;
  const ofMath = object.type === AST_NODE_TYPES.Identifier && object.name === 'Math';
  return ofMath && property.type === AST_NODE_TYPES.Identifier && ROUNDINGS.has(property.name);
}

/** Numbers divide into fractions: the quotient is rounded at once, or the operands are bigint. */
export const noFloatDivision = createRule({
  meta: {
    type: 'problem',
    schema: [],
    defaultOptions: [],
    messages: {
      round: 'A quotient of numbers is a fraction: divide bigints, or round it with Math at once.',
    },
  },
  create: (context) => {
    const services = ESLintUtils.getParserServices(context);
    const isBigint = (node: TSESTree.Node): boolean =>
      (services.getTypeAtLocation(node).flags & ts.TypeFlags.BigIntLike) !== 0;
    return {
      'BinaryExpression[operator="/"]': (node: TSESTree.BinaryExpression) => {
        if (!isBigint(node) && !isRounded(node)) context.report({ node, messageId: 'round' });
      },
      'AssignmentExpression[operator="/="]': (node: TSESTree.AssignmentExpression) => {
        if (!isBigint(node.left)) context.report({ node, messageId: 'round' });
      },
    };
  },
});
