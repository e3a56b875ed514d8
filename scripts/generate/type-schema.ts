import ts from 'typescript';

/** A JSON Schema, draft 2020-12, as far as types need it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The schema of a named type, or undefined where its declaration is to be followed. */
export type KnownSchema = (name: string) => JsonSchema | undefined;

/** Types that stand for themselves wherever they come from. */
const primitives: readonly (readonly [ts.TypeFlags, JsonSchema])[] = [
  [ts.TypeFlags.String, { type: 'string' }],
  // The codec writes integers only.
  [ts.TypeFlags.Number, { type: 'integer' }],
  [ts.TypeFlags.Boolean, { type: 'boolean' }],
  [ts.TypeFlags.Null, { type: 'null' }],
  [ts.TypeFlags.Unknown, {}],
];

/** Writes types of the sources as JSON Schemas; named ones once, under `$defs`. */
export class TypeSchemas {
  readonly #checker: ts.TypeChecker;
  readonly #known: KnownSchema;
  readonly #definitions = new Map<string, JsonSchema>();
  readonly #named = new Map<string, ts.Type>();

  constructor(checker: ts.TypeChecker, known: KnownSchema) {
    this.#checker = checker;
    this.#known = known;
  }

  /** The definitions that the schemas so far refer to, by name. */
  get definitions(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#definitions].sort(([one], [other]) => byText(one, other)));
  }

  /** The schema of a type, with a reference where it has a name. */
  of(type: ts.Type): JsonSchema {
    const name = this.#brandOf(type) ?? nameOf(type);
    return name === undefined ? this.#inline(type) : this.#reference(name, type);
  }

  /** The schema of a type as it stands, though it has a name. */
  #inline(type: ts.Type): JsonSchema {
    const primitive = primitives.find(([flag]) => (type.flags & flag) !== 0);
    if (primitive !== undefined) return primitive[1];
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) {
      return { const: this.#checker.typeToString(type) === 'true' };
    }
    if (type.isUnion()) return this.#union(type.types);
    if (this.#checker.isArrayLikeType(type)) return { type: 'array', items: this.#itemsOf(type) };
    return this.object(this.#checker.getPropertiesOfType(type), type);
  }

  /** The schema of an object with these properties and no others. */
  object(properties: readonly ts.Symbol[], of: ts.Type): JsonSchema {
    const index = this.#checker.getIndexInfosOfType(of)[0];
    const schemas = properties.map(
      (property) => [property.name, this.ofProperty(property)] as const,
    );
    const required = properties.filter((property) => !isOptional(property)).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(schemas),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: index === undefined ? false : this.of(index.type),
    };
  }

  /** The schema of what a property holds. */
  ofProperty(property: ts.Symbol): JsonSchema {
    const type = this.#checker.getTypeOfSymbol(property);
    return this.of(isOptional(property) ? this.#checker.getNonNullableType(type) : type);
  }

  #union(types: readonly ts.Type[]): JsonSchema {
    const defined = types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
    const values = defined.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    if (values.length === defined.length) return { enum: values.sort(byText) };
    const isBoolean = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.BooleanLiteral) !== 0;
    const others = defined.filter((type) => !isBoolean(type)).map((type) => this.of(type));
    if (others.length < defined.length) others.push({ type: 'boolean' });
    const [only] = others;
    if (others.length === 1 && only !== undefined) return only;
    const anyOf = others.sort((one, other) => byText(JSON.stringify(one), JSON.stringify(other)));
    return { anyOf };
  }

  #itemsOf(type: ts.Type): JsonSchema {
    const items = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return items === undefined ? {} : this.of(items);
  }

  #reference(name: string, type: ts.Type): JsonSchema {
    const first = this.#named.get(name);
    if (first !== undefined && first !== type) return this.#inline(type);
    if (first === undefined) {
      this.#named.set(name, type);
      this.#definitions.set(name, this.#known(name) ?? this.#inline(baseOf(type)));
    }
    return { $ref: `#/$defs/${name}` };
  }

  /** The name in the brand of a string or a number. */
  #brandOf(type: ts.Type): string | undefined {
    if (!type.isIntersection()) return undefined;
    for (const property of this.#checker.getPropertiesOfType(type)) {
      if (!property.name.startsWith('__@$brand')) continue;
      const brand = this.#checker.getTypeOfSymbol(property);
      return this.#checker.getPropertiesOfType(brand)[0]?.name;
    }
    return undefined;
  }
}

/** The compiler's own order of a union depends on what it has read before. */
function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}

const NAMED = ts.TypeFlags.Union | ts.TypeFlags.Object | ts.TypeFlags.Intersection;

/** The name of an interface or of a type alias, but for those of libraries and of generic types. */
function nameOf(type: ts.Type): string | undefined {
  if ((type.flags & NAMED) === 0 || type.aliasTypeArguments !== undefined) return undefined;
  const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
  return symbol === undefined || isOfLibrary(symbol) ? undefined : symbol.name;
}

function isOfLibrary({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((each) => each.getSourceFile().fileName.includes('node_modules'));
}

/** The string or number that carries a brand. */
function baseOf(type: ts.Type): ts.Type {
  const plain = ts.TypeFlags.String | ts.TypeFlags.Number;
  if (!type.isIntersection()) return type;
  return type.types.find(({ flags }) => (flags & plain) !== 0) ?? type;
}

function isOptional({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}
