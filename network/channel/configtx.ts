import path from 'node:path';
import { orderingSites, memberSites, type MemberSite, type Site } from '../site.js';

/** The profile in the rendered file that configtxgen is asked for. */
export const CHANNEL_PROFILE = 'Trade';

/** The least time between two blocks: what a lonely transaction waits for. */
const BATCH_INTERVAL = '100ms';
const BATCH_TRANSACTIONS = 500;
const ABSOLUTE_MAX_BYTES = '1 MB';
const PREFERRED_MAX_BYTES = '512 KB';
const REQUEST_POOL = 20_000;
/** A silent leader is replaced after so long; with 3 s it was replaced under mere load. */
const LEADER_SILENCE = '5s';

interface Policy {
  readonly Type: 'Signature' | 'ImplicitMeta';
  readonly Rule: string;
}

type Policies = Readonly<Record<string, Policy>>;

const implicit = (rule: string): Policy => ({ Type: 'ImplicitMeta', Rule: rule });
const signature = (rule: string): Policy => ({ Type: 'Signature', Rule: rule });

const groupPolicies: Policies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

/**
 * The policies of a member. Nodes read and endorse; only clients and administrators may propose and
 * send transactions, so that a stolen node key writes nothing.
 */
function memberPolicies(mspId: string): Policies {
  return {
    Readers: signature(`OR('${mspId}.member')`),
    Writers: signature(`OR('${mspId}.client', '${mspId}.admin')`),
    Admins: signature(`OR('${mspId}.admin')`),
    Endorsement: signature(`OR('${mspId}.peer')`),
  };
}

function organisation(of: MemberSite): Record<string, unknown> {
  const { member, site } = of;
  return {
    Name: member.mspId,
    ID: member.mspId,
    MSPDir: site.paths.member(member.name).msp,
    Policies: memberPolicies(member.mspId),
    AnchorPeers: [{ Host: member.host, Port: of.port('peer') }],
    ...(member.orders && { OrdererEndpoints: [of.address('orderer')] }),
  };
}

function consenter(of: MemberSite, index: number): Record<string, unknown> {
  const files = of.site.paths.member(of.member.name);
  const certificate = path.join(files.tls('orderer'), 'cert.pem');
  return {
    ID: index + 1,
    Host: of.member.host,
    Port: of.port('orderer'),
    MSPID: of.member.mspId,
    Identity: path.join(files.identity('orderer'), 'signcerts', 'cert.pem'),
    ClientTLSCert: certificate,
    ServerTLSCert: certificate,
  };
}

/** The text of configtx.yaml (JSON is YAML): one channel, BFT ordering, majority endorsement. */
export function renderConfigtx(site: Site): string {
  const ordering = orderingSites(site);
  const profile = {
    Policies: groupPolicies,
    Capabilities: { V3_0: true },
    Orderer: {
      OrdererType: 'BFT',
      BatchTimeout: '2s',
      BatchSize: {
        MaxMessageCount: BATCH_TRANSACTIONS,
        AbsoluteMaxBytes: ABSOLUTE_MAX_BYTES,
        PreferredMaxBytes: PREFERRED_MAX_BYTES,
      },
      MaxChannels: 0,
      Capabilities: { V2_0: true },
      Policies: { ...groupPolicies, BlockValidation: implicit('ANY Writers') },
      Organizations: ordering.map(organisation),
      SmartBFT: {
        RequestBatchMaxInterval: BATCH_INTERVAL,
        RequestForwardTimeout: '2s',
        RequestComplainTimeout: LEADER_SILENCE,
        RequestAutoRemoveTimeout: '3m',
        ViewChangeResendInterval: '2s',
        ViewChangeTimeout: '10s',
        LeaderHeartbeatTimeout: LEADER_SILENCE,
        LeaderHeartbeatCount: 10,
        CollectTimeout: '1s',
        IncomingMessageBufferSize: 200,
        RequestPoolSize: REQUEST_POOL,
      },
      ConsenterMapping: ordering.map(consenter),
    },
    Application: {
      Organizations: memberSites(site).map(organisation),
      Policies: {
        ...groupPolicies,
        LifecycleEndorsement: implicit('MAJORITY Endorsement'),
        Endorsement: implicit('MAJORITY Endorsement'),
      },
      Capabilities: { V2_5: true },
    },
  };
  return `${JSON.stringify({ Profiles: { [CHANNEL_PROFILE]: profile } }, null, 2)}\n`;
}
