import { AST_NODE_TYPES, type TSESTree } from '@typescript-eslint/utils';

import { createRule } from './create-rule.js';

/** Types that can be changed whatever their reference says. */
const MUTABLE_TYPES = /^(?:Array|Map|Set|WeakMap|WeakSet|Record)$/;

function isMutableType(type: TSESTree.TypeNode): boolean {
  if (type.type === AST_NODE_TYPES.TSArrayType) return true;
  if (type.type !== AST_NODE_TYPES.TSTypeReference) return false;
  const { typeName } = type;
  return typeName.type === AST_NODE_TYPES.Identifier && MUTABLE_TYPES.test(typeName.name);
}

/** Strips `satisfies`, which leaves the inferred type as it is. */
function value(node: TSESTree.Expression): TSESTree.Expression {
  return node.type === AST_NODE_TYPES.TSSatisfiesExpression ? value(node.expression) : node;
}

function makesSomethingMutable(node: TSESTree.Expression): boolean {
  const made = value(node);
  if (made.type === AST_NODE_TYPES.ArrayExpression) return true;
  if (made.type === AST_NODE_TYPES.ObjectExpression) return true;
  if (made.type !== AST_NODE_TYPES.NewExpression) return false;
  const { callee } = made;
  return callee.type === AST_NODE_TYPES.Identifier && MUTABLE_TYPES.test(callee.name);
}

/** A module keeps nothing between two transactions: it is shared by all of them. */
export const noModuleState = createRule({
  meta: {
    type: 'problem',
    schema: [],
    defaultOptions: [],
    messages: {
      variable: 'Module state differs between peers: pass the value along, or make it const.',
      mutable: 'Make it immutable: "as const", or a readonly, Readonly… or named type.',
    },
  },
  create: (context) => {
    const check = (declaration: TSESTree.VariableDeclaration): void => {
      if (declaration.kind !== 'const') {
        context.report({ node: declaration, messageId: 'variable' });
        return;
      }
      for (const { id, init } of declaration.declarations) {
        const type = id.typeAnnotation?.typeAnnotation;
        const unsafe = type === undefined || isMutableType(type);
        if (init !== null && unsafe && makesSomethingMutable(init)) {
          context.report({ node: id, messageId: 'mutable' });
        }
      }
    };
    return {
      'Program > VariableDeclaration': check,
      'Program > ExportNamedDeclaration > VariableDeclaration': check,
      'PropertyDefinition[static=true]': (node: TSESTree.PropertyDefinition) => {
        if (!node.readonly) context.report({ node, messageId: 'variable' });
      },
    };
  },
});
