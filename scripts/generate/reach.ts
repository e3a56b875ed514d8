import ts from 'typescript';
import type { ChaincodeProgram } from './chaincode-program.js';

/** What is looked for, and where the search does not go on. */
export interface Search {
  /** Texts of literals: codes of errors, or types of events. */
  readonly words: ReadonlySet<string>;
  /** Names of functions that are not entered. */
  readonly except?: readonly string[];
}

/** Tables of words are not places where they are used. */
const TABLES = /\/domain\/(errors\/[a-z]+|errors|catalogue|policy)\.ts$/;

/**
 * The words that code can come to from some nodes, in the order in which it would: what is called
 * is searched where it is called, after its arguments. A literal that something is compared with,
 * or that stands in a list of names, is not counted.
 */
export function wordsFrom(
  program: ChaincodeProgram,
  nodes: readonly ts.Node[],
  search: Search,
): readonly string[] {
  const found = new Set<string>();
  const entered = new Set<ts.Declaration>();

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isStringLiteralLike(node)) {
      if (search.words.has(node.text) && !isOnlyNamed(node)) found.add(node.text);
    } else if (ts.isIdentifier(node)) {
      enter(node);
    } else if (ts.isCallExpression(node)) {
      node.arguments.forEach(visit);
      visit(node.expression);
    } else {
      ts.forEachChild(node, visit);
    }
  };

  const enter = (name: ts.Identifier): void => {
    if (search.except?.includes(name.text)) return;
    for (const declaration of declarationsOf(program, name)) {
      const body = bodyOf(declaration);
      if (body === undefined || entered.has(declaration)) continue;
      entered.add(declaration);
      visit(body);
    }
  };

  nodes.forEach(visit);
  return [...found];
}

function isOnlyNamed({ parent }: ts.Node): boolean {
  if (!ts.isArrayLiteralExpression(parent)) return ts.isBinaryExpression(parent);
  return parent.elements.every((element) => ts.isStringLiteralLike(element));
}

/** Functions and values that a name stands for; none for a property's own name. */
function declarationsOf(
  { checker }: ChaincodeProgram,
  name: ts.Identifier,
): readonly ts.Declaration[] {
  const { parent } = name;
  const isOwn =
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) &&
    parent.name === name;
  if (isOwn) return [];
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(name);
  if (symbol === undefined) return [];
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
}

function bodyOf(declaration: ts.Declaration): ts.Node | undefined {
  if (TABLES.test(declaration.getSourceFile().fileName) && !ts.isFunctionLike(declaration)) {
    return undefined;
  }
  if (ts.isFunctionDeclaration(declaration)) return declaration.body;
  return ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}
