import { existsSync } from 'node:fs';
import path from 'node:path';
import { hashOf } from '@tranche/chaincode/ledger';
import { invokeAsAdmin, refusalCode, type ChaincodeCall } from './chaincode/invoke.js';
import { writeWhole } from './files.js';
import { memberSites, type MemberSite, type Site } from './site.js';
import { together } from './wait.js';

const PROPOSAL_ID = 'founding';

/** Refusals that say that an earlier, interrupted bootstrap has done this already. */
const DONE_ALREADY = [
  'CONSORTIUM_ALREADY_BOOTSTRAPPED',
  'PROPOSAL_ALREADY_CONFIRMED',
  'PARTICIPANT_ALREADY_REGISTERED',
];

/** A transaction by a member's administrator. */
export interface BootstrapCall extends ChaincodeCall {
  readonly by: MemberSite;
}

/**
 * Founds the consortium on the ledger, once: members and parameters proposed by the first member's
 * administrator and confirmed by every one, then every member's participants. `true` when done now.
 */
export async function bootstrap(site: Site): Promise<boolean> {
  const done = path.join(site.paths.folder, 'channel', 'founded');
  if (existsSync(done)) return false;
  // The confirmations change one record, so each waits for the one before it.
  for (const call of [proposal(site), ...confirmations(site)]) await send(call);
  await together(registrations(site).map(send));
  writeWhole(done, `${PROPOSAL_ID}\n`);
  return true;
}

/** A transaction without effect: the first confirmation again, which the ledger recognises. */
export async function sendProbe(site: Site): Promise<void> {
  const [first] = confirmations(site);
  if (first !== undefined) await send(first);
}

async function send(call: BootstrapCall): Promise<void> {
  try {
    await invokeAsAdmin(call.by, call);
  } catch (thrown) {
    if (!DONE_ALREADY.includes(refusalCode(thrown) ?? '')) throw thrown;
  }
}

function founding(site: Site): { readonly members: unknown; readonly parameters: unknown } {
  const members = site.topology.members.map(({ mspId, name, roles }) => ({
    msp: mspId,
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    roles,
  }));
  return { members, parameters: site.profile.rulesTime };
}

function proposal(site: Site): BootstrapCall {
  const [first] = memberSites(site);
  if (first === undefined) throw new RangeError('a topology has members');
  const command = { type: 'proposeBootstrap', commandId: PROPOSAL_ID, ...founding(site) };
  return { by: first, transaction: 'consortium:proposeBootstrap', command };
}

/** Each administrator computes the hash itself: it confirms what its own files say. */
function confirmations(site: Site): readonly BootstrapCall[] {
  const hash = hashOf({ id: PROPOSAL_ID, ...founding(site) });
  return memberSites(site).map((by) => ({
    by,
    transaction: 'consortium:confirmBootstrap',
    command: {
      type: 'confirmBootstrap',
      commandId: `${PROPOSAL_ID}-${by.member.name}`,
      proposalId: PROPOSAL_ID,
      hash,
    },
  }));
}

function registrations(site: Site): readonly BootstrapCall[] {
  return memberSites(site).flatMap((by) =>
    by.member.participants.map(({ localId, lei, name, roles }) => ({
      by,
      transaction: 'consortium:registerParticipant',
      command: {
        type: 'registerParticipant',
        commandId: `register-${localId}`,
        localId,
        lei,
        name,
        roles,
      },
    })),
  );
}
