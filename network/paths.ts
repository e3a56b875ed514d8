import path from 'node:path';
import type { Profile } from './profiles.js';

/** File in a profile's folder with the port base that its data were made with. */
export const PORT_BASE_FILE = 'port-base';

/** Where the files of one member are (absolute paths). */
export interface MemberPaths {
  readonly folder: string;
  /** Home of the member's fabric-ca. */
  readonly ca: string;
  /** From which the passwords of its identities are derived. */
  readonly secret: string;
  /** The organisation's MSP: its authorities, without any key. */
  readonly msp: string;
  /** Root of the member's TLS certificates. */
  readonly tlsRoot: string;
  /** Root of the certificates that administer the member's orderer. */
  readonly ordererAdminRoot: string;
  readonly peerLedger: string;
  readonly ordererLedger: string;
  /** Holds one connection per chaincode digest, for the peer's builder. */
  readonly connections: string;
  readonly gateway: string;
  readonly wallet: string;
  readonly gatewayConfig: string;
  readonly journal: string;
  /** MSP folder of a node or of the administrator. */
  identity(name: IdentityName): string;
  /** Folder with `cert.pem`, `key.pem` and `ca.pem`. */
  tls(name: TlsName): string;
}

/** The member's own identities that are no users. */
export type IdentityName = 'peer' | 'orderer' | 'admin';

/** What the member has TLS certificates for. */
export type TlsName = 'peer' | 'orderer' | 'orderer-admin' | 'chaincode' | 'chaincode-client';

/** Where the files of a profile are (absolute paths). */
export interface Paths {
  readonly root: string;
  readonly folder: string;
  readonly lock: string;
  /** The port base that everything here was made with. */
  readonly portBase: string;
  readonly processes: string;
  readonly logs: string;
  readonly builder: string;
  readonly channelConfig: string;
  readonly genesisBlock: string;
  /** Staged copies of the chaincode, named by digest. */
  readonly chaincode: string;
  readonly deployment: string;
  readonly issuer: string;
  readonly issuerConfig: string;
  member(name: string): MemberPaths;
  log(node: string): string;
  stagedChaincode(digest: string): string;
  chaincodePackage(digest: string): string;
}

function memberPaths(profile: Profile, name: string): MemberPaths {
  const folder = path.join(profile.folder, 'members', name);
  const inside = (...parts: readonly string[]): string => path.join(folder, ...parts);
  return {
    folder,
    ca: inside('ca'),
    secret: inside('secret'),
    msp: inside('msp'),
    tlsRoot: inside('msp', 'tlscacerts', 'tlsca.pem'),
    ordererAdminRoot: inside('orderer-admin-ca.pem'),
    peerLedger: inside('ledger', 'peer'),
    ordererLedger: inside('ledger', 'orderer'),
    connections: inside('connections'),
    gateway: inside('gateway'),
    wallet: inside('gateway', 'wallet'),
    gatewayConfig: inside('gateway', 'config.json'),
    journal: inside('gateway', 'journal'),
    identity: (identity) => inside('identities', identity, 'msp'),
    tls: (tls) => inside('tls', tls),
  };
}

/** The layout of a profile's folder, in a project whose root is given. */
export function pathsOf(root: string, profile: Profile): Paths {
  const inside = (...parts: readonly string[]): string => path.join(profile.folder, ...parts);
  return {
    root,
    folder: profile.folder,
    lock: inside('lock.json'),
    portBase: inside(PORT_BASE_FILE),
    processes: inside('processes'),
    logs: inside('logs'),
    builder: inside('builder'),
    channelConfig: inside('channel', 'configtx.yaml'),
    genesisBlock: inside('channel', 'genesis.block'),
    chaincode: inside('chaincode'),
    deployment: inside('chaincode', 'deployment.json'),
    issuer: inside('issuer'),
    issuerConfig: inside('issuer', 'config.json'),
    member: (name) => memberPaths(profile, name),
    log: (node) => inside('logs', `${node}.log`),
    stagedChaincode: (digest) => inside('chaincode', digest),
    chaincodePackage: (digest) => inside('chaincode', `${digest}.tgz`),
  };
}
