import 'reflect-metadata';
import { webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as unknown as WebCrypto);

type WebCrypto = Exclude<Parameters<typeof x509.cryptoProvider.set>[0], string>;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MILLIS = 86_400_000;

/** A certificate and its private key, as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** An authority for tests, good for a day. */
export interface TestAuthority {
  readonly certificate: string;
  /** Signs a certificate for 127.0.0.1 and localhost, for servers and clients. */
  issue(commonName: string): Promise<Identity>;
}

/** Makes an authority. */
export async function testAuthority(commonName: string): Promise<TestAuthority> {
  const keys = await keyPair();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    serialNumber: '01',
    name: `CN=${commonName}`,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign),
    ],
  });
  return {
    certificate: root.toString('pem'),
    issue: async (subject) => {
      const own = await keyPair();
      const certificate = await x509.X509CertificateGenerator.create({
        ...validity(),
        serialNumber: '02',
        subject: `CN=${subject}`,
        issuer: root.subject,
        signingAlgorithm: algorithm,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension([
            { type: 'ip', value: '127.0.0.1' },
            { type: 'dns', value: 'localhost' },
          ]),
        ],
      });
      const key = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
      return {
        certificate: certificate.toString('pem'),
        key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
      };
    },
  };
}

async function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MILLIS), notAfter: new Date(now + DAY_MILLIS) };
}
