import { readFile } from 'node:fs/promises';

import { z } from 'zod';

const MIN_SECRET_LENGTH = 16;
const MAX_TOKEN_MINUTES = 24 * 60;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost)$/;

const clientSchema = z.strictObject({
  /** `<MSP>.<local-id>.<user>`. */
  clientId: z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,191}$/),
  clientSecret: z.string().min(MIN_SECRET_LENGTH),
  /** The participant's id, `<MSP>:<local-id>`. */
  participant: z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,63}:[a-z0-9][a-z0-9-]{0,31}$/),
  /** The user's name in the wallet of its member's gateway. */
  walletLabel: z.string().min(1).max(128),
  /** The member whose gateway takes the tokens. */
  member: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
});

const configurationSchema = z.strictObject({
  host: z.string().regex(LOOPBACK, 'must be on the loopback interface'),
  port: z.int().min(1).max(65_535),
  mode: z.enum(['development', 'production']),
  /** File of the private key that signs tokens; made when it is not there. */
  signingKeyFile: z.string().min(1),
  clients: z.array(clientSchema).min(1),
  /** How long a token is valid. */
  tokenMinutes: z.int().min(1).max(MAX_TOKEN_MINUTES),
});

/** A user who may ask for tokens. */
export type IssuerClient = Readonly<z.infer<typeof clientSchema>>;

/** All that the development issuer is told. */
export type IssuerConfiguration = Readonly<z.infer<typeof configurationSchema>>;

/** The issuer must not or cannot start so; the message says what to change. */
export class IssuerConfigurationError extends Error {
  override readonly name = 'IssuerConfigurationError';
}

/**
 * Reads and checks the configuration file.
 * @throws IssuerConfigurationError naming every wrong field, or because it asks for production
 */
export async function readConfiguration(file: string): Promise<IssuerConfiguration> {
  const parsed = configurationSchema.safeParse(await readJson(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
    );
    throw new IssuerConfigurationError(`${file} is wrong at ${problems.join('; ')}`);
  }
  const { data } = parsed;
  const repeated = repeatedId(data.clients);
  if (repeated !== undefined) {
    throw new IssuerConfigurationError(`${file} lists the client ${repeated} twice`);
  }
  if (data.mode === 'production') {
    throw new IssuerConfigurationError(
      'this is a development issuer and does not run in production: ' +
        'configure the gateways with the identity provider of each member',
    );
  }
  return data;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new IssuerConfigurationError(`${file} cannot be read as JSON`, { cause });
  }
}

function repeatedId(clients: readonly IssuerClient[]): string | undefined {
  const ids = clients.map(({ clientId }) => clientId);
  return ids.find((id, index) => ids.indexOf(id) !== index);
}
