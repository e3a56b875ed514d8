import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { limits } from '@tranche/chaincode/domain';
import { ProblemError } from '../../api/index.js';
import { allowedMethods } from './allowed-methods.js';
import { registerJsonBody } from './json-body.js';
import { openApi, openApiTransforms } from './open-api.js';
import { problemErrorOf, sendProblem } from './problem-reply.js';
import { registerApi } from './register-api.js';
import { registerOperations } from './register-operations.js';
import type { ServerOptions } from './server-options.js';

const REQUEST_ID_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;
const CONNECTION_MILLIS = 60_000;
const REQUEST_MILLIS = 30_000;
const PARAM_LENGTH_MAX = 128;

/** Builds the server; it listens only when told. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log } = options.services;
  const server = fastify({
    logger: false,
    bodyLimit: limits.commandBytes,
    connectionTimeout: CONNECTION_MILLIS,
    requestTimeout: REQUEST_MILLIS,
    return503OnClosing: true,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    frameworkErrors: (error, request, reply) => {
      const refused = { isCommand: false, bodyLimit: limits.commandBytes };
      void sendProblem({ request, reply, log }, problemErrorOf(error, refused));
    },
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  registerJsonBody(server);
  registerHooks(server, options);
  registerRefusals(server, options);
  await server.register(swagger, {
    openapi: openApi(options.version),
    ...openApiTransforms,
  });
  await server.register(swaggerUi, { routePrefix: '/docs' });
  registerOperations(server, options);
  registerApi(server, options);
  return server;
}

function requestIdFrom(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID_PATTERN.test(header) ? header : randomUUID();
}

function registerHooks(server: FastifyInstance, { services }: ServerOptions): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    void reply.header('x-content-type-options', 'nosniff');
    void reply.header('cache-control', 'no-store');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    services.log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      millis: Math.round(reply.elapsedTime),
    });
    done();
  });
}

function registerRefusals(server: FastifyInstance, { services }: ServerOptions): void {
  const { log } = services;
  server.setErrorHandler((error: unknown, request, reply) => {
    const { bodyLimit } = request.routeOptions;
    const refused = { isCommand: request.method === 'POST', bodyLimit };
    return sendProblem({ request, reply, log }, problemErrorOf(error, refused));
  });
  server.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const allowed = allowedMethods(request.url);
    if (allowed.length === 0 || allowed.includes(request.method)) {
      return sendProblem({ request, reply, log }, new ProblemError('ROUTE_NOT_FOUND'));
    }
    const methods = allowed.join(', ');
    void reply.header('allow', methods);
    const problem = new ProblemError('METHOD_NOT_ALLOWED', { allowed: methods });
    return sendProblem({ request, reply, log }, problem);
  });
}
