import { program } from '../fabric/binaries.js';
import { nodeEnvironment, type MemberSite } from '../site.js';
import type { Node } from './node.js';

/** The member's fabric-ca: identities, TLS and orderer administration, three authorities in one. */
export function caNode(of: MemberSite): Node {
  const { site, member } = of;
  const home = site.paths.member(member.name).ca;
  return {
    name: `ca.${member.name}`,
    role: 'ca',
    member: member.name,
    addresses: {
      api: `https://${of.address('ca')}`,
      operations: `http://${of.address('caOperations')}`,
    },
    health: `http://${of.address('caOperations')}/healthz`,
    launch: () => ({
      command: program(site.toolbox.ready().fabricCa, 'fabric-ca-server'),
      args: ['start', '--loglevel', 'warning'],
      folder: home,
      environment: { ...nodeEnvironment(site), FABRIC_CA_SERVER_HOME: home },
    }),
  };
}
