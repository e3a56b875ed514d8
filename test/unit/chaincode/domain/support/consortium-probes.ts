import { hashOf } from '@tranche/chaincode/ledger';
import type { SubmissionType } from '@tranche/chaincode/domain';
import { castParticipants, keyOf } from '../../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { DAY } from './deal.js';
import { proposeVote } from '../../../../support/voting.js';
import { pinKeys, VOTING } from './governance.js';
import type { Prepare } from './prepare.js';
import type { Probe } from './probe.js';

/** A probe of a command on the registry of a founded consortium. */
function onRegistry(
  fieldsOf: (consortium: MemoryConsortium) => CommandFields | Promise<CommandFields>,
): Prepare {
  return async (type: SubmissionType): Promise<Probe> => {
    const consortium = await MemoryConsortium.found();
    const fields = await fieldsOf(consortium);
    return { consortium, type, fields };
  };
}

/** The key of whoever tries a command: they differ in participant and role alone. */
export const PROBE_KEY = keyOf('whoever tries');

/** Each command on the registry where nothing but the caller stands in its way. */
export const consortiumProbes = {
  updateParticipant: onRegistry(() => ({ localId: 'retail', name: 'Retail', roles: ['buyer'] })),
  deactivateParticipant: onRegistry(() => ({ localId: 'retail' })),
  pinKeys: onRegistry(() => ({ keys: [PROBE_KEY] })),
  proposeRehost: onRegistry(async (consortium) => {
    const { localId } = castParticipants[0] ?? { localId: '' };
    const label = `${localId}.checker`;
    await pinKeys(consortium, label, [keyOf(label), PROBE_KEY]);
    consortium.wait(DAY);
    return { to: 'BankMSP' };
  }),
  acceptRehost: onRegistry(async (consortium) => {
    await pinKeys(consortium, 'arbitration.checker', [keyOf('arbitration.checker'), PROBE_KEY]);
    consortium.wait(DAY);
    await consortium.submit('arbitration.checker', 'proposeRehost', { to: 'AuditorMSP' });
    return { participant: 'AuditorMSP:arbitration', localId: 'new' };
  }),
  proposeVote: onRegistry(() => ({ motion: VOTING })),
  castVote: onRegistry(async (consortium) => {
    const voteId = await proposeVote(consortium, VOTING);
    return { voteId, hash: hashOf({ id: voteId, motion: VOTING }), vote: 'for' };
  }),
  withdrawVote: onRegistry(async (consortium) => ({
    voteId: await proposeVote(consortium, VOTING),
  })),
  advanceConsortium: onRegistry(async (consortium) => {
    const voteId = await proposeVote(consortium, VOTING);
    consortium.wait(15 * DAY);
    return { voteId };
  }),
} as const;
