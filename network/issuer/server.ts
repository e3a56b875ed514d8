import { createServer, type Server } from 'node:http';

import type { IssuerConfiguration } from './configuration.js';
import { DEVELOPMENT_NOTICE, createProvider, issuerUrl } from './provider.js';
import { loadSigningKey } from './signing-key.js';

/** Tells one event, as fields of a line of JSON; never a secret or a token. */
export type IssuerLog = (fields: Readonly<Record<string, string>>) => void;

/** An issuer that answers. */
export interface RunningIssuer {
  /** Ends once the requests that run have been answered. */
  stop(): Promise<void>;
}

const REQUEST_MILLIS = 5_000;

/**
 * Starts the issuer; `/healthz` answers 200 until it stops.
 * @throws IssuerConfigurationError, or what the system says when it cannot listen
 */
export async function startIssuer(
  configuration: IssuerConfiguration,
  log: IssuerLog,
): Promise<RunningIssuer> {
  const provider = createProvider(
    configuration,
    await loadSigningKey(configuration.signingKeyFile),
  );
  provider.on('grant.success', ({ oidc }) => {
    log({ level: 'info', event: 'issued', client: oidc.client?.clientId ?? 'unknown' });
  });
  provider.on('grant.error', ({ oidc }, error) => {
    const client = oidc.client?.clientId ?? 'unknown';
    log({ level: 'warn', event: 'refused', client, error: error.message });
  });
  provider.on('server_error', (_context, error) => {
    log({ level: 'error', event: 'failed', error: error.stack ?? error.message });
  });
  const answer = provider.callback();
  let serving = true;
  const server = createServer({ requestTimeout: REQUEST_MILLIS }, (request, response) => {
    if (request.url === '/healthz') {
      response.writeHead(serving ? 200 : 503, { 'content-type': 'application/json' });
      response.end(`{"status":"${serving ? 'serving' : 'stopping'}"}\n`);
    } else {
      void answer(request, response);
    }
  });
  await listening(server, configuration);
  const url = issuerUrl(configuration);
  log({ level: 'warn', event: 'serving', notice: DEVELOPMENT_NOTICE, url });
  return {
    stop: async () => {
      serving = false;
      await new Promise((resolve) => server.close(resolve));
      log({ level: 'info', event: 'stopped' });
    },
  };
}

async function listening(server: Server, { host, port }: IssuerConfiguration): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
