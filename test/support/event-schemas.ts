import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EVENT_NAME } from '@tranche/chaincode/ledger';
import { z } from 'zod';
import { projectFolder } from './project.js';

const FOLDER = path.join(projectFolder, 'docs/events');

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>;

interface Typed {
  readonly type: string;
}

/** A chaincode event, as far as these checks look at it. */
interface Payload {
  readonly events: readonly Typed[];
}

/** The published schemas of the events, and what does not keep to them. */
export class EventSchemas {
  readonly #schemas = new Map<string, JsonSchema>();
  readonly #full = new Map<string, z.ZodType>();
  readonly #short = new Map<string, z.ZodType>();
  readonly #payload: z.ZodType;

  /** Reads every file of docs/events. */
  constructor() {
    for (const file of readdirSync(FOLDER)) {
      const schema = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as JsonSchema;
      this.#schemas.set(file.replace(/\.json$/, ''), schema);
    }
    const payload = this.schemaOf(EVENT_NAME);
    const $defs: JsonSchema['$defs'] = { ...payload.$defs, EventSummary: { type: 'object' } };
    this.#payload = z.fromJSONSchema({ ...payload, $defs });
  }

  /** Names of all schemas but that of the chaincode event: the types of events. */
  get types(): readonly string[] {
    return [...this.#schemas.keys()].filter((name) => name !== EVENT_NAME);
  }

  /** The schema in a file. */
  schemaOf(name: string): JsonSchema {
    return this.#schemas.get(name) ?? assert.fail(`docs/events has no ${name}.json`);
  }

  /** Fails for an event that is not as its schema says. */
  checkEvent(event: Typed): void {
    const schema = this.#full.get(event.type) ?? z.fromJSONSchema(this.schemaOf(event.type));
    this.#full.set(event.type, schema);
    check(schema, event, event.type);
  }

  /** Fails for a chaincode event that, or an event in which, is not as its schema says. */
  checkPayload(bytes: Uint8Array): void {
    const payload = JSON.parse(Buffer.from(bytes).toString('utf8')) as Payload;
    check(this.#payload, payload, EVENT_NAME);
    for (const event of payload.events) {
      const schema = this.#short.get(event.type) ?? this.#shortOf(event.type);
      this.#short.set(event.type, schema);
      check(schema, event, `${event.type} in short`);
    }
  }

  #shortOf(type: string): z.ZodType {
    const { $defs = {} } = this.schemaOf(type);
    const { short = {} } = $defs as Readonly<Record<string, JsonSchema>>;
    return z.fromJSONSchema({ ...short, $defs });
  }
}

function check(schema: z.ZodType, value: unknown, what: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) assert.fail(`${what}: ${z.prettifyError(parsed.error)}`);
}
