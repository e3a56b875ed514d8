import assert from 'node:assert/strict';
import type { Agreement } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { PartyPlay } from '../../support/party-play.js';

/** Rules of how an agreement ends other than by performance, on whatever ledger. */
export function shouldEnd(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function agreementOf(play: PartyPlay, label: string): Promise<Agreement> {
    const { agreementId } = play;
    const view = await ledger.ask(label, 'agreement', { agreementId });
    return (view as { readonly agreement: Agreement }).agreement;
  }

  it('leaves a proposal open until its date', async () => {
    const play = await PartyPlay.proposed(ledger);
    const early = play.send('retail.maker', 'advanceAgreement');
    assert.equal(await refusalOf(early), 'NOTHING_DUE');
  });

  it('ends an agreement by consent: what is free is split, what is claimed stays', async () => {
    const play = await PartyPlay.secured(ledger);
    const presented = await play.present('order', 'order-confirmation');
    const splits = [{ milestoneId: 'delivery', payeeBps: 2_500 }];
    await play.send('retail.maker', 'proposeTermination', { splits: [] });
    await play.send('textiles.maker', 'withdrawTermination', { number: 1 });
    await play.send('textiles.maker', 'proposeTermination', { splits });
    const { termination } = await agreementOf(play, 'retail.maker');
    assert.equal(termination?.number, 2);
    const { number, hash } = termination;
    const own = play.send('textiles.checker', 'acceptTermination', { number, hash });
    assert.equal(await refusalOf(own), 'APPROVER_NOT_SEPARATE');
    await play.send('retail.checker', 'acceptTermination', { number, hash });
    assert.equal((await agreementOf(play, 'retail.maker')).status, 'terminated');
    const { orders } = await play.milestone('delivery', 'retail.maker');
    assert.deepEqual(
      orders.map(({ to, state }) => [to, state]),
      [
        ['payee', 'due'],
        ['buyer', 'due'],
      ],
    );
    await play.accept('order', presented);
    assert.equal((await play.milestone('order')).orders.length, 1);
    const late = play.present('shipment', 'bill-of-lading');
    assert.equal(await refusalOf(late), 'AGREEMENT_TERMINATED');
  });
}
