import path from 'node:path';
import { nodeEnvironment, type MemberSite } from '../site.js';
import type { Node } from './node.js';

/** The member's gateway. */
export function gatewayNode(of: MemberSite): Node {
  const { site, member } = of;
  const url = `http://${of.address('gateway')}`;
  return {
    name: `gateway.${member.name}`,
    role: 'gateway',
    member: member.name,
    addresses: { http: url },
    health: `${url}/healthz/ready`,
    launch: () => ({
      command: process.execPath,
      args: [
        path.join(site.paths.root, 'gateway', 'dist', 'main.js'),
        '--config',
        site.paths.member(member.name).gatewayConfig,
      ],
      folder: site.paths.member(member.name).gateway,
      environment: nodeEnvironment(site),
      reads: [
        path.join(site.paths.root, 'gateway', 'dist'),
        path.join(site.paths.root, 'chaincode', 'dist'),
        site.paths.member(member.name).gatewayConfig,
      ],
    }),
  };
}
