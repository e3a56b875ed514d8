import assert from 'node:assert/strict';
import { SHARE_WHOLE } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, PartyPlay } from '../../support/party-play.js';

const HALF = SHARE_WHOLE / 2;

/** Rules of performing and paying, on whatever ledger. */
export function shouldPay(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  it('releases what was accepted, and the rest with a second presentation', async () => {
    const play = await PartyPlay.secured(ledger);
    const first = await play.present('order', 'order-confirmation');
    const unexplained = play.accept('order', first, { acceptedShare: HALF });
    assert.equal(await refusalOf(unexplained), 'DISCREPANCIES_MISSING');
    const short = { code: 'QUANTITY_SHORT', about: 'order-confirmation', text: newFile() };
    await play.accept('order', first, { acceptedShare: HALF, discrepancies: [short] });
    const [order] = (await play.milestone('order')).orders;
    assert.deepEqual(order?.ranges, [{ from: 0, until: HALF }]);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const { orders, delivery } = await play.milestone('order');
    assert.deepEqual(orders[1]?.ranges, [{ from: HALF, until: SHARE_WHOLE }]);
    assert.equal(delivery.status, 'accepted');
  });

  it('releases a shipment on a passed inspection and an actual loading, nothing less', async () => {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const transport = newFile();
    await play.attach('shipment', 'bill-of-lading', transport);
    const unknown = play.reportLoading('ACT', newFile());
    assert.equal(await refusalOf(unknown), 'TRANSPORT_DOCUMENT_UNKNOWN');
    await play.inspect('pass');
    await play.reportLoading('EST', transport);
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.inspect('fail');
    await play.reportLoading('ACT', transport);
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.inspect('conditional');
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.inspect('pass');
    assert.equal((await play.milestone('shipment')).orders.length, 1);
  });
}
