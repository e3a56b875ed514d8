import { messageOf } from '../errors.js';
import {
  chaincodeFlags,
  endorserFlags,
  ordererFlags,
  peerCli,
} from '../peer-cli.js';
import { memberSites, type MemberSite, type Site } from '../site.js';
import { together, until } from '../wait.js';
import type { Deployment } from './deployment.js';

const SETTLE_MILLIS = 30_000;
const SETTLE_EVERY_MILLIS = 250;

/** The chaincode definition that is committed on the channel. */
export interface CommittedDefinition {
  readonly sequence: number;
  readonly version: string;
  /** Whether each member (by MSP id) has approved it. */
  readonly approvals: Readonly<Record<string, boolean>>;
}

/** The definition on the channel, as a member's peer has it; `undefined` before the first. */
export async function committedDefinition(
  of: MemberSite,
): Promise<CommittedDefinition | undefined> {
  try {
    const text = await peerCli(of, [
      'lifecycle',
      'chaincode',
      'querycommitted',
      ...chaincodeFlags(of.site),
      '--output',
      'json',
    ]);
    return JSON.parse(text) as CommittedDefinition;
  } catch (thrown) {
    if (messageOf(thrown).includes('is not defined')) return undefined;
    throw thrown;
  }
}

/** Whether the channel runs that version and every member stands behind it. */
export function isInForce(
  site: Site,
  committed: CommittedDefinition | undefined,
  version: string,
): boolean {
  if (committed?.version !== version) return false;
  return site.topology.members.every(({ mspId }) => committed.approvals[mspId] === true);
}

/** Installs the package on every peer that does not have it. */
export async function install(site: Site, deployment: Deployment): Promise<void> {
  const file = site.paths.chaincodePackage(deployment.digest);
  await together(
    memberSites(site).map(async (of) => {
      const installed = await peerCli(of, ['lifecycle', 'chaincode', 'queryinstalled']);
      if (installed.includes(deployment.packageId)) return;
      await peerCli(of, ['lifecycle', 'chaincode', 'install', file]);
    }),
  );
}

/** Has every member that has not yet done so approve the code as the next definition. */
export async function approve(
  site: Site,
  deployment: Deployment,
  sequence: number,
): Promise<void> {
  const pending = await together(
    memberSites(site).map(async (of) =>
      (await approvedPackage(of, sequence)) === deployment.packageId ? [] : [of],
    ),
  );
  await together(
    pending.flat().map((of) =>
      settled(site, `the approval of ${of.member.name}`, () =>
        peerCli(of, [
          'lifecycle',
          'chaincode',
          'approveformyorg',
          ...ordererFlags(site),
          ...definitionFlags(site, deployment, sequence),
          '--package-id',
          deployment.packageId,
        ]),
      ),
    ),
  );
}

/** The package that a member has approved, last or for a sequence number; `undefined` for none. */
export async function approvedPackage(
  of: MemberSite,
  sequence?: number,
): Promise<string | undefined> {
  try {
    const text = await peerCli(of, [
      'lifecycle',
      'chaincode',
      'queryapproved',
      ...chaincodeFlags(of.site),
      ...(sequence === undefined ? [] : ['--sequence', String(sequence)]),
      '--output',
      'json',
    ]);
    return /"package_id":\s*"([^"]+)"/.exec(text)?.[1];
  } catch (thrown) {
    if (messageOf(thrown).includes('could not fetch approved chaincode definition')) {
      return undefined;
    }
    throw thrown;
  }
}

/** Puts the approved definition into force on the channel. */
export async function commit(site: Site, deployment: Deployment, sequence: number): Promise<void> {
  const [first] = memberSites(site);
  if (first === undefined) return;
  await settled(site, 'the commit of the chaincode definition', () =>
    peerCli(first, [
      'lifecycle',
      'chaincode',
      'commit',
      ...ordererFlags(site),
      ...definitionFlags(site, deployment, sequence),
      ...endorserFlags(site),
    ]),
  );
}

function definitionFlags(
  site: Site,
  deployment: Deployment,
  sequence: number,
): readonly string[] {
  return [
    ...chaincodeFlags(site),
    '--version',
    deployment.version,
    '--sequence',
    String(sequence),
  ];
}

/** Just after the orderers have elected a leader, or a peer has joined, a call may have to wait. */
async function settled(site: Site, what: string, call: () => Promise<string>): Promise<void> {
  await until(
    {
      clock: site.clock,
      what,
      timeoutMillis: SETTLE_MILLIS,
      everyMillis: SETTLE_EVERY_MILLIS,
    },
    call,
  );
}
