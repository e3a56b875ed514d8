import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { openApiPath, routes, type Route } from '@tranche/gateway/api';
import { MemoryConsortium } from '../support/consortium.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { serverOf } from '../unit/gateway/support/http-under-test.js';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
}

/** Every reference in a document, wherever it stands. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

/** What a JSON pointer (RFC 6901) leads to; undefined when it leads nowhere. */
function at(document: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return names.reduce<unknown>((value, name) => {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    const isNode = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isNode ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }, document);
}

describe('the OpenAPI document', () => {
  let server: FastifyInstance;
  let document: Document;

  before(async () => {
    ({ server } = await serverOf(MemoryConsortium.empty(), 'textiles.maker'));
    document = (await server.inject({ url: '/openapi.json' })).json<Document>();
  });

  after(() => server.close());

  it('is of OpenAPI 3.1 and lists the routes of the table, neither more nor less', () => {
    assert.match(document.openapi, /^3\.1\./);
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => [method, path, operationId]),
    );
    const table = Object.entries<Route>(routes).map(([name, { method, path }]) => [
      method.toLowerCase(),
      openApiPath(path),
      name,
    ]);
    assert.deepEqual(new Set(told.map(String)), new Set(table.map(String)));
    assert.equal(told.length, table.length);
  });

  it('refers to nothing that it does not hold', () => {
    const references = new Set(referencesIn(document));
    assert.ok(references.size > 0, 'a condition holds conditions');
    for (const reference of references) {
      assert.match(reference, /^#\//);
      assert.notEqual(at(document, reference.slice(1)), undefined, reference);
    }
  });

  it('refers from a condition to conditions', () => {
    const condition = at(document, '/components/schemas/ConditionInput');
    const reference = '#/components/schemas/ConditionInput';
    assert.deepEqual(new Set(referencesIn(condition)), new Set([reference]));
  });

  it('says that every command needs an Idempotency-Key', () => {
    for (const operations of Object.values(document.paths)) {
      for (const [method, { operationId, parameters = [] }] of Object.entries(operations)) {
        const key = parameters.find(({ name }) => name === 'idempotency-key');
        assert.equal(key?.required, method === 'post' ? true : undefined, operationId);
      }
    }
  });

  it('is the same at every member’s gateway on the real network', async () => {
    const consortium = await NetworkConsortium.open();
    const { info: _info, ...expected } = document as Document & { readonly info: unknown };
    for (const label of ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'audit.auditor']) {
      const { body } = await consortium.user(label).get('/openapi.json');
      const { info: _version, ...served } = body as typeof document & { readonly info: unknown };
      assert.deepEqual(served, expected);
    }
  });
});
