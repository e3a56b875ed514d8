import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Credentials } from '../certificate-authority/ca-client.js';
import { writeSecret, writeWhole } from '../files.js';

/** The roots that an MSP trusts (PEM). */
export interface Roots {
  readonly identity: string;
  readonly tls: string;
}

const ouIdentifiers = ['client', 'peer', 'admin', 'orderer'];

/** Says to Fabric that the kind of an identity is the OU of its certificate. */
const nodeOus = `${JSON.stringify(
  {
    NodeOUs: {
      Enable: true,
      ...Object.fromEntries(
        ouIdentifiers.map((ou) => [
          `${ou.charAt(0).toUpperCase()}${ou.slice(1)}OUIdentifier`,
          { Certificate: 'cacerts/ca.pem', OrganizationalUnitIdentifier: ou },
        ]),
      ),
    },
  },
  null,
  2,
)}\n`;

/** Writes the MSP folder of an organisation: whom it trusts. */
export function writeMsp(folder: string, roots: Roots): void {
  writeWhole(path.join(folder, 'config.yaml'), nodeOus);
  writeWhole(path.join(folder, 'cacerts', 'ca.pem'), roots.identity);
  writeWhole(path.join(folder, 'tlscacerts', 'tlsca.pem'), roots.tls);
}

/** Writes the MSP folder of an identity; the certificate comes last, so that it marks the end. */
export function writeIdentity(folder: string, roots: Roots, credentials: Credentials): void {
  writeMsp(folder, roots);
  writeSecret(path.join(folder, 'keystore', 'key.pem'), credentials.privateKey);
  writeWhole(path.join(folder, 'signcerts', 'cert.pem'), credentials.certificate);
}

/** Writes a TLS folder: the root first, the certificate last. */
export function writeTls(folder: string, root: string, credentials: Credentials): void {
  writeWhole(path.join(folder, 'ca.pem'), root);
  writeSecret(path.join(folder, 'key.pem'), credentials.privateKey);
  writeWhole(path.join(folder, 'cert.pem'), credentials.certificate);
}

/** Writes a user into a wallet folder, in the format of the file wallets of fabric-network. */
export function writeWalletEntry(file: string, mspId: string, credentials: Credentials): void {
  writeSecret(
    file,
    JSON.stringify({ credentials, mspId, type: 'X.509', version: 1 }),
  );
}

/** Whether {@link writeIdentity} has come to its end for that folder. */
export function hasIdentity(folder: string): boolean {
  return existsSync(path.join(folder, 'signcerts', 'cert.pem'));
}

/** Whether {@link writeTls} has come to its end for that folder. */
export function hasTls(folder: string): boolean {
  return existsSync(path.join(folder, 'cert.pem'));
}
