import assert from 'node:assert/strict';
import {
  limits,
  mspSchema,
  participantIdSchema,
  rulesVersions,
  type ActingUser,
  type SubmissionType,
  type VoteId,
  type VoteStatus,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { administratorOf, castParticipants, userOf } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf, type CommandFields } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, fileHash } from './support/deal.js';
import { ballot, castVotes, governors, pass, proposeVote } from '../../../support/voting.js';
import {
  fillMembers,
  memberOn,
  parametersOn,
  participantOn,
  rulesOn,
  voteOn,
  VOTING,
} from './support/governance.js';
import { overwrite, rewriteRules, suspend } from './support/records.js';
import { keys } from '@tranche/chaincode/ledger';

const guest = { kind: 'admitMember', msp: 'GuestMSP', name: 'Guest', roles: ['buyer'] } as const;

/** What a vote brought about, by the types of its events. */
async function typesOf(work: ReturnType<MemoryConsortium['submit']>): Promise<readonly string[]> {
  const { events = [] } = await work;
  return events.map(({ type }) => type);
}

/** A governor of whatever member, also one that the cast does not have. */
function governorOf(msp: string, localId: string): ActingUser {
  return {
    ...userOf('textiles.governor'),
    msp: mspSchema.parse(msp),
    user: `${localId}.governor`,
    participant: participantIdSchema.parse(`${msp}:${localId}`),
  };
}

describe('a vote of the members', () => {
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
  });

  function against(label: string, voteId: VoteId): ReturnType<MemoryConsortium['submit']> {
    return consortium.submit(label, 'castVote', ballot(voteId, VOTING, 'against'));
  }

  it('is open for 14 days, with the hash of its motion and nobody’s vote', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    const vote = voteOn(consortium, voteId);
    assert.equal(vote.status, 'open');
    assert.equal(vote.hash, hashOf({ id: voteId, motion: VOTING }));
    assert.equal(vote.openUntil, consortium.now() + 14 * DAY);
    assert.equal(vote.proposer, 'ExporterMSP');
    assert.deepEqual(vote.ballots, []);
  });

  it('passes with the vote that makes a majority of the active members, not before', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    for (const label of governors.slice(0, 2)) {
      const cast = consortium.submit(label, 'castVote', ballot(voteId, VOTING));
      assert.deepEqual(await typesOf(cast), ['VoteCast']);
    }
    assert.equal(parametersOn(consortium).voteDays, undefined);
    const last = consortium.submit(governors[2], 'castVote', ballot(voteId, VOTING));
    assert.deepEqual(await typesOf(last), ['VoteCast', 'VotePassed', 'ParametersChanged']);
    const { status, ended, ballots } = voteOn(consortium, voteId);
    assert.equal(status, 'passed');
    assert.equal(ended?.by.user, governors[2]);
    assert.deepEqual(
      ballots.map(({ msp, vote, by }) => [msp, vote, by.user]),
      [
        ['ExporterMSP', 'for', governors[0]],
        ['BuyerMSP', 'for', governors[1]],
        ['BankMSP', 'for', governors[2]],
      ],
    );
  });

  it('fails with the vote after which no majority can be reached', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, governors.slice(0, 2));
    for (const label of governors.slice(2, 4)) {
      assert.deepEqual(await typesOf(against(label, voteId)), ['VoteCast']);
    }
    assert.deepEqual(await typesOf(against(governors[4], voteId)), ['VoteCast', 'VoteFailed']);
    assert.equal(voteOn(consortium, voteId).status, 'failed');
    assert.equal(parametersOn(consortium).voteDays, undefined);
  });

  it('fails when half of an even number of members are against it', async () => {
    await suspend(consortium, 'AuditorMSP');
    const voteId = await proposeVote(consortium, VOTING);
    assert.deepEqual(await typesOf(against(governors[0], voteId)), ['VoteCast']);
    assert.deepEqual(await typesOf(against(governors[1], voteId)), ['VoteCast', 'VoteFailed']);
  });

  it('counts no vote of a member while it is suspended', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, governors.slice(0, 2));
    await suspend(consortium, 'BuyerMSP');
    const cast = consortium.submit(governors[2], 'castVote', ballot(voteId, VOTING));
    assert.deepEqual(await typesOf(cast), ['VoteCast']);
    const late = consortium.submit(governors[3], 'castVote', ballot(voteId, VOTING));
    assert.ok((await typesOf(late)).includes('VotePassed'));
  });

  it('that a suspension has decided is ended by whoever advances it', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, governors.slice(0, 2));
    const advance = (): ReturnType<MemoryConsortium['submit']> =>
      consortium.submit('line.maker', 'advanceConsortium', { voteId });
    await suspend(consortium, 'InspectorMSP');
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
    await suspend(consortium, 'AuditorMSP');
    assert.deepEqual(await typesOf(advance()), ['VotePassed', 'ParametersChanged']);
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
  });

  it('expires by whoever advances it once its time and the tolerance are over', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    const { openUntil } = voteOn(consortium, voteId);
    consortium.setClock(openUntil + consortium.parameters.toleranceMillis - 1001);
    const advance = (): ReturnType<MemoryConsortium['submit']> =>
      consortium.submit('retail.maker', 'advanceConsortium', { voteId });
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
    assert.deepEqual(await typesOf(advance()), ['VoteExpired']);
    assert.equal(voteOn(consortium, voteId).status, 'expired');
  });

  it('takes votes to the last instant of its time', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    consortium.setClock(voteOn(consortium, voteId).openUntil - 1000);
    await castVotes(consortium, { voteId, motion: VOTING }, [governors[0]]);
    const late = consortium.submit(governors[1], 'castVote', ballot(voteId, VOTING));
    assert.equal(await refusalOf(late), 'VOTE_CLOSED');
  });

  it('is open for as many days as the members voted', async () => {
    await pass(consortium, VOTING);
    const voteId = await proposeVote(consortium, VOTING);
    assert.equal(voteOn(consortium, voteId).openUntil, consortium.now() + 7 * DAY);
  });

  it('is taken back by any governor of the member that proposed it', async () => {
    const voteId = await proposeVote(consortium, VOTING, 'quality.governor');
    await consortium.submit('line.governor', 'withdrawVote', { voteId });
    assert.equal(voteOn(consortium, voteId).status, 'withdrawn');
  });

  it('is proposed once, however often the proposal is repeated', async () => {
    const fields = { motion: VOTING };
    const options = { commandId: 'motion' };
    const first = await consortium.submit(governors[0], 'proposeVote', fields, options);
    const again = await consortium.submit(governors[0], 'proposeVote', fields, options);
    assert.deepEqual(again, { replayed: true, txId: first.txId });
    const motion = { ...VOTING, voteDays: 8 };
    const other = consortium.submit(governors[0], 'proposeVote', { motion }, options);
    assert.equal(await refusalOf(other), 'COMMAND_ID_REUSED');
    const another = await consortium.submit(governors[1], 'proposeVote', fields, options);
    assert.notEqual(another.events?.[0]?.['voteId'], first.events?.[0]?.['voteId']);
  });

  it('knows a ballot again that is sent twice', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    const send = (): ReturnType<MemoryConsortium['submit']> =>
      consortium.submit(governors[0], 'castVote', ballot(voteId, VOTING), { commandId: 'ballot' });
    const { txId } = await send();
    assert.deepEqual(await send(), { replayed: true, txId });
    assert.equal(voteOn(consortium, voteId).ballots.length, 1);
  });

  it('refuses a transaction that is dated long before the last one of it', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, [governors[0]]);
    consortium.wait(-6 * 60_000);
    const early = consortium.submit(governors[1], 'castVote', ballot(voteId, VOTING));
    assert.equal(await refusalOf(early), 'CLOCK_BEHIND');
  });

  it('ends without effect when something stands in the way of its motion by then', async () => {
    const [one, other] = [
      await proposeVote(consortium, guest),
      await proposeVote(consortium, guest, governors[1]),
    ];
    await castVotes(consortium, { voteId: one, motion: guest });
    const late = castVotes(consortium, { voteId: other, motion: guest }, governors.slice(0, 4));
    assert.deepEqual(await typesOf(late), ['VoteCast', 'VoteOvertaken']);
    assert.equal(voteOn(consortium, other).status, 'overtaken');
  });

  it('stays open on nodes that do not know the version of the rules it is about', async () => {
    const motion = { kind: 'changeRulesVersion', version: 2 } as const;
    const voteId = await proposeVote(consortium, motion);
    assert.equal(
      await refusalOf(castVotes(consortium, { voteId, motion })),
      'RULES_VERSION_UNKNOWN',
    );
    assert.equal(voteOn(consortium, voteId).status, 'open');
    assert.equal(rulesOn(consortium).version, 1);
  });

  it('is no vote when its id is that of a founding', async () => {
    const id = `V${'B'.repeat(30)}`;
    await overwrite(consortium, keys.proposal(id), { v: 1, id, members: [], commands: [] });
    const fields = { voteId: id, hash: fileHash('motion'), vote: 'for' };
    const cast = consortium.submit(governors[0], 'castVote', fields);
    assert.equal(await refusalOf(cast), 'VOTE_NOT_FOUND');
  });
});

/** What each command answers in each state of a vote. */
const table: Readonly<Record<VoteStatus, Readonly<Record<string, string>>>> = {
  open: { castVote: 'done', withdrawVote: 'done', advanceConsortium: 'NOTHING_DUE' },
  passed: { castVote: 'VOTE_ENDED', withdrawVote: 'VOTE_ENDED', advanceConsortium: 'NOTHING_DUE' },
  failed: { castVote: 'VOTE_ENDED', withdrawVote: 'VOTE_ENDED', advanceConsortium: 'NOTHING_DUE' },
  withdrawn: {
    castVote: 'VOTE_ENDED',
    withdrawVote: 'VOTE_ENDED',
    advanceConsortium: 'NOTHING_DUE',
  },
  expired: { castVote: 'VOTE_ENDED', withdrawVote: 'VOTE_ENDED', advanceConsortium: 'NOTHING_DUE' },
  overtaken: {
    castVote: 'VOTE_ENDED',
    withdrawVote: 'VOTE_ENDED',
    advanceConsortium: 'NOTHING_DUE',
  },
};

describe('the states of a vote', () => {
  for (const [status, answers] of Object.entries(table)) {
    for (const [type, expected] of Object.entries(answers)) {
      it(`${status} answers ${type} with ${expected}`, async () => {
        const consortium = await MemoryConsortium.found();
        const voteId = await proposeVote(consortium, VOTING);
        const vote = voteOn(consortium, voteId);
        await overwrite(consortium, keys.proposal(voteId), { ...vote, status });
        const fields = type === 'castVote' ? ballot(voteId, VOTING) : { voteId };
        const sent = consortium.submit(governors[0], type as SubmissionType, fields);
        if (expected === 'done') await sent;
        else assert.equal(await refusalOf(sent), expected);
      });
    }
  }
});

describe('a motion that passes', () => {
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
  });

  it('admits a member, whose vote counts from then on', async () => {
    await pass(consortium, guest);
    const { name, roles, status } = memberOn(consortium, 'GuestMSP');
    assert.deepEqual(
      { name, roles, status },
      { name: 'Guest', roles: ['buyer'], status: 'active' },
    );
    const [first] = castParticipants;
    const entity = { localId: 'visitor', lei: first?.lei, name: 'Visitor', roles: ['buyer'] };
    await consortium.submitAs(administratorOf('GuestMSP'), 'registerParticipant', entity);
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING });
    assert.equal(voteOn(consortium, voteId).status, 'open');
    const visitor = governorOf('GuestMSP', 'visitor');
    await consortium.submitAs(visitor, 'castVote', ballot(voteId, VOTING));
    assert.equal(voteOn(consortium, voteId).status, 'passed');
  });

  it('suspends a member and readmits it', async () => {
    await pass(consortium, { kind: 'suspendMember', msp: 'AuditorMSP' });
    assert.equal(memberOn(consortium, 'AuditorMSP').status, 'suspended');
    const refused = proposeVote(consortium, VOTING, 'audit.governor');
    assert.equal(await refusalOf(refused), 'MEMBER_NOT_ACTIVE');
    await pass(consortium, { kind: 'readmitMember', msp: 'AuditorMSP' });
    assert.equal(memberOn(consortium, 'AuditorMSP').status, 'active');
    await proposeVote(consortium, VOTING, 'audit.governor');
  });

  it('changes the roles of a member', async () => {
    const roles = ['buyer', 'exporter'];
    await pass(consortium, { kind: 'changeMemberRoles', msp: 'BuyerMSP', roles });
    assert.deepEqual(memberOn(consortium, 'BuyerMSP').roles, roles);
  });

  it('changes no parameter that is fixed at the founding', async () => {
    for (const fixed of [{ dayMillis: 1 }, { toleranceMillis: 1 }, { profile: 'test' }]) {
      const work = proposeVote(consortium, { ...VOTING, ...fixed });
      assert.equal(await refusalOf(work), 'COMMAND_MALFORMED');
    }
    await pass(consortium, VOTING);
    const { voteDays, v: _v, ...fixed } = parametersOn(consortium);
    assert.equal(voteDays, 7);
    assert.deepEqual(fixed, consortium.parameters);
  });

  it('declares outages, which are kept in the order of time', async () => {
    const outages = [MONDAY + 10 * DAY, MONDAY + 5 * DAY].map((from) => ({
      from,
      until: from + limits.outageDays,
    }));
    for (const outage of outages) await pass(consortium, { kind: 'declareOutage', ...outage });
    assert.deepEqual(rulesOn(consortium).outages, outages.toReversed());
  });

  it('may declare the longest outage', async () => {
    const until = MONDAY + limits.outageDays * DAY;
    await pass(consortium, { kind: 'declareOutage', from: MONDAY, until });
    assert.equal(rulesOn(consortium).outages?.length, 1);
  });

  it('may declare as many outages, and admit as many members, as there may be', async () => {
    const one = (at: number): object => ({ from: at, until: at });
    const outages = Array.from({ length: limits.outages - 1 }, (_, at) => one(at));
    await rewriteRules(consortium, { outages: outages as never });
    await pass(consortium, { kind: 'declareOutage', from: MONDAY, until: MONDAY + DAY });
    assert.equal(rulesOn(consortium).outages?.length, limits.outages);
    await fillMembers(consortium, limits.members - 1);
    await pass(consortium, guest);
    assert.equal(memberOn(consortium, 'GuestMSP').status, 'active');
  });

  it('moves a participant to another host with its keys, or with others', async () => {
    const motion: CommandFields = {
      kind: 'rehostParticipant',
      participant: 'AuditorMSP:arbitration',
      to: 'AuditorMSP',
    };
    await pass(consortium, { ...motion, localId: 'second' });
    const [from, to] = ['AuditorMSP:arbitration', 'AuditorMSP:second'];
    assert.equal(participantOn(consortium, from).rehostedTo, to);
    const { lei, name, roles, rehostedFrom } = participantOn(consortium, to);
    const before = participantOn(consortium, from);
    assert.deepEqual([lei, name, roles], [before.lei, before.name, before.roles]);
    assert.equal(rehostedFrom, from);
    assert.equal(participantOn(consortium, to).keys, undefined);
    const pinned = [fileHash('key')];
    await pass(consortium, { ...motion, participant: to, localId: 'third', keys: pinned });
    await pass(consortium, { ...motion, participant: 'AuditorMSP:third', localId: 'fourth' });
    assert.deepEqual(participantOn(consortium, 'AuditorMSP:third').keys, pinned);
    assert.deepEqual(participantOn(consortium, 'AuditorMSP:fourth').keys, pinned);
  });

  it('puts the version of the rules in force as of its block, and keeps the outages', async () => {
    const outages = [{ from: MONDAY, until: MONDAY + DAY }];
    await rewriteRules(consortium, { outages: outages as never });
    const newer = rulesVersions as number[];
    newer.push(2);
    try {
      await pass(consortium, { kind: 'changeRulesVersion', version: 2 });
      const since = consortium.now();
      assert.deepEqual(rulesOn(consortium), { v: 1, version: 2, since, outages });
      await proposeVote(consortium, VOTING);
    } finally {
      newer.pop();
    }
    assert.equal(await refusalOf(proposeVote(consortium, VOTING)), 'RULES_VERSION_UNKNOWN');
  });

  it('gives no key of the registry a policy of its own, so that the channel’s holds', async () => {
    await pass(consortium, guest);
    await pass(consortium, VOTING, [governors[0], governors[1], governors[2], governors[3]]);
    assert.equal(consortium.ledger.policies.size, 0);
  });
});
