import * as domain from '@tranche/chaincode/domain';
import { EVENT_NAME, keptFields, keptInside } from '@tranche/chaincode/ledger';
import ts from 'typescript';
import { z } from 'zod';
import { readChaincode, type ChaincodeProgram } from './chaincode-program.js';
import { TypeSchemas, type JsonSchema } from './type-schema.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The schemas of all events, by file name: one for each type of event, as the rules record it, with
 * its short form under `$defs/short`; and one for the chaincode event of a transaction.
 */
export function eventSchemas(root: string): ReadonlyMap<string, JsonSchema> {
  const program = readChaincode(root, true);
  const { checker } = program;
  const event = typeNamed(program, 'domain/catalogue.ts', 'Event');
  const members = event.isUnion() ? event.types : [event];
  const files = new Map<string, JsonSchema>();
  for (const member of members) {
    for (const type of typesOf(checker, member)) {
      files.set(`${type}.json`, schemaOfEvent(checker, member, type));
    }
  }
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const types = sorted.map(([file]) => file.replace('.json', ''));
  return new Map([...sorted, [`${EVENT_NAME}.json`, schemaOfPayload(program, types)]]);
}

/** The text of a schema's file. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function schemaOfEvent(checker: ts.TypeChecker, member: ts.Type, type: string): JsonSchema {
  const schemas = new TypeSchemas(checker, knownSchema);
  const properties = checker.getPropertiesOfType(member);
  const ofType = (schema: JsonSchema): JsonSchema => ({
    ...schema,
    properties: { ...(schema['properties'] as object), type: { const: type } },
  });
  const full = ofType(schemas.object(properties, member));
  const short = ofType(shortForm(checker, schemas, properties));
  return {
    $schema: DIALECT,
    $id: `${type}.json`,
    title: type,
    ...full,
    $defs: { ...schemas.definitions, short },
  };
}

/** The short form: the type, the kept fields, and what is kept of a thing inside. */
function shortForm(
  checker: ts.TypeChecker,
  schemas: TypeSchemas,
  properties: readonly ts.Symbol[],
): JsonSchema {
  const kept: readonly string[] = ['type', ...keptFields];
  const own = properties.filter(({ name }) => kept.includes(name));
  const inside = properties.flatMap((property) => {
    const names = new Map(Object.entries(keptInside[property.name] ?? {}));
    const things = checker.getPropertiesOfType(checker.getTypeOfSymbol(property));
    return things.flatMap((thing) => {
      const name = names.get(thing.name);
      return name === undefined ? [] : [[name, schemas.ofProperty(thing)] as const];
    });
  });
  const isOptional = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) !== 0;
  const required = own.filter((property) => !isOptional(property)).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries([
      ...own.map((property) => [property.name, schemas.ofProperty(property)] as const),
      ...inside,
    ]),
    required: [...new Set([...required, ...inside.map(([name]) => name)])],
    additionalProperties: false,
  };
}

function schemaOfPayload(program: ChaincodeProgram, types: readonly string[]): JsonSchema {
  const schemas = new TypeSchemas(program.checker, (name) =>
    name === 'EventSummary'
      ? { oneOf: types.map((type) => ({ $ref: `${type}.json#/$defs/short` })) }
      : knownSchema(name),
  );
  const payload = typeNamed(program, 'ledger/summary.ts', 'EventPayload');
  const schema = schemas.object(program.checker.getPropertiesOfType(payload), payload);
  const $id = `${EVENT_NAME}.json`;
  return { $schema: DIALECT, $id, title: EVENT_NAME, ...schema, $defs: schemas.definitions };
}

/** The types of event that a member of the union stands for: one, or a few of one form. */
function typesOf(checker: ts.TypeChecker, member: ts.Type): readonly string[] {
  const property = member.getProperty('type');
  if (property === undefined) throw new RangeError('every event has a type');
  const type = checker.getTypeOfSymbol(property);
  const literals = type.isUnion() ? type.types : [type];
  return literals.flatMap((literal) => (literal.isStringLiteral() ? [literal.value] : []));
}

function typeNamed({ files, checker }: ChaincodeProgram, file: string, name: string): ts.Type {
  const source = files.find(({ fileName }) => fileName.endsWith(`/chaincode/${file}`));
  const found = source?.statements.find(
    (statement) =>
      (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) &&
      statement.name.text === name,
  );
  if (found === undefined) throw new RangeError(`chaincode/${file} declares no type ${name}`);
  return checker.getTypeAtLocation(found);
}

/** A type `Name` whose schema is `nameSchema` in the rules has what that says of its values. */
function knownSchema(name: string): JsonSchema | undefined {
  const exports: Readonly<Record<string, unknown>> = domain;
  const schema = exports[`${name.charAt(0).toLowerCase()}${name.slice(1)}Schema`];
  if (!(schema instanceof z.ZodString || schema instanceof z.ZodNumber)) return undefined;
  const { $schema: _dialect, ...known } = z.toJSONSchema(schema);
  return known;
}
