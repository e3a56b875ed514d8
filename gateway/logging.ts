import winston from 'winston';
import type { Log, LogFields } from './core/ports.js';

/** Keys whose values never reach a log. */
const secretKeys = new Set([
  'account',
  'argument',
  'authorization',
  'bytes',
  'certificate',
  'cookie',
  'credentials',
  'document',
  'documents',
  'privatekey',
  'response',
  'salt',
  'signature',
  'token',
  'transient',
]);

const MASK = '[masked]';
const DEPTH_MAX = 6;

/** A copy of `value` in which every secret is masked, whatever its depth. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error) return redactError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX || ArrayBuffer.isView(value)) return MASK;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretKeys.has(key.toLowerCase()) ? MASK : redact(item, depth + 1),
    ]),
  );
}

function redactText(text: string): string {
  return text
    .replace(/Bearer\s+[\w.~+/-]+=*/gi, `Bearer ${MASK}`)
    .replace(/eyJ[\w-]*\.[\w-]*\.[\w-]*/g, MASK)
    .replace(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, MASK);
}

function redactError(error: Error, depth: number): unknown {
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) };
  return {
    name: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...cause,
  };
}

/** How a log is set up. */
export interface LogOptions {
  readonly level: string;
  readonly member: string;
  /** Where lines go; the process's standard output when absent. */
  readonly stream?: NodeJS.WritableStream;
}

/**
 * The library declares its transports by two copies of one class, which only their shape unites.
 */
function toStream(stream: NodeJS.WritableStream): winston.transport {
  const transport: unknown = new winston.transports.Stream({ stream });
  return transport as winston.transport;
}

/** JSON lines with time and member, secrets masked. */
export function createLog(options: LogOptions): Log {
  const { level, member, stream = process.stdout } = options;
  const logger = winston.createLogger({
    level,
    defaultMeta: { member },
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [toStream(stream)],
  });
  const write =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      logger.log({ ...(redact(fields) as object), level: severity, message: redactText(message) });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
