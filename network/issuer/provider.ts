import { randomBytes } from 'node:crypto';

import { Provider, errors, type ClientMetadata, type Configuration } from 'oidc-provider';

import type { IssuerClient, IssuerConfiguration } from './configuration.js';
import type { SigningKey } from './signing-key.js';

/** How the issuer names itself, in its log and in its discovery document. */
export const DEVELOPMENT_NOTICE =
  'DEVELOPMENT ISSUER: anyone who holds its configuration can sign in as any user; ' +
  'never use it in production';

const SECONDS_PER_MINUTE = 60;
const ALGORITHM = 'ES256';

/** The audience of the tokens that a member's gateway takes. */
export function audienceOf(member: string): string {
  return `urn:tranche:gateway:${member}`;
}

/** Where the issuer is found; also the `iss` of its tokens. */
export function issuerUrl({ host, port }: Pick<IssuerConfiguration, 'host' | 'port'>): string {
  return `http://${host}:${port}`;
}

/**
 * An OAuth issuer that knows one grant, client credentials, and gives each client tokens of RFC
 * 9068 for the gateway of its own member alone.
 */
export function createProvider(configuration: IssuerConfiguration, key: SigningKey): Provider {
  const users = new Map(configuration.clients.map((client) => [client.clientId, client]));
  const audience = (clientId: string): string => audienceOf(userOf(users, clientId).member);
  const resources: Configuration = {
    extraTokenClaims: (_context, token) => {
      const user = userOf(users, token.clientId ?? '');
      return { tranche_participant: user.participant, tranche_user: user.walletLabel };
    },
    features: {
      ...unusedFeatures,
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, client) => audience(client.clientId),
        getResourceServerInfo: (_context, resource, client) => {
          if (resource !== audience(client.clientId)) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: resource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: configuration.tokenMinutes * SECONDS_PER_MINUTE,
            jwt: { sign: { alg: ALGORITHM } },
          };
        },
      },
    },
  };
  return new Provider(issuerUrl(configuration), {
    ...fixedConfiguration,
    ...resources,
    clients: configuration.clients.map(metadataOf),
    jwks: { keys: [{ ...key, alg: ALGORITHM, use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
  });
}

const unusedFeatures = {
  devInteractions: { enabled: false },
  introspection: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  revocation: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
} as const;

const fixedConfiguration: Configuration = {
  clientAuthMethods: ['client_secret_basic'],
  clientDefaults: { id_token_signed_response_alg: ALGORITHM },
  discovery: { tranche_notice: DEVELOPMENT_NOTICE },
  enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
  scopes: [],
};

function metadataOf(client: IssuerClient): ClientMetadata {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
  };
}

function userOf(users: ReadonlyMap<string, IssuerClient>, clientId: string): IssuerClient {
  const user = users.get(clientId);
  if (user === undefined) throw new errors.InvalidClient('this client is not configured');
  return user;
}
