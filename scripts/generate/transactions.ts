import {
  commandCatalogue,
  errorTable,
  evolvers,
  policy,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import ts from 'typescript';
import { declaredIn, readChaincode, type ChaincodeProgram } from './chaincode-program.js';
import { transactionComments, type TransactionComment } from './contract-comments.js';
import { wordsFrom } from './reach.js';

/** What one transaction is, by its doc comment and by its code. */
export interface TransactionRules {
  readonly type: SubmissionType;
  readonly comment: TransactionComment;
  /**
   * Events that its own decision can make, as far as its comment names them: code that is shared
   * may do less here than elsewhere. What follows from them is apart.
   */
  readonly events: readonly string[];
  /** Codes that its own decision can refuse with, in order. */
  readonly errors: readonly string[];
}

/** What all transactions are, and what they have in common. */
export interface Rulebook {
  readonly transactions: readonly TransactionRules[];
  /** Codes that every transaction can be refused with, in order. */
  readonly commonErrors: readonly string[];
  /** Events that can follow from any change of a milestone. */
  readonly following: readonly string[];
  /** Events that time alone can bring about. */
  readonly timely: readonly string[];
}

const codes = new Set(Object.keys(errorTable));
const eventTypes = new Set(Object.keys(evolvers));

/** Whether a word is the code of an error. */
export function isErrorCode(word: string): boolean {
  return codes.has(word);
}

/** Whether a word is the type of an event. */
export function isEventType(word: string): boolean {
  return eventTypes.has(word);
}

/** Where the way of every transaction leaves what is common to all. */
const ownWays = [
  'decide',
  'evolve',
  'fileDocuments',
  'fileDisclosure',
  'nextByTime',
  'nextConsequence',
  'dependencyConsequences',
];

/** Where the ledger files private documents. */
function filedBy(type: SubmissionType): readonly [file: string, name: string] {
  return type === 'fileDisclosure'
    ? ['ledger/file-disclosure.ts', 'fileDisclosure']
    : ['ledger/file-documents.ts', 'fileDocuments'];
}

/** What the sources below `root` say of every transaction. */
export function readRulebook(root: string): Rulebook {
  const program = readChaincode(root);
  const deciders = decidersIn(program);
  const comments = transactionComments(program);
  const declared = (file: string, name: string): ts.Node => declaredIn(program, file, name);
  const consequences = ['nextConsequence', 'dependencyConsequences'].map((name) =>
    declared('domain/consequences.ts', name),
  );
  const time = declared('domain/advance.ts', 'nextByTime');
  const commonErrors = wordsFrom(program, [declared('contracts/edge.ts', 'submit')], {
    words: codes,
    except: ownWays,
  });
  const rulesOf = (type: SubmissionType): TransactionRules => {
    const comment = comments.find((each) => each.type === type);
    if (comment === undefined) throw new RangeError(`no contract has a transaction ${type}`);
    const { scope } = commandCatalogue[type];
    const decider =
      scope === 'filing' ? declared(...filedBy(type)) : deciders.get(type);
    if (decider === undefined) throw new RangeError(`no table has a decider of ${type}`);
    const named = wordsIn(comment.errors, isErrorCode);
    const isOwn = (code: string): boolean =>
      named.includes(code) || !(isAll(comment.errors) || commonErrors.includes(code));
    const told = wordsIn(comment.events, isEventType);
    const isTold = (event: string): boolean => told.includes(event) || isElsewhere(comment.events);
    return {
      type,
      comment,
      events: wordsFrom(program, [decider], { words: eventTypes }).filter(isTold),
      errors: wordsFrom(program, [decider], { words: codes }).filter(isOwn),
    };
  };
  return {
    transactions: (Object.keys(policy) as SubmissionType[]).map(rulesOf),
    commonErrors,
    following: wordsFrom(program, consequences, { words: eventTypes }),
    timely: wordsFrom(program, [time], { words: eventTypes }),
  };
}

/** The rows of all tables of deciders, by the type of command. */
function decidersIn({ files }: ChaincodeProgram): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isVariableDeclaration(node) || !node.type || !node.initializer) return;
    const isTable = node.type.getText().startsWith('DecidersOf<');
    if (!isTable || !ts.isObjectLiteralExpression(node.initializer)) return;
    for (const row of node.initializer.properties) {
      if (row.name === undefined) continue;
      found.set(row.name.getText(), ts.isPropertyAssignment(row) ? row.initializer : row);
    }
  };
  files.forEach(visit);
  return found;
}

/**
 * Whether a comment says, with `never`, that it names all though shared code could do more; the
 * tests show whether that is true.
 */
function isAll(text: string): boolean {
  return /\bnever\b/.test(text);
}

/** Whether a comment says that there is more than it names: the code then says what. */
export function isElsewhere(text: string): boolean {
  return /\b(?:those of|what follows|what it releases|its effect)\b/.test(text);
}

/** The words of a text that are what is asked for, each once, in their order. */
export function wordsIn(text: string, isWanted: (word: string) => boolean): readonly string[] {
  const words = text.match(/[A-Za-z_]+/g) ?? [];
  return [...new Set(words)].filter(isWanted);
}
