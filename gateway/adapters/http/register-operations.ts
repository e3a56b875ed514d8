import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../../api/index.js';
import { errorPage } from './problem-reply.js';
import type { ServerOptions } from './server-options.js';

/** Routes for operators and for people: health, the OpenAPI document, the pages of the codes. */
export function registerOperations(server: FastifyInstance, options: ServerOptions): void {
  const hidden = { schema: { hide: true } } as const;
  server.get('/healthz/live', hidden, () => ({ live: true }));
  server.get('/healthz/ready', hidden, async (_request, reply) => {
    const readiness = await options.readiness();
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
  server.get('/openapi.json', hidden, () => server.swagger());
  server.get<{ Params: { code: string } }>('/errors/:code', hidden, (request, reply) => {
    const page = errorPage(request.params.code);
    if (page === undefined) throw new ProblemError('ROUTE_NOT_FOUND');
    return reply.type('text/markdown; charset=utf-8').send(page);
  });
}
