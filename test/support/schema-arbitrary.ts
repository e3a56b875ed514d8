import fc from 'fast-check';

/** The part of JSON Schema 2020-12 that the OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Schemas by name, to which others refer. */
export type NamedSchemas = Readonly<Record<string, JsonSchema>>;

type Json = fc.Arbitrary<unknown>;

const REFERENCE_PREFIX = '#/components/schemas/';
/** Schemas that hold themselves end at this depth. */
const REFERENCE_DEPTH = 2;
const ITEMS_MORE = 2;

/** Makes values that a schema allows, and values that it does not. */
export class SchemaArbitrary {
  readonly #named: NamedSchemas;

  constructor(named: NamedSchemas) {
    this.#named = named;
  }

  /** Values that the schema allows. */
  valid(schema: JsonSchema, depth = 0): Json {
    if (schema.$ref !== undefined) return this.valid(this.#resolve(schema.$ref), depth + 1);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) {
      const ending = choices.filter((choice) => !JSON.stringify(choice).includes('"$ref"'));
      const open = depth >= REFERENCE_DEPTH && ending.length > 0 ? ending : choices;
      return fc.oneof(...open.map((choice) => this.valid(choice, depth)));
    }
    return this.#validOfType(schema, depth);
  }

  /** Values that break the schema at exactly one place. */
  invalid(schema: JsonSchema, depth = 0): Json {
    if (schema.$ref !== undefined) return this.invalid(this.#resolve(schema.$ref), depth + 1);
    // No schema of the API takes any of these.
    const strange = fc.constantFrom<unknown>(null, -0.5, '\u0000', [[null]], { unknown: 1 });
    if (schema.type === 'object') return fc.oneof(strange, ...this.#invalidObjects(schema, depth));
    if (schema.type === 'array' && schema.items !== undefined) {
      return fc.oneof(strange, fc.tuple(this.invalid(schema.items, depth)));
    }
    if (schema.type === 'integer') {
      const { minimum = 0, maximum = 0 } = schema;
      return fc.oneof(strange, fc.constantFrom(minimum - 1, maximum + 1, String(minimum)));
    }
    const { maxLength } = schema;
    if (maxLength === undefined) return strange;
    return fc.oneof(strange, fc.constantFrom('', 'x'.repeat(maxLength + 1), '\ud800', 'e\u0301'));
  }

  #resolve(reference: string): JsonSchema {
    const found = this.#named[reference.slice(REFERENCE_PREFIX.length)];
    if (found === undefined) throw new RangeError(`${reference} leads nowhere`);
    return found;
  }

  #validOfType(schema: JsonSchema, depth: number): Json {
    switch (schema.type) {
      case 'object':
        return this.#validObject(schema, depth);
      case 'array': {
        const { items = {}, minItems = 0, maxItems = minItems + ITEMS_MORE } = schema;
        const maxLength = Math.min(maxItems, minItems + ITEMS_MORE);
        return fc.array(this.valid(items, depth), { minLength: minItems, maxLength });
      }
      case 'integer':
        return fc.integer({
          min: schema.minimum ?? Number.MIN_SAFE_INTEGER,
          max: schema.maximum ?? Number.MAX_SAFE_INTEGER,
        });
      case 'boolean':
        return fc.boolean();
      case 'string':
        return validString(schema);
      default:
        throw new RangeError(`no values for ${JSON.stringify(schema)}`);
    }
  }

  #validObject(schema: JsonSchema, depth: number): Json {
    const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
    if (typeof additionalProperties === 'object') {
      const names = validString(propertyNames ?? {});
      const values = this.valid(additionalProperties, depth);
      return fc.dictionary(names, values, { minKeys: 1, maxKeys: ITEMS_MORE });
    }
    const fields = Object.entries(properties).map(
      ([name, property]) => [name, this.valid(property, depth)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
  }

  #invalidObjects(schema: JsonSchema, depth: number): readonly Json[] {
    const { properties = {}, required = [], additionalProperties } = schema;
    const whole = this.#validObject(schema, depth) as fc.Arbitrary<Readonly<object>>;
    const more = whole.map((value) => ({ ...value, 'un known': 1 }));
    if (typeof additionalProperties === 'object') {
      return [more, fc.record({ part: this.invalid(additionalProperties, depth) })];
    }
    const less = required.map((name) =>
      whole.map((value) => {
        const rest = Object.entries(value).filter(([field]) => field !== name);
        return Object.fromEntries<unknown>(rest);
      }),
    );
    const wrong = Object.entries(properties).map(([name, property]) =>
      fc
        .tuple(whole, this.invalid(property, depth))
        .map(([value, broken]) => ({ ...value, [name]: broken })),
    );
    return [more, ...less, ...wrong];
  }
}

function validString({ pattern, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<string> {
  const strings = pattern === undefined ? fc.string() : fc.stringMatching(new RegExp(pattern, 'u'));
  return strings.filter(
    ({ length }) => length >= minLength && (maxLength === undefined || length <= maxLength),
  );
}
