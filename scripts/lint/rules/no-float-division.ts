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

/** The value of a constant that the compiler knows. */
function constant(type: ts.Type): number | undefined {
  return type.isNumberLiteral() ? type.value : undefined;
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
    const isWhole = (node: TSESTree.BinaryExpression): boolean => {
      const [left, right] = [node.left, node.right].map((operand) =>
        constant(services.getTypeAtLocation(operand)),
      );
      return left !== undefined && right !== undefined && Number.isInteger(left / right);
    };
    const isBigint = (node: TSESTree.Node): boolean =>
      (services.getTypeAtLocation(node).flags & ts.TypeFlags.BigIntLike) !== 0;
    return {
      'BinaryExpression[operator="/"]': (node: TSESTree.BinaryExpression) => {
        const safe = isBigint(node) || isRounded(node) || isWhole(node);
        if (!safe) context.report({ node, messageId: 'round' });
      },
      'AssignmentExpression[operator="/="]': (node: TSESTree.AssignmentExpression) => {
        if (!isBigint(node.left)) context.report({ node, messageId: 'round' });
      },
    };
  },
});
