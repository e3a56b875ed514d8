import { generateKeyPair, type JsonWebKey } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { IssuerConfigurationError } from './configuration.js';

const PRIVATE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

const keySchema = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** A private key for ES256, as a JSON web key. */
export type SigningKey = z.infer<typeof keySchema>;

/**
 * The key in the file, made at the first start, so that tokens stay valid over a restart.
 * @throws IssuerConfigurationError when the file holds something else
 */
export async function loadSigningKey(file: string): Promise<SigningKey> {
  const text = (await readIfThere(file)) ?? (await createKey(file));
  try {
    return keySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new IssuerConfigurationError(`${file} holds no private P-256 key`, { cause });
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (isMissing(thrown)) return undefined;
    throw thrown;
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

/** Appears under its name only when it is whole, and never replaces a key. */
async function createKey(file: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const key: JsonWebKey = privateKey.export({ format: 'jwk' });
  const draft = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  await writeFile(draft, `${JSON.stringify(key)}\n`, { mode: PRIVATE_MODE });
  try {
    await link(draft, file);
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}
