import path from 'node:path';
import { program } from '../fabric/binaries.js';
import { fabricLogging, nodeEnvironment, type MemberSite } from '../site.js';
import type { Node } from './node.js';

/** Stored with every installed package: never rename it. */
const BUILDER_NAME = 'tranche-ccaas';

const ENDORSER_CALLS = 1_000;
const GATEWAY_CALLS = 2_000;

/** The member's peer. */
export function peerNode(of: MemberSite): Node {
  const { site, member } = of;
  return {
    name: `peer.${member.name}`,
    role: 'peer',
    member: member.name,
    addresses: {
      grpc: of.address('peer'),
      operations: `http://${of.address('peerOperations')}`,
    },
    health: `http://${of.address('peerOperations')}/healthz`,
    launch: () => {
      const tools = site.toolbox.ready();
      return {
        command: program(tools.fabric, 'peer'),
        args: ['node', 'start'],
        folder: site.paths.member(member.name).folder,
        environment: {
          ...nodeEnvironment(site),
          FABRIC_CFG_PATH: tools.sampleConfig,
          ...fabricLogging,
          ...peerSettings(of),
        },
      };
    },
  };
}

/** The peer's own settings, over the core.yaml that comes with Fabric. */
export function peerSettings(of: MemberSite): Readonly<Record<string, string>> {
  return {
    ...identitySettings(of),
    ...chaincodeSettings(of),
    ...gossipSettings(of.address('peer')),
    CORE_PEER_AUTHENTICATION_TIMEWINDOW: '2m',
    CORE_PEER_GATEWAY_ENDORSEMENTTIMEOUT: '3s',
    CORE_PEER_LIMITS_CONCURRENCY_ENDORSERSERVICE: String(ENDORSER_CALLS),
    CORE_PEER_LIMITS_CONCURRENCY_GATEWAYSERVICE: String(GATEWAY_CALLS),
    CORE_OPERATIONS_LISTENADDRESS: of.address('peerOperations'),
    CORE_METRICS_PROVIDER: 'prometheus',
  };
}

function identitySettings(of: MemberSite): Record<string, string> {
  const { site, member } = of;
  const files = site.paths.member(member.name);
  const tls = files.tls('peer');
  return {
    CORE_PEER_ID: `peer.${member.name}`,
    CORE_PEER_LOCALMSPID: member.mspId,
    CORE_PEER_MSPCONFIGPATH: files.identity('peer'),
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_CERT_FILE: path.join(tls, 'cert.pem'),
    CORE_PEER_TLS_KEY_FILE: path.join(tls, 'key.pem'),
    CORE_PEER_TLS_ROOTCERT_FILE: files.tlsRoot,
    CORE_PEER_ADDRESS: of.address('peer'),
    CORE_PEER_LISTENADDRESS: of.address('peer'),
    CORE_PEER_FILESYSTEMPATH: files.peerLedger,
    CORE_LEDGER_SNAPSHOTS_ROOTDIR: path.join(files.peerLedger, 'snapshots'),
  };
}

function chaincodeSettings(of: MemberSite): Record<string, string> {
  const { site, member } = of;
  const builder = {
    name: BUILDER_NAME,
    path: site.paths.builder,
    propagateEnvironment: ['TRANCHE_CHAINCODE_CONNECTIONS'],
  };
  return {
    // Set and empty: without it the peer waits for Docker and never becomes healthy.
    CORE_VM_ENDPOINT: '',
    CORE_CHAINCODE_EXTERNALBUILDERS: JSON.stringify([builder]),
    TRANCHE_CHAINCODE_CONNECTIONS: site.paths.member(member.name).connections,
    CORE_PEER_CHAINCODELISTENADDRESS: of.address('peerChaincode'),
    CORE_PEER_CHAINCODEADDRESS: of.address('peerChaincode'),
    CORE_CHAINCODE_STARTUPTIMEOUT: '20s',
    CORE_CHAINCODE_EXECUTETIMEOUT: '10s',
  };
}

/** Without the short intervals the first transaction may wait half a minute for the others. */
function gossipSettings(address: string): Record<string, string> {
  return {
    CORE_PEER_GOSSIP_BOOTSTRAP: address,
    CORE_PEER_GOSSIP_EXTERNALENDPOINT: address,
    CORE_PEER_GOSSIP_RECONNECTINTERVAL: '1s',
    CORE_PEER_GOSSIP_PUBLISHSTATEINFOINTERVAL: '1s',
    CORE_PEER_GOSSIP_REQUESTSTATEINFOINTERVAL: '1s',
    CORE_PEER_GOSSIP_ALIVETIMEINTERVAL: '1s',
    CORE_PEER_GOSSIP_ALIVEEXPIRATIONTIMEOUT: '5s',
    // Else a peer falls behind for a minute after an invalid write of private data.
    CORE_PEER_GOSSIP_PVTDATA_SKIPPULLINGINVALIDTRANSACTIONSDURINGCOMMIT: 'true',
    CORE_PEER_GOSSIP_PVTDATA_PULLRETRYTHRESHOLD: '3s',
  };
}
