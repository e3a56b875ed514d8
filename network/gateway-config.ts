import { writeWhole } from './files.js';
import { issuerUrl } from './nodes/issuer.js';
import { memberSites, type MemberSite } from './site.js';

/** The audience of the tokens that a member's gateway accepts. */
export function gatewayAudience(of: MemberSite): string {
  return `urn:tranche:gateway:${of.member.name}`;
}

/** Writes the configuration of the member's gateway; the other peers follow in topology order. */
export function writeGatewayConfig(of: MemberSite): void {
  const { site, member } = of;
  const files = site.paths.member(member.name);
  const peerOf = (other: MemberSite): Record<string, string> => ({
    mspId: other.member.mspId,
    address: other.address('peer'),
    tlsRootFile: site.paths.member(other.member.name).tlsRoot,
  });
  const config = {
    member: member.name,
    mspId: member.mspId,
    mode: 'development',
    channel: site.topology.channel,
    chaincode: site.topology.chaincode,
    http: { host: member.host, port: of.port('gateway') },
    peer: peerOf(of),
    fallbackPeers: memberSites(site)
      .filter((other) => other.index !== of.index)
      .map(peerOf),
    wallet: { folder: files.wallet },
    issuer: {
      url: issuerUrl(site),
      audience: gatewayAudience(of),
    },
    journal: { folder: files.journal },
    log: { level: 'info' },
  };
  writeWhole(files.gatewayConfig, `${JSON.stringify(config, null, 2)}\n`);
}
