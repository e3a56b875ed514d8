import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CaClient,
  type Attribute,
  type Credentials,
  type Registration,
} from '../certificate-authority/ca-client.js';
import { authorityName, type Authority } from '../certificate-authority/settings.js';
import { writeWhole } from '../files.js';
import type { IdentityName, TlsName } from '../paths.js';
import type { MemberSite } from '../site.js';
import { participantId, userLabel } from '../topology.js';
import { together } from '../wait.js';
import {
  hasIdentity,
  hasTls,
  writeIdentity,
  writeMsp,
  writeTls,
  writeWalletEntry,
  type Roots,
} from './credential-files.js';
import { REGISTRAR, passwordOf } from './passwords.js';

interface AllRoots extends Roots {
  readonly ordererAdmin: string;
}

interface Enrolment {
  readonly authority: Authority;
  readonly name: string;
  readonly type: Registration['type'];
  readonly attributes?: readonly Attribute[];
  readonly hosts?: readonly string[];
  isDone(): boolean;
  save(credentials: Credentials, roots: AllRoots): void;
}

/** A client of the member's running fabric-ca. */
export function caClientOf(of: MemberSite): CaClient {
  const { ca } = of.site.paths.member(of.member.name);
  const root = readFileSync(path.join(ca, 'ca-cert.pem'), 'utf8');
  return new CaClient({ host: of.member.host, port: of.port('ca'), root });
}

/**
 * Gets every certificate of the member that is not there yet from its fabric-ca; returns how many.
 */
export async function enrolMember(of: MemberSite): Promise<number> {
  const missing = enrolments(of).filter((enrolment) => !enrolment.isDone());
  if (missing.length === 0) return 0;
  const client = caClientOf(of);
  try {
    const roots = await writeRoots(of, client);
    const needed = [...new Set(missing.map(({ authority }) => authority))];
    const registrars = new Map(
      await together(
        needed.map(async (each) => [each, await registrarOf(of, client, each)] as const),
      ),
    );
    await together(
      missing.map(async (enrolment) => {
        const registrar = registrars.get(enrolment.authority);
        if (registrar !== undefined) await enrol({ of, client, registrar, roots }, enrolment);
      }),
    );
    return missing.length;
  } finally {
    client.close();
  }
}

async function writeRoots(of: MemberSite, client: CaClient): Promise<AllRoots> {
  const files = of.site.paths.member(of.member.name);
  const [identity, tls, ordererAdmin] = await Promise.all([
    client.certificateOf(authorityName(of, 'ca')),
    client.certificateOf(authorityName(of, 'tlsca')),
    client.certificateOf(authorityName(of, 'adminca')),
  ]);
  writeMsp(files.msp, { identity, tls });
  writeWhole(files.ordererAdminRoot, ordererAdmin);
  return { identity, tls, ordererAdmin };
}

function registrarOf(of: MemberSite, client: CaClient, authority: Authority): Promise<Credentials> {
  return client.enrol({
    authority: authorityName(of, authority),
    name: REGISTRAR,
    password: passwordOf(of, authority, REGISTRAR),
  });
}

interface EnrolContext {
  readonly of: MemberSite;
  readonly client: CaClient;
  readonly registrar: Credentials;
  readonly roots: AllRoots;
}

async function enrol(context: EnrolContext, enrolment: Enrolment): Promise<void> {
  const { of, client, registrar, roots } = context;
  const { name, type, hosts, attributes = [] } = enrolment;
  const authority = authorityName(of, enrolment.authority);
  const password = passwordOf(of, enrolment.authority, name);
  await client.register(registrar, { authority, name, password, type, attributes });
  const request = { authority, name, password, ...(hosts !== undefined && { hosts }) };
  enrolment.save(await client.enrol(request), roots);
}

function enrolments(of: MemberSite): readonly Enrolment[] {
  const nodes: Enrolment[] = [
    identity(of, 'peer', 'peer'),
    identity(of, 'admin', 'admin'),
    tls(of, 'peer'),
    tls(of, 'chaincode'),
    tls(of, 'chaincode-client'),
  ];
  if (of.member.orders) {
    nodes.push(
      identity(of, 'orderer', 'orderer'),
      tls(of, 'orderer'),
      tls(of, 'orderer-admin', 'adminca'),
    );
  }
  return [...nodes, ...users(of)];
}

function identity(of: MemberSite, name: IdentityName, type: Registration['type']): Enrolment {
  const folder = of.site.paths.member(of.member.name).identity(name);
  return {
    authority: 'ca',
    name,
    type,
    isDone: () => hasIdentity(folder),
    save: (credentials, roots) => writeIdentity(folder, roots, credentials),
  };
}

function tls(of: MemberSite, name: TlsName, authority: 'tlsca' | 'adminca' = 'tlsca'): Enrolment {
  const folder = of.site.paths.member(of.member.name).tls(name);
  return {
    authority,
    name,
    type: 'client',
    hosts: [of.member.host, 'localhost'],
    isDone: () => hasTls(folder),
    save: (credentials, roots) =>
      writeTls(folder, authority === 'tlsca' ? roots.tls : roots.ordererAdmin, credentials),
  };
}

function users(of: MemberSite): readonly Enrolment[] {
  const { wallet } = of.site.paths.member(of.member.name);
  return of.member.participants.flatMap((participant) =>
    participant.users.map((user): Enrolment => {
      const name = userLabel(participant, user);
      const file = path.join(wallet, `${name}.id`);
      return {
        authority: 'ca',
        name,
        type: 'client',
        attributes: [
          { name: 'tranche.participant', value: participantId(of.member, participant) },
          { name: 'tranche.roles', value: user.roles.join(',') },
        ],
        isDone: () => existsSync(file),
        save: (credentials) => writeWalletEntry(file, of.member.mspId, credentials),
      };
    }),
  );
}
