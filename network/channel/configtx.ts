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

/** The two parts of a channel that have organisations. */
type Group = 'Orderer' | 'Application';

/** The policy by which the channel knows who may send transactions; only applications have it. */
const SENDERS = 'Senders';

const groupPolicies: Policies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

/**
 * The policies of a member. Nodes read and endorse; only clients and administrators may propose and
 * send transactions, so that a stolen node key writes nothing. Among the orderers `Writers` says
 * more than that: SmartBFT checks the signatures of its own messages against it.
 */
function memberPolicies(mspId: string, group: Group): Policies {
  const writers = group === 'Orderer' ? ['client', 'admin', 'orderer'] : ['client', 'admin'];
  return {
    Readers: signature(`OR('${mspId}.member')`),
    Writers: signature(`OR(${writers.map((unit) => `'${mspId}.${unit}'`).join(', ')})`),
    Admins: signature(`OR('${mspId}.admin')`),
    Endorsement: signature(`OR('${mspId}.peer')`),
  };
}

function organisation(of: MemberSite, group: Group): Record<string, unknown> {
  const { member, site } = of;
  return {
    Name: member.mspId,
    ID: member.mspId,
    MSPDir: site.paths.member(member.name).msp,
    Policies: memberPolicies(member.mspId, group),
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
    // `ANY Writers` would let the orderers send transactions too.
    Policies: { ...groupPolicies, Writers: implicit(`ANY ${SENDERS}`) },
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
      Organizations: ordering.map((of) => organisation(of, 'Orderer')),
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
      Organizations: memberSites(site).map((of) => organisation(of, 'Application')),
      Policies: {
        ...groupPolicies,
        [SENDERS]: implicit('ANY Writers'),
        LifecycleEndorsement: implicit('MAJORITY Endorsement'),
        Endorsement: implicit('MAJORITY Endorsement'),
      },
      Capabilities: { V2_5: true },
    },
  };
  return `${JSON.stringify({ Profiles: { [CHANNEL_PROFILE]: profile } }, null, 2)}\n`;
}
