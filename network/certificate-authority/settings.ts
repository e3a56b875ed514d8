import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeSecret } from '../files.js';
import type { MemberSite } from '../site.js';
import { REGISTRAR, passwordOf } from '../identities/passwords.js';

/**
 * The authorities of a member, all in its one fabric-ca: of identities, of TLS certificates, and of
 * those who administer its orderer.
 */
export const authorities = ['ca', 'tlsca', 'adminca'] as const;

/** One of a member's authorities. */
export type Authority = (typeof authorities)[number];

const CERTIFICATE_EXPIRY = '8760h';
const ROOT_EXPIRY = '131400h';
const SETTINGS_FILE = 'fabric-ca-server-config.yaml';

/** The name of an authority as fabric-ca knows it, for example `tlsca-bank`. */
export function authorityName(of: MemberSite, authority: Authority): string {
  return `${authority}-${of.member.name}`;
}

/** Writes the settings of the member's fabric-ca, once: they hold the registrar's passwords. */
export function writeCaSettings(of: MemberSite): void {
  const home = of.site.paths.member(of.member.name).ca;
  const others = authorities.filter((authority) => authority !== 'ca');
  for (const authority of others) {
    writeSettings(path.join(home, authority, SETTINGS_FILE), authoritySettings(of, authority));
  }
  writeSettings(path.join(home, SETTINGS_FILE), {
    ...authoritySettings(of, 'ca'),
    port: of.port('ca'),
    address: of.member.host,
    tls: { enabled: true },
    cafiles: others.map((authority) => path.join(authority, SETTINGS_FILE)),
    operations: { listenAddress: of.address('caOperations') },
    metrics: { provider: 'prometheus' },
  });
}

/** fabric-ca reads YAML, of which JSON is a part. */
function writeSettings(file: string, settings: Readonly<Record<string, unknown>>): void {
  if (!existsSync(file)) writeSecret(file, `${JSON.stringify(settings, null, 2)}\n`);
}

function authoritySettings(of: MemberSite, authority: Authority): Record<string, unknown> {
  const registrar = {
    name: REGISTRAR,
    pass: passwordOf(of, authority, REGISTRAR),
    type: 'client',
    affiliation: '',
    maxenrollments: -1,
    attrs: {
      'hf.Registrar.Roles': 'client,peer,orderer,admin',
      'hf.Registrar.Attributes': '*',
      'hf.Revoker': true,
      'hf.GenCRL': true,
    },
  };
  return {
    ca: { name: authorityName(of, authority) },
    db: { type: 'sqlite3', datasource: 'fabric-ca-server.db' },
    crl: { expiry: CERTIFICATE_EXPIRY },
    registry: { maxenrollments: -1, identities: [registrar] },
    affiliations: {},
    signing: {
      default: { usage: ['digital signature'], expiry: CERTIFICATE_EXPIRY },
      profiles: {
        tls: {
          usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
          expiry: CERTIFICATE_EXPIRY,
        },
      },
    },
    csr: {
      cn: authorityName(of, authority),
      keyrequest: { algo: 'ecdsa', size: 256 },
      hosts: [of.member.host, 'localhost'],
      ca: { expiry: ROOT_EXPIRY, pathlength: 1 },
    },
  };
}
