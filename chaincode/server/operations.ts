import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { METRICS_TYPE } from './metrics.js';

/** Where to listen, and what to tell. */
export interface OperationsOptions {
  readonly host: string;
  readonly port: number;
  isServing(): boolean;
  metrics(): string;
}

/** The page for operators, once it listens. */
export interface Operations {
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 32;
const REQUEST_MILLIS = 5_000;

/** Serves `/healthz` (200 while calls are served, else 503) and `/metrics`, to reads alone. */
export async function serveOperations(options: OperationsOptions): Promise<Operations> {
  const server = createServer({ requestTimeout: REQUEST_MILLIS }, (request, response) => {
    answer(options, request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await listening(server, options);
  return {
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(
  options: OperationsOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [pathname] = (request.url ?? '/').split('?');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    send(response, 405, 'application/json', '{"error":"only reads are allowed"}\n');
  } else if (pathname === '/healthz') {
    const serving = options.isServing();
    const status = serving ? 'serving' : 'not serving';
    send(response, serving ? 200 : 503, 'application/json', `{"status":"${status}"}\n`);
  } else if (pathname === '/metrics') {
    send(response, 200, METRICS_TYPE, options.metrics());
  } else {
    send(response, 404, 'application/json', '{"error":"only /healthz and /metrics are here"}\n');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function listening(server: Server, options: OperationsOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
