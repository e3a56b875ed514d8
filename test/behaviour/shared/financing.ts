import assert from 'node:assert/strict';
import { participantIdSchema, SHARE_WHOLE, type PrivateDocument } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, newSalt, PartyPlay } from '../../support/party-play.js';

const financier = participantIdSchema.parse('BankMSP:finance');
const milestoneId = 'order';
const maker = 'textiles.maker';
const checker = 'textiles.checker';
const bank = 'trade-bank.checker';
const HALF = SHARE_WHOLE / 2;

/** Rules of what is financed, on whatever ledger. */
export function shouldFinance(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function secured(): Promise<PartyPlay> {
    const { terms, documents } = PartyPlay.newDeal(ledger);
    const parties = { ...terms.parties, financiers: [financier] };
    const play = await PartyPlay.activated(ledger, { terms: { ...terms, parties }, documents });
    await play.secure();
    return play;
  }

  function documentOf(play: PartyPlay, number: string): PrivateDocument {
    return {
      kind: 'assignment',
      salt: newSalt(),
      invoice: { issuer: 'Indus Textiles', number, date: '2026-03-02' },
      currency: 'EUR',
      decimals: 2,
      commercial: play.deal.documents.commercial[milestoneId] as never,
      payTo: { account: 'A-1', name: 'Harbour Finance', bank: 'HARBINBB' },
    };
  }

  /** The exporter reserves an invoice, and would assign half of the milestone for it. */
  async function propose(play: PartyPlay): Promise<{ readonly number: number; hash: string }> {
    const number = newSalt().slice(0, 20);
    const invoice = hashOf({ issuer: 'Indus Textiles', number, date: '2026-03-02' });
    await play.send(maker, 'recordFinancing', { milestoneId, invoice });
    const again = play.send(maker, 'recordFinancing', { milestoneId, invoice });
    assert.equal(await refusalOf(again), 'INVOICE_ALREADY_FINANCED');
    const document = await play.file('assignment', documentOf(play, number), maker);
    const fields = { milestoneId, financier, invoice, document, share: HALF };
    await play.send(checker, 'proposeAssignment', fields);
    const proposed = (await play.milestone(milestoneId)).assignments?.at(-1);
    if (proposed === undefined) throw new Error('the assignment is on record');
    return proposed;
  }

  it('pays a financier what was assigned to it, and the exporter the rest', async () => {
    const play = await secured();
    const { number, hash } = await propose(play);
    await play.send(bank, 'acknowledgeAssignment', { milestoneId, number, hash });
    await play.accept(milestoneId, await play.present(milestoneId, 'order-confirmation'));
    const { orders } = await play.milestone(milestoneId);
    assert.deepEqual(
      orders.map(({ payee, ranges }) => [payee, ranges]),
      [
        [financier, [{ from: 0, until: HALF }]],
        [undefined, [{ from: HALF, until: SHARE_WHOLE }]],
      ],
    );
  });

  it('asks the financier before what is assigned to it is given up', async () => {
    const play = await secured();
    const { number, hash } = await propose(play);
    await play.send(bank, 'acknowledgeAssignment', { milestoneId, number, hash });
    const all = { milestoneId, share: SHARE_WHOLE, reason: 'QUANTITY_SHORT' };
    const reduce = play.send(checker, 'reduceMilestone', all);
    assert.equal(await refusalOf(reduce), 'ASSIGNEE_CONSENT_MISSING');
    const consent = { milestoneId, number, act: newFile() };
    await play.send('finance.checker', 'consentToAct', consent);
    await play.send('finance.checker', 'releaseAssignment', { milestoneId, number });
    await play.send(checker, 'reduceMilestone', all);
  });

  it('leaves everything with the exporter when the bank rejects it', async () => {
    const play = await secured();
    const { number } = await propose(play);
    const fields = { milestoneId, number, reason: 'DOCUMENTS_MISSING' };
    await play.send(bank, 'rejectAssignment', fields);
    const release = play.send('finance.checker', 'releaseAssignment', { milestoneId, number });
    assert.equal(await refusalOf(release), 'ASSIGNMENT_NOT_IN_STATE');
  });
}
