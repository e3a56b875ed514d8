import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { mspSchema, sha256Schema, type Msp, type Sha256 } from '../domain/index.js';

/** A host and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** PEM files of the server's own identity and of those who sign its clients' certificates. */
export interface TlsFiles {
  readonly certificate: Buffer;
  readonly key: Buffer;
  readonly clientRoots: Buffer;
}

/** All that a chaincode server is told by its environment. */
export interface Settings {
  /** Id of the installed package: `label:sha256`. */
  readonly packageId: string;
  readonly address: Address;
  readonly tls: TlsFiles;
  readonly ownMsp: Msp;
  /** Digest of the code that the member has approved. */
  readonly approvedDigest: Sha256;
  readonly operations: Address;
}

/** The settings are wrong: each problem starts with the name of its variable. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(`the settings are wrong: ${problems.join('; ')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const PACKAGE_ID = /^[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}:[0-9a-f]{64}$/;
const ADDRESS = /^(?<host>[A-Za-z0-9.-]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):(?<port>[1-9]\d{0,4})$/;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/;
const MAX_PORT = 65_535;
const LOG_LEVEL = 'ERROR';

/**
 * Reads and checks every setting before anything starts.
 * @throws SettingsError with all problems, not only the first
 */
export function readSettings(environment: Environment): Settings {
  const reader = new Reader(environment);
  const packageId = reader.text('CORE_CHAINCODE_ID', readPackageId);
  const address = reader.text('CORE_CHAINCODE_ADDRESS', readAddress);
  const certificate = reader.text('CORE_CHAINCODE_TLS_CERT_FILE', readCertificate);
  const key = reader.text('CORE_CHAINCODE_TLS_KEY_FILE', (file) => readKey(file, certificate));
  const clientRoots = reader.text('CORE_CHAINCODE_TLS_CLIENT_CACERT_FILE', readAuthority);
  const ownMsp = reader.text('CORE_PEER_LOCALMSPID', readMsp);
  const approvedDigest = reader.text('TRANCHE_CODE_DIGEST', readDigest);
  const operations = reader.text('TRANCHE_OPERATIONS_ADDRESS', readLoopback);
  reader.text('CORE_CHAINCODE_LOGGING_LEVEL', readLogLevel);
  const tls = { certificate, key, clientRoots };
  return reader.complete({ packageId, address, tls, ownMsp, approvedDigest, operations });
}

type Partly<T> = {
  readonly [K in keyof T]: T[K] extends TlsFiles ? Partly<TlsFiles> : T[K] | undefined;
};

/** Collects the problems, so that all of them are told at once. */
class Reader {
  readonly #environment: Environment;
  readonly #problems: string[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  text<T>(name: string, read: (value: string) => T): T | undefined {
    const value = this.#environment[name] ?? '';
    if (value === '') {
      this.#problems.push(`${name} is missing`);
      return undefined;
    }
    try {
      return read(value);
    } catch (thrown) {
      this.#problems.push(`${name} ${thrown instanceof Error ? thrown.message : 'is wrong'}`);
      return undefined;
    }
  }

  complete(settings: Partly<Settings>): Settings {
    if (this.#problems.length > 0) throw new SettingsError(this.#problems);
    return settings as Settings;
  }
}

function readPackageId(value: string): string {
  if (PACKAGE_ID.test(value)) return value;
  throw new Error('is no package id, which is a label, a colon and 64 hexadecimal digits');
}

function readAddress(value: string): Address {
  const { host, port } = ADDRESS.exec(value)?.groups ?? {};
  if (host === undefined || Number(port) > MAX_PORT) throw new Error('is not host:port');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function readLoopback(value: string): Address {
  const address = readAddress(value);
  if (LOOPBACK.test(address.host)) return address;
  throw new Error('is not on the loopback interface: the page is for operators of this machine');
}

function readMsp(value: string): Msp {
  const parsed = mspSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('is no id of an MSP');
}

function readDigest(value: string): Sha256 {
  const parsed = sha256Schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('is no SHA-256 in 64 lower-case hexadecimal digits');
}

function readLogLevel(value: string): string {
  if (value === LOG_LEVEL) return value;
  throw new Error(`is not ${LOG_LEVEL}: at any other level the library logs what is private`);
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`names a file that cannot be read: ${file}`, { cause });
  }
}

function parseCertificate(file: string, pem: Buffer): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new Error(`names a file without a certificate: ${file}`, { cause });
  }
}

function readCertificate(file: string): Buffer {
  const pem = readPem(file);
  parseCertificate(file, pem);
  return pem;
}

function readAuthority(file: string): Buffer {
  const pem = readPem(file);
  if (parseCertificate(file, pem).ca) return pem;
  throw new Error(`names a certificate that is no authority: ${file}`);
}

function readKey(file: string, certificate: Buffer | undefined): Buffer {
  const pem = readPem(file);
  if (certificate === undefined || isKeyOf(file, pem, certificate)) return pem;
  throw new Error(`names a key that is not the certificate's: ${file}`);
}

function isKeyOf(file: string, pem: Buffer, certificate: Buffer): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(pem));
  } catch (cause) {
    throw new Error(`names a file without a private key: ${file}`, { cause });
  }
}
