import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Site } from '../site.js';
import { findingsOf, type Finding, type Problem } from './findings.js';

const DAY_MILLIS = 86_400_000;
/** Time enough to replace a certificate before the nodes refuse it. */
const WARNING_DAYS = 30;

/** A certificate in the files of a member. */
export interface CertificateFile {
  readonly member: string;
  /** Path below the member's folder. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Whether any certificate has expired, or will soon. */
export function checkCertificates(site: Site): readonly Finding[] {
  const found = site.topology.members.flatMap(({ name }) =>
    certificatesIn(name, site.paths.member(name).folder),
  );
  if (found.length === 0) {
    const fix = 'bring the network up';
    const message = 'there are no certificates yet';
    return findingsOf('certificates', [{ level: 'warning', message, fix }], '');
  }
  const first = Math.min(...found.map(({ expiresAt }) => expiresAt));
  const date = new Date(first).toISOString().slice(0, 10);
  return findingsOf(
    'certificates',
    expiryProblems(found, site.clock.now()),
    `${found.length} certificates; the first expires on ${date}`,
  );
}

/** The certificates that have expired or will within {@link WARNING_DAYS} days. */
export function expiryProblems(
  certificates: readonly CertificateFile[],
  now: number,
): readonly Problem[] {
  return certificates
    .filter(({ expiresAt }) => expiresAt - now < WARNING_DAYS * DAY_MILLIS)
    .map(({ member, file, expiresAt }) => {
      const days = Math.floor((expiresAt - now) / DAY_MILLIS);
      return {
        level: days < 0 ? 'error' : 'warning',
        subject: member,
        message: days < 0 ? `${file} has expired` : `${file} expires in ${days} days`,
        fix: fixOf(member, file),
      };
    });
}

function fixOf(member: string, file: string): string {
  if (/(?:^|[/\\])orderer(?:[/\\]|$)/.test(file)) {
    return 'the channel names this certificate: change both together, before it expires';
  }
  if (/^ca[/\\].*ca-cert\.pem$|cacerts|tlscacerts|ca\.pem$/.test(file)) {
    return `plan new roots for ${member} with the other members: every channel knows this one`;
  }
  return `delete it and run \`up\`, which enrols again; then restart the nodes of ${member}`;
}

function certificatesIn(member: string, folder: string): readonly CertificateFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.pem') || file.endsWith('.id'))
    .flatMap((file) => {
      const certificate = readCertificate(path.join(folder, file));
      return certificate === undefined
        ? []
        : [{ member, file, expiresAt: Date.parse(certificate.validTo) }];
    });
}

function readCertificate(file: string): X509Certificate | undefined {
  const text = readFileSync(file, 'utf8').replaceAll('\\n', '\n');
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0];
  return pem === undefined ? undefined : new X509Certificate(pem);
}
