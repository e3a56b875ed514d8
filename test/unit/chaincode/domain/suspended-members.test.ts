import assert from 'node:assert/strict';
import {
  mspSchema,
  participantIdSchema,
  policy,
  startsNew,
  userRoleSchema,
  type ActingUser,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { keys } from '@tranche/chaincode/ledger';
import { administratorOf, castMembers, castParticipants } from '../../../support/cast.js';
import { PROBE_KEY } from './support/consortium-probes.js';
import { participantOn } from './support/governance.js';
import { answerTo, type Probe } from './support/probe.js';
import { probes } from './support/probes.js';
import { overwrite, suspend } from './support/records.js';

/** What members that are suspended, and participants that are deactivated, start no more. */
const starting: readonly SubmissionType[] = [
  'proposeBootstrap',
  'confirmBootstrap',
  'registerParticipant',
  'updateParticipant',
  'acceptRehost',
  'proposeVote',
  'castVote',
  'proposeAgreement',
  'acceptAgreement',
  'proposeAmendment',
  'consentToAmendment',
  'secureFunds',
  'confirmSecurity',
  'increaseSecurity',
  'recordInstrument',
  'recordFinancing',
  'proposeAssignment',
  'fixRate',
];

/** Who founds a consortium is no member yet. */
const founding: readonly SubmissionType[] = ['proposeBootstrap', 'confirmBootstrap'];

const everybody: readonly ActingUser[] = [
  ...castMembers.map(({ msp }) => administratorOf(msp)),
  ...castParticipants.flatMap(({ msp, localId }) =>
    userRoleSchema.options.map((role) => ({
      msp: mspSchema.parse(msp),
      user: `${localId}.someone`,
      unit: 'client' as const,
      participant: participantIdSchema.parse(`${msp}:${localId}`),
      key: PROBE_KEY,
      roles: [role],
    })),
  ),
];

/** Somebody of whom nothing stands in the way. */
async function senderOf(probe: Probe): Promise<ActingUser> {
  for (const actor of everybody) {
    if ((await answerTo(actor, probe)) === undefined) return actor;
  }
  throw new Error(`nobody can send ${probe.type}`);
}

const types = Object.keys(policy) as SubmissionType[];

describe('what a suspended member starts no more', () => {
  it('is what the table says', () => {
    assert.deepEqual(
      types.filter((type) => startsNew[type]),
      starting,
    );
    assert.deepEqual(Object.keys(startsNew).sort(), [...types].sort());
  });

  for (const type of types.filter((each) => !founding.includes(each))) {
    const isRefused = starting.includes(type);
    it(`${isRefused ? 'includes' : 'leaves it'} ${type}`, async () => {
      const probe = await probes[type](type);
      const actor = await senderOf(probe);
      await suspend(probe.consortium, actor.msp);
      const expected = isRefused ? 'MEMBER_NOT_ACTIVE' : undefined;
      assert.equal(await answerTo(actor, probe), expected);
    });
  }
});

describe('what a deactivated participant starts no more', () => {
  for (const type of types.filter((each) => policy[each].by === 'user')) {
    const isRefused = starting.includes(type);
    it(`${isRefused ? 'includes' : 'leaves it'} ${type}`, async () => {
      const probe = await probes[type](type);
      const actor = await senderOf(probe);
      const { consortium } = probe;
      const record = participantOn(consortium, String(actor.participant));
      const by = { participant: record.id, user: 'registrar' };
      const deactivated = { at: consortium.now(), txId: 'deactivation', by };
      await overwrite(consortium, keys.participant(record.id), { ...record, deactivated });
      const isRepeated = type === 'deactivateParticipant' && record.id === 'BuyerMSP:retail';
      const refused = isRefused || isRepeated ? 'PARTICIPANT_DEACTIVATED' : undefined;
      assert.equal(await answerTo(actor, probe), refused);
    });
  }
});
