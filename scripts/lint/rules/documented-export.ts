import { AST_NODE_TYPES, AST_TOKEN_TYPES, type TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

import { createRule } from './create-rule.js';

/** Where the code of a node begins, its decorators included. */
function firstToken(node: TSESTree.Node, source: Readonly<SourceCode>): TSESTree.Token | null {
  const declared =
    node.type === AST_NODE_TYPES.ExportNamedDeclaration ? node.declaration : node;
  const decorators =
    declared !== null && 'decorators' in declared ? declared.decorators : [];
  const first = decorators[0];
  const start = first !== undefined && first.range[0] < node.range[0] ? first : node;
  return source.getFirstToken(start);
}

function documentation(node: TSESTree.Node, source: Readonly<SourceCode>): string | undefined {
  const token = firstToken(node, source);
  if (token === null) return undefined;
  const comment = source.getCommentsBefore(token).at(-1);
  const isDocumentation =
    comment?.type === AST_TOKEN_TYPES.Block && comment.value.startsWith('*');
  if (!isDocumentation) return undefined;
  return comment.value.replaceAll(/^\s*\*+ ?/gm, '');
}

function isSentence(text: string): boolean {
  return /\S\s+\S/.test(text) && /[.:?!]/.test(text);
}

/** A type that is read off a value: the value's comment is its own. */
function isDerivedType(node: TSESTree.ExportNamedDeclaration, source: string): boolean {
  const { declaration } = node;
  if (declaration?.type !== AST_NODE_TYPES.TSTypeAliasDeclaration) return false;
  return /\btypeof\b/.test(source);
}

/** Of the overloads of a function, the first carries the comment. */
function isLaterOverload(node: TSESTree.ExportNamedDeclaration): boolean {
  const body = node.parent.type === AST_NODE_TYPES.Program ? node.parent.body : [];
  const before = body[body.indexOf(node) - 1];
  const declared =
    before?.type === AST_NODE_TYPES.ExportNamedDeclaration ? before.declaration : undefined;
  return declared?.type === AST_NODE_TYPES.TSDeclareFunction;
}

function isTransaction(decorator: TSESTree.Decorator): boolean {
  const { expression } = decorator;
  const callee = expression.type === AST_NODE_TYPES.CallExpression ? expression.callee : expression;
  return callee.type === AST_NODE_TYPES.Identifier && callee.name === 'Transaction';
}

/** What others use, and what others may call, says in a sentence what it is. */
export const documentedExport = createRule({
  meta: {
    type: 'suggestion',
    schema: [],
    defaultOptions: [],
    messages: {
      missing: 'Put a /** comment */ before it that says in one sentence what it is.',
      sentence: 'Begin its comment with a whole sentence, ended by a full stop.',
    },
  },
  create: (context) => {
    const check = (node: TSESTree.Node): void => {
      const text = documentation(node, context.sourceCode);
      if (text === undefined) context.report({ node, messageId: 'missing' });
      else if (!isSentence(text)) context.report({ node, messageId: 'sentence' });
    };
    return {
      ExportNamedDeclaration: (node) => {
        const text = context.sourceCode.getText(node);
        const exempt = isLaterOverload(node) || isDerivedType(node, text);
        if (node.declaration !== null && !exempt) check(node);
      },
      MethodDefinition: (node) => {
        if (node.decorators.some(isTransaction)) check(node);
      },
    };
  },
});
