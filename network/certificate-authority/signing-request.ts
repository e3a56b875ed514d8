import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  PemConverter,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };

/** A new key, and the request to certify it (both PEM). */
export interface SigningRequest {
  readonly request: string;
  /** PKCS #8. */
  readonly privateKey: string;
}

/** Makes a P-256 key and a PKCS #10 request with that common name and those host names. */
export async function signingRequest(
  commonName: string,
  hosts: readonly string[],
): Promise<SigningRequest> {
  const { subtle } = webcrypto;
  const keys = await subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const names = hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const);
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: `CN=${commonName}`,
      keys,
      signingAlgorithm: SIGNING_ALGORITHM,
      extensions: names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : [],
    },
    webcrypto,
  );
  const privateKey = await subtle.exportKey('pkcs8', keys.privateKey);
  return {
    request: request.toString('pem'),
    privateKey: `${PemConverter.encode(privateKey, 'PRIVATE KEY')}\n`,
  };
}
