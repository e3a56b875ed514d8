import ts from 'typescript';
import type { ChaincodeProgram } from './chaincode-program.js';

/** What the doc comment of a transaction says, in its own words. */
export interface TransactionComment {
  readonly type: string;
  readonly does: string;
  readonly caller: string;
  readonly needs: string;
  readonly events: string;
  readonly errors: string;
}

const FORM = new RegExp(
  '^(?<does>.+?) Who may call: (?<caller>.+?) Needs: (?<needs>.+?) ' +
    'Events: (?<events>.+?) Errors in order: (?<errors>.+)$',
);

const COMMAND_CALL = /submit\(context, '(?<type>[A-Za-z]+)', command\)/;

/**
 * The doc comments of all transactions that submit a command, in the order of the sources.
 * @throws RangeError when one is not in the form of the house
 */
export function transactionComments({ files }: ChaincodeProgram): readonly TransactionComment[] {
  return files
    .filter(({ fileName }) => fileName.includes('/contracts/'))
    .flatMap((file) => file.statements.filter(ts.isClassDeclaration))
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
    .flatMap((method) => {
      const type = COMMAND_CALL.exec(method.body?.getText() ?? '')?.groups?.['type'];
      return type === undefined ? [] : [commentOf(method, type)];
    });
}

function commentOf(method: ts.MethodDeclaration, type: string): TransactionComment {
  const text = ts
    .getJSDocCommentsAndTags(method)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  const said = FORM.exec(text)?.groups;
  if (said === undefined) {
    throw new RangeError(
      `${type}: its doc comment does not say "Who may call", "Needs", "Events", "Errors in order"`,
    );
  }
  const { does = '', caller = '', needs = '', events = '', errors = '' } = said;
  return { type, does, caller, needs, events, errors };
}
