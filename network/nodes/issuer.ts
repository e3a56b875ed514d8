import path from 'node:path';
import { issuerPort } from '../ports.js';
import { nodeEnvironment, type Site } from '../site.js';
import type { Node } from './node.js';

/** Where the development issuer listens: loopback only, whatever the members' hosts are. */
export const ISSUER_HOST = '127.0.0.1';

/** The issuer of tokens for development; no member's, and never part of a production network. */
export function issuerNode(site: Site): Node {
  const url = issuerUrl(site);
  return {
    name: 'issuer.dev',
    role: 'issuer',
    member: null,
    addresses: { http: url },
    health: `${url}/healthz`,
    launch: () => ({
      command: process.execPath,
      args: [
        path.join(site.paths.root, 'dist', 'network', 'issuer', 'main.js'),
        '--config',
        site.paths.issuerConfig,
      ],
      folder: site.paths.issuer,
      environment: nodeEnvironment(site),
      reads: [
        path.join(site.paths.root, 'dist', 'network', 'issuer'),
        site.paths.issuerConfig,
      ],
    }),
  };
}

/** The URL of the development issuer. */
export function issuerUrl(site: Site): string {
  return `http://${ISSUER_HOST}:${issuerPort(site.profile)}`;
}
