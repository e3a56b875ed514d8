import { mspSchema } from '@tranche/chaincode/domain';
import { z } from 'zod';

const hostSchema = z.string().min(1).max(255);
const portSchema = z.int().min(0).max(65_535);
const addressSchema = z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port');
const folderSchema = z.string().min(1);
const millisSchema = z.int().min(1).max(600_000);

const peerSchema = z.strictObject({
  mspId: mspSchema,
  address: addressSchema,
  /** PEM file with the roots of the peer's TLS certificate. */
  tlsRootFile: z.string().min(1),
});
/** A peer as the configuration names it. */
export type PeerConfig = z.infer<typeof peerSchema>;

/** Most time that a call may take, in milliseconds. */
const deadlinesSchema = z.strictObject({
  evaluateMillis: millisSchema.default(10_000),
  endorseMillis: millisSchema.default(15_000),
  submitMillis: millisSchema.default(10_000),
  commitMillis: millisSchema.default(30_000),
});

/** How much is taken on at once; what is beyond is refused with `Retry-After`. */
const loadSchema = z.strictObject({
  inFlight: z.int().min(1).max(10_000).default(256),
  inFlightPerParticipant: z.int().min(1).max(10_000).default(64),
});

/** Everything that a gateway is told at start. */
export const configSchema = z.strictObject({
  member: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  mspId: mspSchema,
  mode: z.enum(['development', 'production']),
  channel: z.string().min(1),
  chaincode: z.string().min(1),
  http: z.strictObject({ host: hostSchema, port: portSchema }),
  peer: peerSchema,
  fallbackPeers: z.array(peerSchema).max(32).default([]),
  wallet: z.strictObject({ folder: folderSchema }),
  issuer: z.strictObject({ url: z.url({ protocol: /^https?$/ }), audience: z.string().min(1) }),
  journal: z.strictObject({ folder: folderSchema }),
  log: z.strictObject({ level: z.enum(['error', 'warn', 'info', 'debug']) }),
  deadlines: deadlinesSchema.default(() => deadlinesSchema.parse({})),
  load: loadSchema.default(() => loadSchema.parse({})),
});
/** A checked configuration. */
export type GatewayConfig = z.infer<typeof configSchema>;

/** One wrong setting, named by its path in the file or by its environment variable. */
export interface SettingProblem {
  readonly path: string;
  readonly problem: string;
}

/** The configuration cannot be used; every wrong setting is named. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly problems: readonly SettingProblem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(({ path, problem }) => `${path}: ${problem}`).join('\n'), options);
  }
}

interface Override {
  readonly path: readonly [string] | readonly [string, string];
  readonly kind: 'text' | 'number';
}

/** Environment variables that stand above the file. */
export const environmentOverrides: Readonly<Record<string, Override>> = {
  TRANCHE_MODE: { path: ['mode'], kind: 'text' },
  TRANCHE_CHANNEL: { path: ['channel'], kind: 'text' },
  TRANCHE_CHAINCODE: { path: ['chaincode'], kind: 'text' },
  TRANCHE_HTTP_HOST: { path: ['http', 'host'], kind: 'text' },
  TRANCHE_HTTP_PORT: { path: ['http', 'port'], kind: 'number' },
  TRANCHE_PEER_ADDRESS: { path: ['peer', 'address'], kind: 'text' },
  TRANCHE_PEER_TLS_ROOT_FILE: { path: ['peer', 'tlsRootFile'], kind: 'text' },
  TRANCHE_WALLET_FOLDER: { path: ['wallet', 'folder'], kind: 'text' },
  TRANCHE_ISSUER_URL: { path: ['issuer', 'url'], kind: 'text' },
  TRANCHE_ISSUER_AUDIENCE: { path: ['issuer', 'audience'], kind: 'text' },
  TRANCHE_JOURNAL_FOLDER: { path: ['journal', 'folder'], kind: 'text' },
  TRANCHE_LOG_LEVEL: { path: ['log', 'level'], kind: 'text' },
};

/** What a configuration is read from. */
export interface ConfigSources {
  /** Content of the file, JSON. */
  readonly text: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads, overrides and checks a configuration.
 * @throws ConfigError that names each wrong setting
 */
export function readConfig(sources: ConfigSources): GatewayConfig {
  const settings = parseSettings(sources.text);
  applyEnvironment(settings, sources.environment);
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => ({
        path: path.length === 0 ? 'configuration' : path.map(String).join('.'),
        problem: message,
      })),
      { cause: parsed.error },
    );
  }
  checkConsistency(parsed.data);
  return parsed.data;
}

function parseSettings(text: string): Record<string, unknown> {
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([{ path: 'configuration', problem: 'is no JSON' }], { cause });
  }
  if (!isRecord(settings)) {
    throw new ConfigError([{ path: 'configuration', problem: 'must be a JSON object' }]);
  }
  return settings;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function applyEnvironment(
  settings: Record<string, unknown>,
  environment: ConfigSources['environment'],
): void {
  for (const [variable, { path, kind }] of Object.entries(environmentOverrides)) {
    const value = environment[variable];
    if (value === undefined || value === '') continue;
    const [group, key] = path;
    const setting = kind === 'number' ? numberFrom(variable, value) : value;
    if (key === undefined) {
      settings[group] = setting;
    } else {
      const before = settings[group];
      settings[group] = { ...(isRecord(before) ? before : {}), [key]: setting };
    }
  }
}

function numberFrom(variable: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new ConfigError([{ path: variable, problem: `'${value}' is no whole number` }]);
}

function checkConsistency(config: GatewayConfig): void {
  const problems: SettingProblem[] = [];
  if (config.peer.mspId !== config.mspId) {
    problems.push({ path: 'peer.mspId', problem: `must be the member's own, ${config.mspId}` });
  }
  if (config.mode === 'production') {
    if (!config.issuer.url.startsWith('https:')) {
      problems.push({ path: 'issuer.url', problem: 'must use https in production' });
    }
    problems.push({
      path: 'wallet.folder',
      problem: 'a file wallet keeps keys in the clear and is for development only',
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
}
