import path from 'node:path';
import { program } from '../fabric/binaries.js';
import { fabricLogging, nodeEnvironment, type MemberSite } from '../site.js';
import type { Node } from './node.js';

/**
 * Transactions a second that an orderer takes from all clients together before it slows them down;
 * each peer's gateway counts as a client, by its TLS certificate.
 */
const BROADCAST_RATE = 2_000;

/** The member's SmartBFT ordering node. */
export function ordererNode(of: MemberSite): Node {
  const { site, member } = of;
  return {
    name: `orderer.${member.name}`,
    role: 'orderer',
    member: member.name,
    addresses: {
      grpc: of.address('orderer'),
      admin: `https://${of.address('ordererAdmin')}`,
      operations: `http://${of.address('ordererOperations')}`,
    },
    health: `http://${of.address('ordererOperations')}/healthz`,
    launch: () => {
      const tools = site.toolbox.ready();
      return {
        command: program(tools.fabric, 'orderer'),
        args: [],
        folder: site.paths.member(member.name).folder,
        environment: {
          ...nodeEnvironment(site),
          FABRIC_CFG_PATH: tools.sampleConfig,
          ...fabricLogging,
          ...ordererSettings(of),
        },
      };
    },
  };
}

/** The orderer's own settings, over the orderer.yaml that comes with Fabric. */
export function ordererSettings(of: MemberSite): Readonly<Record<string, string>> {
  const { site, member } = of;
  const files = site.paths.member(member.name);
  const tls = files.tls('orderer');
  const certificate = path.join(tls, 'cert.pem');
  const key = path.join(tls, 'key.pem');
  const ledger = files.ordererLedger;
  return {
    ORDERER_GENERAL_LISTENADDRESS: member.host,
    ORDERER_GENERAL_LISTENPORT: String(of.port('orderer')),
    ORDERER_GENERAL_LOCALMSPID: member.mspId,
    ORDERER_GENERAL_LOCALMSPDIR: files.identity('orderer'),
    ORDERER_GENERAL_BOOTSTRAPMETHOD: 'none',
    ORDERER_GENERAL_TLS_ENABLED: 'true',
    ORDERER_GENERAL_TLS_CERTIFICATE: certificate,
    ORDERER_GENERAL_TLS_PRIVATEKEY: key,
    ORDERER_GENERAL_TLS_ROOTCAS: `[${files.tlsRoot}]`,
    ORDERER_GENERAL_AUTHENTICATION_TIMEWINDOW: '2m',
    ORDERER_GENERAL_THROTTLING_RATE: String(BROADCAST_RATE),
    ORDERER_CHANNELPARTICIPATION_ENABLED: 'true',
    ORDERER_FILELEDGER_LOCATION: ledger,
    ORDERER_CONSENSUS_WALDIR: path.join(ledger, 'wal'),
    ORDERER_CONSENSUS_SNAPDIR: path.join(ledger, 'snapshots'),
    ORDERER_OPERATIONS_LISTENADDRESS: of.address('ordererOperations'),
    ORDERER_METRICS_PROVIDER: 'prometheus',
    ORDERER_ADMIN_LISTENADDRESS: of.address('ordererAdmin'),
    ORDERER_ADMIN_TLS_ENABLED: 'true',
    ORDERER_ADMIN_TLS_CERTIFICATE: certificate,
    ORDERER_ADMIN_TLS_PRIVATEKEY: key,
    ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED: 'true',
    // Any certificate of this authority administers the orderer, so it issues nothing else.
    ORDERER_ADMIN_TLS_CLIENTROOTCAS: `[${files.ordererAdminRoot}]`,
  };
}
