import assert from 'node:assert/strict';
import { plus, type Presentation, type Vote, type VoteId } from '@tranche/chaincode/domain';
import { castParticipants } from '../../support/cast.js';
import { refusalOf, type CommandFields, type LedgerUnderTest } from '../../support/consortium.js';
import { hurriedDeal } from '../../support/hurried-deal.js';
import { newFile, PartyPlay } from '../../support/party-play.js';
import { ballot, castVotes, governors, pass, proposeVote } from '../../support/voting.js';

/** Days in which the members of a test can vote. */
const FEW_DAYS = 3;

const voteDays = (days: number): CommandFields => ({ kind: 'changeParameters', voteDays: days });

/** Rules of what the members decide together; each leaves the consortium as it found it. */
export function shouldBeGoverned(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function voteOf(voteId: VoteId): Promise<Vote> {
    const found = await ledger.ask('audit.auditor', 'vote', { voteId });
    return (found as { readonly vote: Vote }).vote;
  }

  async function membersOf(): Promise<Record<string, { status: string; roles: string[] }>> {
    const { members } = (await ledger.ask('retail.maker', 'members', {})) as {
      readonly members: readonly { msp: string; status: string; roles: string[] }[];
    };
    return Object.fromEntries(members.map(({ msp, status, roles }) => [msp, { status, roles }]));
  }

  it('asks every member for its vote, and decides with a majority of them', async () => {
    const motion = voteDays(30);
    const voteId = await proposeVote(ledger, motion);
    await castVotes(ledger, { voteId, motion }, governors.slice(0, 2));
    const { actions } = (await ledger.ask('line.maker', 'governanceActions', {})) as {
      readonly actions: readonly { readonly voteId: string; readonly msp?: string }[];
    };
    const asked = actions.filter((action) => action.voteId === voteId).map(({ msp }) => msp);
    assert.deepEqual(new Set(asked), new Set(['AuditorMSP', 'BankMSP', 'InspectorMSP']));
    const twice = ledger.submit(governors[0], 'castVote', ballot(voteId, motion, 'against'));
    assert.equal(await refusalOf(twice), 'VOTE_ALREADY_CAST');
    await castVotes(ledger, { voteId, motion }, [governors[2]]);
    assert.equal((await voteOf(voteId)).status, 'passed');
    const late = castVotes(ledger, { voteId, motion }, [governors[3]]);
    assert.equal(await refusalOf(late), 'VOTE_ENDED');
  });

  it('ends a vote that its proposer takes back, or that a majority cannot pass', async () => {
    const taken = await proposeVote(ledger, voteDays(20), governors[1]);
    const foreign = ledger.submit(governors[0], 'withdrawVote', { voteId: taken });
    assert.equal(await refusalOf(foreign), 'VOTE_NOT_OWN');
    await ledger.submit(governors[1], 'withdrawVote', { voteId: taken });
    assert.equal((await voteOf(taken)).status, 'withdrawn');
    const motion = { kind: 'changeRulesVersion', version: 2 };
    const voteId = await proposeVote(ledger, motion);
    await castVotes(ledger, { voteId, motion }, governors.slice(0, 2));
    const deciding = castVotes(ledger, { voteId, motion }, [governors[2]]);
    assert.equal(await refusalOf(deciding), 'RULES_VERSION_UNKNOWN');
    for (const label of governors.slice(2)) {
      await ledger.submit(label, 'castVote', ballot(voteId, motion, 'against'));
    }
    assert.equal((await voteOf(voteId)).status, 'failed');
    assert.equal((await ledger.build('line.maker')).rulesInForce, 1);
  });

  it('ends a vote whose days are over, by whoever advances it', async () => {
    await pass(ledger, voteDays(FEW_DAYS));
    const voteId = await proposeVote(ledger, voteDays(2));
    const { openUntil } = await voteOf(voteId);
    const advance = (): Promise<unknown> =>
      ledger.submit('retail.maker', 'advanceConsortium', { voteId });
    assert.equal(await refusalOf(advance()), 'NOTHING_DUE');
    await ledger.reaches(plus(openUntil, ledger.parameters.toleranceMillis));
    await advance();
    assert.equal((await voteOf(voteId)).status, 'expired');
    await pass(ledger, voteDays(14));
  });

  it('admits a member, changes its roles and suspends it', async () => {
    const msp = `Guest${String(ledger.now())}MSP`;
    await pass(ledger, { kind: 'admitMember', msp, name: 'Guest', roles: ['buyer'] });
    const all = governors.slice(0, 4);
    await pass(ledger, { kind: 'changeMemberRoles', msp, roles: ['financier'] }, all);
    assert.deepEqual((await membersOf())[msp], { status: 'active', roles: ['financier'] });
    await pass(ledger, { kind: 'suspendMember', msp }, all);
    assert.equal((await membersOf())[msp]?.status, 'suspended');
  });

  it('lets a suspended member go on with what runs, and start nothing new', async () => {
    const play = await PartyPlay.secured(ledger);
    await pass(ledger, { kind: 'suspendMember', msp: 'InspectorMSP' });
    try {
      const vote = proposeVote(ledger, voteDays(14), 'quality.governor');
      assert.equal(await refusalOf(vote), 'MEMBER_NOT_ACTIVE');
      const { terms } = PartyPlay.newDeal(ledger);
      const named = ledger.submit('textiles.maker', 'proposeAgreement', { terms });
      assert.equal(await refusalOf(named), 'PARTICIPANT_NOT_ACTIVE');
      await play.send('quality.maker', 'recordInspection', {
        milestoneId: 'shipment',
        outcome: 'pass',
        certificate: newFile(),
        findings: newFile(),
      });
      const { delivery } = (await ledger.ask('quality.maker', 'milestone', {
        agreementId: play.agreementId,
        milestoneId: 'shipment',
      })) as { readonly delivery: { readonly inspections: readonly unknown[] } };
      assert.equal(delivery.inspections.length, 1);
    } finally {
      await pass(ledger, { kind: 'readmitMember', msp: 'InspectorMSP' });
    }
    const voteId = await proposeVote(ledger, voteDays(14), 'quality.governor');
    await ledger.submit('quality.governor', 'withdrawVote', { voteId });
  });

  it('moves by an outage every deadline that falls in it', async () => {
    const play = await PartyPlay.activated(ledger, hurriedDeal(ledger));
    await play.secure();
    await play.present('order', 'order-confirmation');
    const { deadline } = await presentedOn(play);
    const { dayMillis, toleranceMillis } = ledger.parameters;
    const until = plus(deadline, dayMillis);
    await pass(ledger, { kind: 'declareOutage', from: deadline, until });
    const advance = (): Promise<unknown> =>
      play.send('line.maker', 'advanceMilestone', { milestoneId: 'order' });
    await ledger.reaches(plus(deadline, toleranceMillis));
    await advance();
    assert.equal((await presentedOn(play)).outcome, undefined, 'that warned of the later deadline');
    await ledger.reaches(plus(until, toleranceMillis));
    await advance();
    assert.equal((await presentedOn(play)).outcome?.deemed, true);
  });

  async function presentedOn(play: PartyPlay): Promise<Presentation> {
    const [presentation] = (await play.milestone('order')).review.presentations;
    assert.ok(presentation !== undefined);
    return presentation;
  }
}

const [first] = castParticipants;
const entity = { lei: first?.lei, name: 'Coastal Line', roles: ['carrier'] } as const;

/** Rules of participants, their keys and their hosts, on whatever ledger. */
export function shouldHost(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  /** Waits until a participant's record may change again. */
  function minute(): Promise<void> {
    const millis = Math.ceil(ledger.parameters.dayMillis / 1_440);
    return ledger.reaches(plus(ledger.now(), millis));
  }

  async function registered(): Promise<string> {
    const localId = `coast-${String(ledger.now())}`;
    await ledger.administer('InspectorMSP', 'registerParticipant', { localId, ...entity });
    return localId;
  }

  async function participant(id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { participants } = (await ledger.ask('audit.auditor', 'participants', {})) as {
      readonly participants: readonly Readonly<Record<string, unknown>>[];
    };
    return participants.find((each) => each['id'] === id);
  }

  it('lets a host update a participant, and end the hosting', async () => {
    const localId = await registered();
    const fields = { localId, name: 'Coastal', roles: ['carrier'], sole: true };
    await ledger.submit('quality.maker', 'updateParticipant', fields);
    const foreign = ledger.submit('retail.maker', 'updateParticipant', fields);
    assert.equal(await refusalOf(foreign), 'PARTICIPANT_NOT_FOUND');
    await ledger.submit('line.maker', 'deactivateParticipant', { localId });
    const found = await participant(`InspectorMSP:${localId}`);
    assert.deepEqual([found?.['name'], found?.['sole']], ['Coastal', true]);
    assert.notEqual(found?.['deactivated'], undefined);
  });

  it('moves a participant by vote to a host that holds its roles', async () => {
    const localId = await registered();
    const id = `InspectorMSP:${localId}`;
    const roles = ['bank', 'financier'];
    const bank = { kind: 'changeMemberRoles', msp: 'BankMSP' };
    const motion = { kind: 'rehostParticipant', participant: id, to: 'BankMSP', localId };
    assert.equal(await refusalOf(proposeVote(ledger, motion)), 'ROLE_NOT_HELD_BY_MEMBER');
    await pass(ledger, { ...bank, roles: [...roles, 'carrier'] });
    await pass(ledger, motion);
    await pass(ledger, { ...bank, roles });
    assert.equal((await participant(id))?.['rehostedTo'], `BankMSP:${localId}`);
    assert.equal((await participant(`BankMSP:${localId}`))?.['rehostedFrom'], id);
  });

  it('lets pinned keys alone act for their participant, and move it', async () => {
    const [own, other] = [
      await ledger.keyOf('arbitration.checker'),
      await ledger.keyOf('arbitration.maker'),
    ];
    const pin = (keys: readonly string[]): Promise<unknown> =>
      ledger.submit('arbitration.checker', 'pinKeys', { keys });
    assert.equal(await refusalOf(pin([other])), 'KEY_OWN_MISSING');
    await pin([own]);
    try {
      const advance = ledger.submit('arbitration.maker', 'advanceConsortium', {
        voteId: `V${'A'.repeat(30)}`,
      });
      assert.equal(await refusalOf(advance), 'KEY_NOT_PINNED');
      await minute();
      await ledger.submit('arbitration.checker', 'proposeRehost', { to: 'BuyerMSP' });
      const fields = { participant: 'AuditorMSP:arbitration', localId: 'arbitration' };
      const named = ledger.submit('retail.maker', 'acceptRehost', fields);
      assert.equal(await refusalOf(named), 'ROLE_NOT_HELD_BY_MEMBER');
      const another = ledger.submit('trade-bank.maker', 'acceptRehost', fields);
      assert.equal(await refusalOf(another), 'REHOST_NOT_PROPOSED');
    } finally {
      await minute();
      await pin([own, other]);
    }
  });
}
