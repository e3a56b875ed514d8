import path from 'node:path';
import type { Deployment } from '../chaincode/deployment.js';
import { nodeEnvironment, type MemberSite } from '../site.js';
import type { Node } from './node.js';

/** The port kinds of a chaincode server: two sets, so that an upgrade starts beside the old one. */
export const chaincodePorts = {
  A: { grpc: 'chaincodeA', operations: 'chaincodeAOperations' },
  B: { grpc: 'chaincodeB', operations: 'chaincodeBOperations' },
} as const;

/** The member's chaincode server, running the staged copy that the deployment names. */
export function chaincodeNode(of: MemberSite, deployment: Deployment): Node {
  const { site, member } = of;
  const files = site.paths.member(member.name);
  const ports = chaincodePorts[deployment.slot];
  const tls = files.tls('chaincode');
  return {
    name: `chaincode.${member.name}`,
    role: 'chaincode',
    member: member.name,
    addresses: {
      grpc: of.address(ports.grpc),
      operations: `http://${of.address(ports.operations)}`,
    },
    health: `http://${of.address(ports.operations)}/healthz`,
    launch: () => ({
      command: process.execPath,
      args: ['dist/server.js'],
      folder: site.paths.stagedChaincode(deployment.digest),
      environment: {
        ...nodeEnvironment(site),
        CORE_CHAINCODE_ID: deployment.packageId,
        CORE_CHAINCODE_ADDRESS: of.address(ports.grpc),
        CORE_CHAINCODE_TLS_CERT_FILE: path.join(tls, 'cert.pem'),
        CORE_CHAINCODE_TLS_KEY_FILE: path.join(tls, 'key.pem'),
        CORE_CHAINCODE_TLS_CLIENT_CACERT_FILE: files.tlsRoot,
        CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
        CORE_PEER_LOCALMSPID: member.mspId,
        TRANCHE_CODE_DIGEST: deployment.digest,
        TRANCHE_OPERATIONS_ADDRESS: of.address(ports.operations),
      },
    }),
  };
}
