import assert from 'node:assert/strict';
import { limits, mspSchema, type Participant, type Vote } from '@tranche/chaincode/domain';
import { encode, keys } from '@tranche/chaincode/ledger';
import {
  administratorOf,
  castMembers,
  castParticipants,
  wholeCast,
} from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { txIdOf } from '../../../support/memory-ledger.js';
import { DAY } from '../domain/support/deal.js';
import { castVotes, governors, proposeVote } from '../../../support/voting.js';
import { memberOn, parametersOn, rulesOn, voteOn, VOTING } from '../domain/support/governance.js';
import { suspend } from '../domain/support/records.js';

interface Votes {
  readonly votes: readonly Vote[];
  readonly isComplete: boolean;
}
interface Actions {
  readonly actions: readonly {
    readonly msp?: string;
    readonly command: string;
    readonly voteId: string;
    readonly deadline: number;
  }[];
}

const LABEL = 'audit.auditor';

describe('a question about the registry', () => {
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
  });

  it('about members answers them, the parameters and the rules in force', async () => {
    const msps = castMembers.map(({ msp }) => msp).sort();
    assert.deepEqual(await consortium.ask(LABEL, 'members', {}), {
      members: msps.map((msp) => memberOn(consortium, msp)),
      parameters: parametersOn(consortium),
      rules: rulesOn(consortium),
    });
  });

  it('about members or what governors can do has no answer before the founding', async () => {
    for (const type of ['members', 'governanceActions'] as const) {
      const work = MemoryConsortium.empty().ask(LABEL, type, {});
      assert.equal(await refusalOf(work), 'CONSORTIUM_NOT_BOOTSTRAPPED');
    }
  });

  it('about participants shows with each who else claims its LEI', async () => {
    const [first] = castParticipants;
    const { lei = '', msp = '' } = first ?? {};
    const copy = { localId: 'copy', lei, name: 'Copy', roles: ['buyer'] };
    await consortium.submitAs(administratorOf('BuyerMSP'), 'registerParticipant', copy);
    const { participants, isComplete } = (await consortium.ask(LABEL, 'participants', {})) as {
      readonly participants: readonly (Participant & { readonly leiAlsoOf: readonly string[] })[];
      readonly isComplete: boolean;
    };
    assert.equal(isComplete, true);
    assert.equal(participants.length, wholeCast.length + 1);
    const claims = new Map(participants.map(({ id, leiAlsoOf }) => [String(id), leiAlsoOf]));
    assert.deepEqual(claims.get(`${msp}:textiles`), ['BuyerMSP:copy']);
    assert.deepEqual(claims.get('BuyerMSP:copy'), [`${msp}:textiles`]);
    assert.deepEqual(claims.get('BuyerMSP:retail'), []);
    assert.ok(participants.every((participant) => !('commands' in participant)));
  });

  it('about more participants than are listed says that there are more', async () => {
    const state = consortium.ledger.simulate();
    for (let count = 0; count < limits.listed; count += 1) {
      const id = `BankMSP:p${String(count)}`;
      await state.put(keys.participant(id as never), encode({ id, lei: id, commands: [] }));
    }
    const call = { txId: txIdOf(0), at: consortium.now() };
    consortium.ledger.commit(state.simulation, call, { response: '{}' });
    const answer = (await consortium.ask(LABEL, 'participants', {})) as {
      readonly participants: readonly unknown[];
      readonly isComplete: boolean;
    };
    assert.equal(answer.participants.length, limits.listed);
    assert.equal(answer.isComplete, false);
  });

  it('about votes answers those of a status, or all, and no founding', async () => {
    const open = await proposeVote(consortium, VOTING);
    const passed = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId: passed, motion: VOTING });
    const ask = async (fields: object): Promise<readonly string[]> => {
      const { votes, isComplete } = (await consortium.ask(LABEL, 'votes', { ...fields })) as Votes;
      assert.equal(isComplete, true);
      assert.ok(votes.every((vote) => !('commands' in vote)));
      return votes.map(({ id }) => id);
    };
    assert.deepEqual(await ask({ status: 'open' }), [open]);
    assert.deepEqual(await ask({ status: 'passed' }), [passed]);
    assert.deepEqual(await ask({ status: 'failed' }), []);
    assert.deepEqual(await ask({}), [open, passed].sort());
  });

  it('about a vote answers its record and how it stands', async () => {
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, governors.slice(0, 2));
    const { commands: _commands, ...vote } = voteOn(consortium, voteId);
    const tally = { active: 5, for: 2, against: 0 };
    assert.deepEqual(await consortium.ask(LABEL, 'vote', { voteId }), { vote, tally });
    await suspend(consortium, 'BuyerMSP');
    const less = { active: 4, for: 1, against: 0 };
    assert.deepEqual(await consortium.ask(LABEL, 'vote', { voteId }), { vote, tally: less });
  });

  it('about a vote that does not exist is refused', async () => {
    const voteId = `V${'A'.repeat(30)}`;
    const work = consortium.ask(LABEL, 'vote', { voteId });
    await assert.rejects(work, { code: 'VOTE_NOT_FOUND', params: { id: voteId } });
  });

  it('about what governors can do names every active member that has not voted', async () => {
    const ask = async (): Promise<Actions['actions']> =>
      ((await consortium.ask(LABEL, 'governanceActions', {})) as Actions).actions;
    const voteId = await proposeVote(consortium, VOTING);
    await castVotes(consortium, { voteId, motion: VOTING }, governors.slice(0, 2));
    await suspend(consortium, 'AuditorMSP');
    const { openUntil: deadline } = voteOn(consortium, voteId);
    const left = ['BankMSP', 'InspectorMSP'].map((msp) => mspSchema.parse(msp));
    const expected = left.map((msp) => ({ msp, command: 'castVote', voteId, deadline }));
    assert.deepEqual(await ask(), expected);
    consortium.setClock(deadline + DAY);
    assert.deepEqual(await ask(), [{ command: 'advanceConsortium', voteId, deadline }]);
    await consortium.submit('retail.maker', 'advanceConsortium', { voteId });
    assert.deepEqual(await ask(), []);
  });

  it('is answered to a suspended member as to anybody', async () => {
    await suspend(consortium, 'AuditorMSP');
    const { members } = (await consortium.ask(LABEL, 'members', {})) as {
      readonly members: readonly unknown[];
    };
    assert.equal(members.length, castMembers.length);
  });
});
