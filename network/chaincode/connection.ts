import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeSecret } from '../files.js';
import { chaincodePorts } from '../nodes/chaincode.js';
import type { MemberSite } from '../site.js';
import type { Deployment } from './deployment.js';

/** Writes how the member's peer reaches the server of that deployment, for the peer's builder. */
export function writeConnection(of: MemberSite, deployment: Deployment): void {
  const files = of.site.paths.member(of.member.name);
  const tls = files.tls('chaincode-client');
  const connection = {
    address: of.address(chaincodePorts[deployment.slot].grpc),
    dial_timeout: '3s',
    tls_required: true,
    client_auth_required: true,
    client_key: readFileSync(path.join(tls, 'key.pem'), 'utf8'),
    client_cert: readFileSync(path.join(tls, 'cert.pem'), 'utf8'),
    root_cert: readFileSync(files.tlsRoot, 'utf8'),
  };
  const file = path.join(files.connections, `${deployment.digest}.json`);
  writeSecret(file, JSON.stringify(connection));
}
