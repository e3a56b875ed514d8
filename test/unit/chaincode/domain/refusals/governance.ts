import { limits, type ErrorCode } from '@tranche/chaincode/domain';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, fileHash } from '../support/deal.js';
import { ballot, castVotes, governors, pass, proposeVote } from '../../../../support/voting.js';
import { fillMembers, VOTING } from '../support/governance.js';
import { rewriteRules } from '../support/records.js';
import type { Refusal } from './refusal.js';

const guest = { kind: 'admitMember', msp: 'GuestMSP', name: 'Guest', roles: ['buyer'] } as const;
const moved = {
  kind: 'rehostParticipant',
  participant: 'AuditorMSP:arbitration',
  to: 'AuditorMSP',
  localId: 'arbiters',
} as const;
const outage = { kind: 'declareOutage', from: MONDAY, until: MONDAY + DAY } as const;

/** A refused proposal of a motion, on a consortium where something came before. */
function proposing(
  code: ErrorCode,
  when: string,
  motion: CommandFields,
  of: {
    readonly params?: Refusal['params'];
    readonly before?: (consortium: MemoryConsortium) => Promise<unknown>;
  } = {},
): Refusal {
  const { params, before } = of;
  return {
    code,
    when,
    ...(params === undefined ? {} : { params }),
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      await before?.(consortium);
      return proposeVote(consortium, motion);
    },
  };
}

/** A refused command about an open vote. */
function voting(
  code: ErrorCode,
  when: string,
  attempt: (
    consortium: MemoryConsortium,
    voteId: Awaited<ReturnType<typeof proposeVote>>,
  ) => Promise<unknown>,
  params?: Refusal['params'],
): Refusal {
  return {
    code,
    when,
    ...(params === undefined ? {} : { params }),
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      return attempt(consortium, await proposeVote(consortium, VOTING));
    },
  };
}

const NO_VOTE = `V${'A'.repeat(30)}`;

/** Refusals of motions. */
export const motionRefusals: readonly Refusal[] = [
  proposing('MEMBER_ALREADY_ADMITTED', 'a member is to be admitted again', {
    ...guest,
    msp: 'BankMSP',
  }),
  proposing('MEMBERS_TOO_MANY', 'as many members as there may be are on record', guest, {
    params: { max: limits.members },
    before: (consortium) => fillMembers(consortium, limits.members),
  }),
  ...(['suspendMember', 'readmitMember', 'changeMemberRoles'] as const).map((kind) =>
    proposing(
      'MEMBER_NOT_FOUND',
      `${kind} is about no member`,
      { kind, msp: 'GuestMSP', ...(kind === 'changeMemberRoles' ? { roles: ['buyer'] } : {}) },
      { params: { msp: 'GuestMSP' } },
    ),
  ),
  proposing(
    'MEMBER_NOT_ACTIVE',
    'a suspended member is to be suspended',
    { kind: 'suspendMember', msp: 'BuyerMSP' },
    { before: (consortium) => pass(consortium, { kind: 'suspendMember', msp: 'BuyerMSP' }) },
  ),
  proposing(
    'MEMBERS_TOO_FEW',
    'fewer active members would be left than found a consortium',
    { kind: 'suspendMember', msp: 'ExporterMSP' },
    {
      params: { min: limits.activeMembersMin },
      before: async (consortium) => {
        await pass(consortium, { kind: 'suspendMember', msp: 'BuyerMSP' });
        const by = ['textiles.governor', 'trade-bank.governor', 'audit.governor'];
        await pass(consortium, { kind: 'suspendMember', msp: 'InspectorMSP' }, by);
      },
    },
  ),
  proposing(
    'MEMBER_NOT_SUSPENDED',
    'an active member is to be readmitted',
    { kind: 'readmitMember', msp: 'BuyerMSP' },
    { params: { msp: 'BuyerMSP' } },
  ),
  proposing(
    'RULES_VERSION_NOT_LATER',
    'the version is in force',
    { kind: 'changeRulesVersion', version: 1 },
    { params: { version: 1 } },
  ),
  proposing('OUTAGES_EXHAUSTED', 'as many outages as there may be are declared', outage, {
    params: { max: limits.outages },
    before: (consortium) => {
      const outages = Array.from({ length: limits.outages }, (_, index) => ({
        from: index,
        until: index,
      }));
      return rewriteRules(consortium, { outages: outages as never });
    },
  }),
  ...(
    [
      ['ends before it begins', MONDAY, MONDAY - 1],
      ['ends as it begins', MONDAY, MONDAY],
      ['is longer than any may be', MONDAY, MONDAY + limits.outageDays * DAY + 1],
    ] as const
  ).map(([when, from, until]) =>
    proposing('OUTAGE_INVALID', `an outage ${when}`, { kind: 'declareOutage', from, until }),
  ),
  proposing(
    'OUTAGE_OVERLAPS',
    'an outage begins as another ends',
    { kind: 'declareOutage', from: MONDAY + DAY, until: MONDAY + 2 * DAY },
    {
      params: { from: MONDAY, until: MONDAY + DAY },
      before: (consortium) => pass(consortium, outage),
    },
  ),
  proposing('PARTICIPANT_NOT_FOUND', 'nobody of that id is to move', {
    ...moved,
    participant: 'AuditorMSP:nobody',
  }),
  proposing(
    'PARTICIPANT_REHOSTED',
    'it has moved already',
    { ...moved, localId: 'again' },
    {
      params: { participant: moved.participant, to: 'AuditorMSP:arbiters' },
      before: (consortium) => pass(consortium, moved),
    },
  ),
  proposing('MEMBER_NOT_ACTIVE', 'it is to move to no member', { ...moved, to: 'GuestMSP' }),
  proposing(
    'ROLE_NOT_HELD_BY_MEMBER',
    'its new host lacks its role',
    { ...moved, to: 'BankMSP' },
    { params: { role: 'arbiter' } },
  ),
  proposing('PARTICIPANT_ALREADY_REGISTERED', 'its new id is taken', {
    ...moved,
    localId: 'audit',
  }),
];

/** Refusals of votes. */
export const voteRefusals: readonly Refusal[] = [
  {
    code: 'CONSORTIUM_NOT_BOOTSTRAPPED',
    when: 'somebody votes before the founding',
    provoke: (): Promise<unknown> => proposeVote(MemoryConsortium.empty(), VOTING),
  },
  ...(['castVote', 'withdrawVote', 'advanceConsortium'] as const).map((type): Refusal => ({
    code: 'VOTE_NOT_FOUND',
    when: `${type} names no vote`,
    params: { id: NO_VOTE },
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      const cast = type === 'castVote' ? { hash: fileHash('motion'), vote: 'for' } : {};
      return consortium.submit(governors[0], type, { voteId: NO_VOTE, ...cast });
    },
  })),
  voting(
    'VOTE_ALREADY_CAST',
    'a second governor of a member votes',
    async (consortium, voteId) => {
      await castVotes(consortium, { voteId, motion: VOTING }, ['quality.governor']);
      return consortium.submit('line.governor', 'castVote', ballot(voteId, VOTING, 'against'));
    },
    { msp: 'InspectorMSP' },
  ),
  voting('VOTE_HASH_MISMATCH', 'the hash is another motion’s', (consortium, voteId) => {
    const other = { ...VOTING, voteDays: 8 };
    return consortium.submit(governors[0], 'castVote', ballot(voteId, other));
  }),
  voting('VOTE_CLOSED', 'its time is over', (consortium, voteId) => {
    consortium.wait(14 * DAY);
    return consortium.submit(governors[0], 'castVote', ballot(voteId, VOTING));
  }),
  voting(
    'VOTE_ENDED',
    'it was withdrawn',
    async (consortium, voteId) => {
      await consortium.submit(governors[0], 'withdrawVote', { voteId });
      return consortium.submit(governors[0], 'castVote', ballot(voteId, VOTING));
    },
    { status: 'withdrawn' },
  ),
  voting(
    'VOTE_NOT_OWN',
    'another member takes the motion back',
    (consortium, voteId) => consortium.submit(governors[1], 'withdrawVote', { voteId }),
    { msp: 'ExporterMSP' },
  ),
  voting('NOTHING_DUE', 'its time is not over', (consortium, voteId) =>
    consortium.submit(governors[1], 'advanceConsortium', { voteId }),
  ),
  {
    code: 'RULES_VERSION_UNKNOWN',
    when: 'the deciding vote would put a version in force that the node does not know',
    params: { version: 2 },
    provoke: async (): Promise<unknown> =>
      pass(await MemoryConsortium.found(), { kind: 'changeRulesVersion', version: 2 }),
  },
];
