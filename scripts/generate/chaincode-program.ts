import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const folders = ['domain', 'ledger', 'contracts'];

/** The sources of the chaincode, as the compiler reads them. */
export interface ChaincodeProgram {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
}

/**
 * Reads the sources of the chaincode below `root`; with `isTyped` also the types of their packages,
 * which takes longer.
 */
export function readChaincode(root: string, isTyped = false): ChaincodeProgram {
  const folder = path.join(root, 'chaincode');
  const rootNames = folders.flatMap((name) =>
    readdirSync(path.join(folder, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(folder, name, file)),
  );
  const program = ts.createProgram({
    rootNames: isTyped ? [path.join(folder, 'ledger/summary.ts')] : rootNames,
    options: {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      noResolve: !isTyped,
      noLib: !isTyped,
      types: [],
    },
  });
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => isWithin(folder, fileName) && !fileName.endsWith('.d.ts'));
  return { checker: program.getTypeChecker(), files };
}

function isWithin(folder: string, file: string): boolean {
  return path.resolve(file).startsWith(folder + path.sep) && !file.includes('node_modules');
}

/** What a file of the chaincode declares under a name: a function's body, or a value. */
export function declaredIn(program: ChaincodeProgram, file: string, name: string): ts.Node {
  const source = program.files.find(({ fileName }) => fileName.endsWith(`/chaincode/${file}`));
  const found = source?.statements.map((statement) => declaredBy(statement, name));
  const declared = found?.find((node) => node !== undefined);
  if (declared === undefined) throw new RangeError(`chaincode/${file} declares no ${name}`);
  return declared;
}

function declaredBy(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isFunctionDeclaration(statement)) {
    return statement.name?.text === name ? statement.body : undefined;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const { declarations } = statement.declarationList;
  return declarations.find((each) => each.name.getText() === name)?.initializer;
}
