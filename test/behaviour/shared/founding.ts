import assert from 'node:assert/strict';
import {
  participantIdSchema,
  type Parties,
  type PublicTerms,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { castMembers, castParticipants } from '../../support/cast.js';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { PartyPlay } from '../../support/party-play.js';

const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');

/** One user of each member. */
const users = ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'line.maker', 'audit.auditor'];

/**
 * The founding as agreements know it, on whatever ledger. No question shows the registry itself: a
 * proposal is where members, participants and parameters come in.
 */
export function shouldBeFounded(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  function propose(parties: Partial<Parties>): ReturnType<LedgerUnderTest['submit']> {
    const { terms } = PartyPlay.newDeal(ledger);
    const changed: PublicTerms = { ...terms, parties: { ...terms.parties, ...parties } };
    return ledger.submit('textiles.maker', 'proposeAgreement', { terms: changed });
  }

  it('has the first version of the rules in force on every member’s node', async () => {
    for (const [index, label] of users.entries()) {
      const { msp, rules, rulesInForce } = await ledger.build(label);
      assert.deepEqual([msp, rulesInForce], [castMembers[index]?.msp, 1]);
      assert.ok(rules.includes(rulesInForce));
    }
  });

  it('copies the parameters of the founding into what is proposed', async () => {
    const { agreementId } = await propose({ arbiter });
    const found = await ledger.ask('textiles.maker', 'agreement', { agreementId });
    const { terms } = found as { readonly terms: TermsRecord };
    const { profile, dayMillis, toleranceMillis } = ledger.parameters;
    assert.deepEqual(terms.parameters, { profile, dayMillis, toleranceMillis });
    const { exporter, buyer, bank, inspectors, sources, auditors } = terms.terms.parties;
    const named = [exporter, buyer, bank, ...inspectors.map(({ id }) => id), ...sources];
    assert.deepEqual(
      [...named, ...auditors, terms.terms.parties.arbiter],
      castParticipants.map(({ msp, localId }) => `${msp}:${localId}`),
    );
  });

  it('knows no participant that its member did not register, and no other member', async () => {
    const nobody = participantIdSchema.parse('BuyerMSP:nobody');
    assert.equal(await refusalOf(propose({ buyer: nobody })), 'PARTICIPANT_NOT_ACTIVE');
    const foreign = ['NobodyMSP'] as unknown as Parties['coEndorsers'];
    assert.equal(await refusalOf(propose({ coEndorsers: foreign })), 'MEMBER_NOT_ACTIVE');
  });

  it('lets nobody take a part for which it was not registered', async () => {
    const parts: readonly Partial<Parties>[] = [
      { bank: participantIdSchema.parse('BuyerMSP:retail') },
      { inspectors: [{ id: participantIdSchema.parse('InspectorMSP:line'), alternates: [] }] },
      { sources: [participantIdSchema.parse('InspectorMSP:quality')] },
      { auditors: [arbiter] },
      { arbiter: participantIdSchema.parse('AuditorMSP:audit') },
    ];
    for (const part of parts) {
      assert.equal(await refusalOf(propose(part)), 'PARTICIPANT_ROLE_MISSING');
    }
  });

  it('knows its founding again, and refuses its id for another', async () => {
    const { parameters } = ledger;
    const members = castMembers.map(({ msp, name, roles }) => ({ msp, name, roles }));
    const commandId = 'founding';
    const found = (fields: object): ReturnType<LedgerUnderTest['submit']> =>
      ledger.administer('ExporterMSP', 'proposeBootstrap', { ...fields }, { commandId });
    const again = await found({ members, parameters });
    assert.equal(again.replayed, true);
    const others = { members: members.slice(1), parameters };
    assert.equal(await refusalOf(found(others)), 'COMMAND_ID_REUSED');
  });

  it('is founded once, and registers a participant once, in a role of its member', async () => {
    const { parameters } = ledger;
    const members = castMembers.map(({ msp, name, roles }) => ({ msp, name, roles }));
    const anew = ledger.administer('BuyerMSP', 'proposeBootstrap', { members, parameters });
    assert.equal(await refusalOf(anew), 'CONSORTIUM_ALREADY_BOOTSTRAPPED');
    const [first] = castParticipants;
    if (first === undefined) throw new Error('the cast has participants');
    const { msp, localId, lei, name, roles } = first;
    const twice = ledger.administer(msp, 'registerParticipant', { localId, lei, name, roles });
    assert.equal(await refusalOf(twice), 'PARTICIPANT_ALREADY_REGISTERED');
    const as = { localId: 'own-bank', lei, name, roles: ['bank'] };
    const bank = ledger.administer(msp, 'registerParticipant', as);
    assert.equal(await refusalOf(bank), 'ROLE_NOT_HELD_BY_MEMBER');
  });
}
