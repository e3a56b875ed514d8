import assert from 'node:assert/strict';
import { mspOf } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { PartyPlay } from '../../support/party-play.js';

/** Rules of signing, on whatever ledger. */
export function shouldSign(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  it('refuses a signature before the signer holds the documents', async () => {
    const deal = PartyPlay.newDeal(ledger);
    const { terms } = deal;
    const proposed = await ledger.submit('textiles.maker', 'proposeAgreement', { terms });
    const { agreementId } = proposed;
    const fields = { agreementId, kind: 'commercial', to: ['ExporterMSP'] };
    const { commercial } = deal.documents;
    await ledger.submit('textiles.maker', 'fileDocument', fields, { documents: commercial });
    const found = await ledger.ask('textiles.maker', 'agreement', { agreementId });
    const { termsHash } = (found as { agreement: { termsHash: string } }).agreement;
    const signing = ledger.submit('retail.checker', 'acceptAgreement', { agreementId, termsHash });
    assert.match(await codeOf(signing), /^DOCUMENT_NOT_(FILED|FOUND|HELD)$/);
  });

  it('refuses a document that is not the one the terms commit to', async () => {
    const play = await PartyPlay.proposed(ledger);
    const header = play.deal.documents.commercial['header'];
    const documents = { ...play.deal.documents.commercial, header: { ...header, currency: 'USD' } };
    const { exporter, buyer } = play.deal.terms.parties;
    const to = [exporter, buyer].map(mspOf);
    const filing = play.send(
      'textiles.maker',
      'fileDocument',
      { kind: 'commercial', to },
      { documents },
    );
    assert.equal(await refusalOf(filing), 'DOCUMENT_NOT_COMMITTED');
  });

  it('ends when a signatory declines', async () => {
    const play = await PartyPlay.proposed(ledger);
    await play.send('quality.checker', 'declineAgreement');
    assert.equal(await statusOf(play), 'declined');
    const withdrawing = play.send('textiles.maker', 'withdrawAgreement');
    assert.equal(await refusalOf(withdrawing), 'AGREEMENT_NOT_PROPOSED');
  });

  it('is the proposer’s alone to withdraw', async () => {
    const play = await PartyPlay.proposed(ledger);
    const foreign = play.send('retail.maker', 'withdrawAgreement');
    assert.equal(await refusalOf(foreign), 'PARTY_NOT_PERMITTED');
    await play.send('textiles.maker', 'withdrawAgreement');
    assert.equal(await statusOf(play), 'withdrawn');
  });
}

async function statusOf(play: PartyPlay): Promise<string> {
  const { agreementId } = play;
  const found = await play.ledger.ask('textiles.maker', 'agreement', { agreementId });
  return (found as { agreement: { status: string } }).agreement.status;
}

/** A gateway says earlier than the ledger what is missing; both refuse. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'not refused',
    (error: unknown) => (error as { readonly code: string }).code,
  );
}
