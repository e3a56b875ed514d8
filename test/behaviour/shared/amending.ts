import assert from 'node:assert/strict';
import {
  holdersOf,
  IN_FORCE,
  measure,
  SHARE_WHOLE,
  type Agreement,
  type Instant,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { amended, amountIn, type AmendedDeal, type Change } from '../../support/amended-deal.js';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { PartyPlay } from '../../support/party-play.js';

const DAY_MILLIS = 86_400_000;
const HALF = SHARE_WHOLE / 2;

/** Rules of other terms for an agreement that runs, on whatever ledger. */
export function shouldBeAmended(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function agreementOf({ agreementId }: PartyPlay): Promise<Agreement> {
    const view = await ledger.ask('textiles.maker', 'agreement', { agreementId });
    return (view as { readonly agreement: Agreement }).agreement;
  }

  /** The hash of an amendment's terms, as whoever consents computes it. */
  async function termsHash({ agreementId }: PartyPlay, termsVersion: number): Promise<string> {
    const view = await ledger.ask('retail.maker', 'terms', { agreementId, termsVersion });
    const { terms } = view as { readonly terms: TermsRecord };
    const { commands: _commands, ...signed } = terms;
    return hashOf(signed);
  }

  function changed(play: PartyPlay, change: Change): AmendedDeal {
    const openUntil = (ledger.now() + 30 * DAY_MILLIS) as Instant;
    return amended(play.deal, { ...change, terms: { openUntil, ...change.terms } });
  }

  async function propose(play: PartyPlay, deal: AmendedDeal, number = 2): Promise<void> {
    const { terms, revalued, lowered, documents } = deal;
    await play.send('textiles.maker', 'proposeAmendment', { number, terms, revalued, lowered });
    const former = Object.entries(deal.former).map(([part, each]) => [`${IN_FORCE}${part}`, each]);
    const shown = Object.fromEntries(former) as object;
    for (const kind of ['commercial', 'technical', 'pay-to'] as const) {
      const to = holdersOf(terms.parties, kind);
      const filed = { ...documents[kind], ...(kind === 'commercial' ? shown : {}) };
      const fields = { kind, to, termsVersion: number };
      await play.send('textiles.maker', 'fileDocument', fields, { documents: filed });
    }
  }

  async function consent(play: PartyPlay, label: string, number = 2): Promise<void> {
    const fields = { number, termsHash: await termsHash(play, number) };
    await play.send(`${label}.checker`, 'consentToAmendment', fields);
  }

  it('changes nothing before exporter, buyer and bank have consented', async () => {
    const play = await PartyPlay.secured(ledger);
    const order = amountIn(play.deal, 'order') + 100_000n;
    const lowered = [{ milestoneId: 'delivery', share: HALF }];
    const amounts = { order, extra: 1_500_000n };
    await propose(play, changed(play, { amounts, revalued: ['order'], lowered }));
    await consent(play, 'textiles');
    await consent(play, 'retail');
    const early = await agreementOf(play);
    assert.deepEqual([early.termsVersion, early.amendment?.number], [1, 2]);
    await consent(play, 'trade-bank');
    const { termsVersion, lastAmendment } = await agreementOf(play);
    assert.deepEqual([termsVersion, lastAmendment?.as], [2, 'in-effect']);
    assert.equal(measure((await play.milestone('order')).position).unsecured, SHARE_WHOLE);
    const { orders, position } = await play.milestone('delivery');
    assert.equal(measure(position).held, HALF);
    assert.deepEqual(
      orders.map(({ to, termsVersion: version, state }) => [to, version, state]),
      [['buyer', 1, 'due']],
    );
    const extra = await play.milestone('extra');
    assert.equal(measure(extra.position).unsecured, SHARE_WHOLE);
  });

  it('refuses a price that the amendment does not say it changes', async () => {
    const play = await PartyPlay.secured(ledger);
    const order = amountIn(play.deal, 'order') + 1n;
    const filing = propose(play, changed(play, { amounts: { order } }));
    assert.equal(await refusalOf(filing), 'AMOUNT_NOT_KEPT');
  });

  it('leaves what fell due to the terms that it fell due by', async () => {
    const play = await PartyPlay.secured(ledger);
    const dueDate = (ledger.now() + 40 * DAY_MILLIS) as Instant;
    await propose(play, changed(play, { milestones: { order: { dueDate } } }));
    await consent(play, 'textiles');
    await play.accept('order', await play.present('order', 'order-confirmation'));
    await consent(play, 'retail');
    await consent(play, 'trade-bank');
    const { termsVersion, lastAmendment } = await agreementOf(play);
    assert.deepEqual([termsVersion, lastAmendment?.as], [1, 'overtaken']);
    const raised = changed(play, { revalued: ['order'] });
    assert.equal(await refusalOf(propose(play, raised, 3)), 'MILESTONE_FROZEN');
  });

  it('ends by the refusal of one, or as its proposer takes it back', async () => {
    const play = await PartyPlay.secured(ledger);
    await propose(play, changed(play, {}));
    await consent(play, 'textiles');
    const foreign = play.send('quality.checker', 'refuseAmendment', { number: 2 });
    assert.equal(await refusalOf(foreign), 'PARTY_NOT_PERMITTED');
    await play.send('retail.checker', 'refuseAmendment', { number: 2 });
    assert.equal((await agreementOf(play)).lastAmendment?.as, 'refused');
    await propose(play, changed(play, {}), 3);
    await consent(play, 'textiles', 3);
    await play.send('textiles.maker', 'withdrawAmendment', { number: 3 });
    assert.equal((await agreementOf(play)).lastAmendment?.as, 'withdrawn');
  });

  it('is shown to others by who holds it, on record by its commitments alone', async () => {
    const play = await PartyPlay.secured(ledger);
    const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:arbitration' };
    const { technical: documents } = play.deal.documents;
    const early = play.send('retail.maker', 'discloseDocuments', { ...shown, parts: ['order'] });
    assert.equal(await refusalOf(early), 'DOCUMENT_NOT_FILED');
    await play.send('retail.maker', 'fileDisclosure', shown, { documents });
    await play.send('retail.maker', 'discloseDocuments', { ...shown, parts: ['order'] });
    const { disclosures = [] } = await agreementOf(play);
    assert.deepEqual(
      disclosures.map(({ to, parts }) => [to, parts]),
      [[shown.to, ['order']]],
    );
    const { agreementId } = play;
    const asked = { agreementId, kind: 'technical', part: 'order', termsVersion: 1 };
    const view = await ledger.ask('arbitration.maker', 'document', asked);
    assert.deepEqual((view as { readonly document: unknown }).document, documents['order']);
  });
}
