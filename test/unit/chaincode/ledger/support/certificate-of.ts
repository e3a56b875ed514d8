import 'reflect-metadata';
import { webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

type Provider = Exclude<Parameters<typeof x509.cryptoProvider.set>[0], string>;

x509.cryptoProvider.set(webcrypto as unknown as Provider);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MILLIS = 86_400_000;

/** A certificate's subject: one relative name after the other, each with its attributes. */
export type Subject = readonly Readonly<Record<string, readonly string[]>>[];

/** A certificate of a subject, as PEM; who signed it is nobody's concern here. */
export async function certificateOf(
  subject: Subject,
  keysOfOwner?: webcrypto.CryptoKeyPair,
): Promise<string> {
  const keys =
    keysOfOwner ?? (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: subject.map((each) =>
      Object.fromEntries(Object.entries(each).map(([name, values]) => [name, [...values]])),
    ),
    notBefore: new Date(),
    notAfter: new Date(Date.now() + DAY_MILLIS),
    signingAlgorithm: algorithm,
    keys,
  });
  return made.toString('pem');
}
