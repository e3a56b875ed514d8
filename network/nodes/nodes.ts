import type { Deployment } from '../chaincode/deployment.js';
import { memberSites, orderingSites, type Site } from '../site.js';
import { caNode } from './certificate-authority.js';
import { chaincodeNode } from './chaincode.js';
import { gatewayNode } from './gateway.js';
import { issuerNode } from './issuer.js';
import type { Node } from './node.js';
import { ordererNode } from './orderer.js';
import { peerNode } from './peer.js';

/** Where the chaincode servers are shown before there is any code. */
const UNDEPLOYED: Deployment = { digest: '', packageId: '', version: '', slot: 'A' };

/** Every node of the network, in the order in which they are started. */
export function nodesOf(site: Site, deployment: Deployment | undefined): readonly Node[] {
  const members = memberSites(site);
  return [
    ...members.map(caNode),
    ...orderingSites(site).map(ordererNode),
    ...members.map(peerNode),
    ...members.map((of) => chaincodeNode(of, deployment ?? UNDEPLOYED)),
    issuerNode(site),
    ...members.map(gatewayNode),
  ];
}
