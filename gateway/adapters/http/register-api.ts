import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pendingAnswerSchema, routes, type Route, type RouteName } from '../../api/index.js';
import type { Actor } from '../../core/index.js';
import { checkCommandHeaders, tokenOf } from './headers.js';
import { answerRoute } from './answer-route.js';
import { bodyBytesMax } from './json-body.js';
import { commandHeadersSchema, problemResponse } from './open-api.js';
import type { ServerOptions } from './server-options.js';

interface Caller {
  readonly actor: Actor;
  readonly leave: () => void;
}

/** Registers every route of the table: token, headers, load, schema, use case. */
export function registerApi(server: FastifyInstance, options: ServerOptions): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    server.route({
      method: route.method,
      url: route.path,
      bodyLimit: bodyBytesMax(route.action),
      schema: schemaOf(name, route),
      onRequest: async (request) => {
        if (route.action.kind === 'command') checkCommandHeaders(request.headers);
        const actor = await options.tokens.verify(tokenOf(request.headers));
        callers.set(request, { actor, leave: options.admission.enter(actor.participant) });
      },
      onResponse: (request, _reply, done) => {
        callers.get(request)?.leave();
        callers.delete(request);
        done();
      },
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const caller = callers.get(request);
        if (caller === undefined) throw new Error('a request has a caller before it is handled');
        return answerRoute({ route, actor: caller.actor, request, reply }, options.services);
      },
    });
  }
}

function schemaOf(name: RouteName, route: Route) {
  const isCommand = route.action.kind === 'command';
  return {
    operationId: name,
    summary: route.summary,
    tags: [tagOf(route)],
    security: [{ bearer: [] }],
    params: route.params,
    querystring: route.query,
    ...(route.body === undefined ? {} : { body: route.body }),
    ...(isCommand ? { headers: commandHeadersSchema } : {}),
    response: {
      [route.status]: route.response,
      ...(isCommand ? { 202: pendingAnswerSchema } : {}),
      '4xx': problemResponse,
      '5xx': problemResponse,
    },
  };
}

function tagOf({ path }: Route): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  return words[1] ?? 'gateway';
}
