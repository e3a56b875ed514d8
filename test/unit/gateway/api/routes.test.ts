import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { commandCatalogue, errorTable, policy } from '@tranche/chaincode/domain';
import {
  gatewayProblems,
  openApiPath,
  problemTable,
  routes,
  type Route,
} from '@tranche/gateway/api';
import { MemoryConsortium } from '../../../support/consortium.js';
import { serverOf } from '../support/http-under-test.js';

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security?: unknown;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const table = Object.entries<Route>(routes);

describe('the table of routes', () => {
  let server: FastifyInstance;
  let document: OpenApi;

  before(async () => {
    ({ server } = await serverOf(MemoryConsortium.empty(), 'textiles.maker'));
    document = (await server.inject({ url: '/openapi.json' })).json<OpenApi>();
  });

  after(() => server.close());

  it('has a route for every command that users send', () => {
    const routed = table.flatMap(([, { action }]) =>
      action.kind === 'command' ? [action.type] : [],
    );
    const sent = Object.keys(commandCatalogue).filter(
      (type) => policy[type as keyof typeof policy].by === 'user',
    );
    assert.deepEqual([...routed].sort(), sent.sort());
  });

  it('names every command’s route as its command', () => {
    for (const [name, { action }] of table) {
      if (action.kind === 'command') assert.equal(name, action.type);
    }
  });

  it('is what the OpenAPI document says, neither more nor less', () => {
    assert.equal(document.openapi, '3.1.0');
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(
        ([method, { operationId }]) => `${method} ${path} ${operationId ?? ''}`,
      ),
    );
    const expected = table.map(
      ([name, { method, path }]) => `${method.toLowerCase()} ${openApiPath(path)} ${name}`,
    );
    assert.deepEqual(told.sort(), expected.sort());
  });

  for (const [name, route] of table) {
    it(`documents ${name} with its parameters, body, answers and refusals`, () => {
      const operation = document.paths[openApiPath(route.path)]?.[route.method.toLowerCase()];
      assert.ok(operation !== undefined);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(
        inPath.map((parameter) => parameter.name).sort(),
        Object.keys(route.params.shape).sort(),
      );
      assert.equal(operation.requestBody !== undefined, route.body !== undefined);
      assert.ok(operation.responses[String(route.status)] !== undefined);
      const refusal = JSON.stringify(operation.responses['4XX'] ?? operation.responses['4xx']);
      assert.match(refusal, /problem\+json/);
      assert.ok(operation.security !== undefined);
    });
  }

  it('serves the page of the document', async () => {
    assert.equal((await server.inject({ url: '/docs/' })).statusCode, 200);
  });
});

describe('the table of problems', () => {
  it('gives no code two meanings', () => {
    for (const code of Object.keys(gatewayProblems))
      assert.ok(!Object.hasOwn(errorTable, code), code);
  });

  it('has a parameter for every blank of a text', () => {
    for (const [code, { text, params }] of Object.entries(problemTable)) {
      const blanks = [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name);
      for (const blank of blanks)
        assert.ok(params.includes(blank ?? ''), `${code}: ${blank ?? ''}`);
    }
  });
});
