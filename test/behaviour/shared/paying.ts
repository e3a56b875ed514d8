import assert from 'node:assert/strict';
import {
  amountOfAll,
  commercialMilestoneSchema,
  SHARE_WHOLE,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, PartyPlay, TOTAL_MINOR } from '../../support/party-play.js';

const HALF = SHARE_WHOLE / 2;

/** Rules of performing and paying, on whatever ledger. */
export function shouldPay(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  it('pays the whole price of the case in three stages, one refused on the way', async () => {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    await play.pay('order');
    const transport = newFile();
    await play.attach('shipment', 'bill-of-lading', transport);
    await play.inspect('pass');
    await play.reportLoading('ACT', transport);
    await play.pay('shipment');
    const refused = await play.present('delivery', 'proof-of-delivery');
    await refuse(play, 'delivery', refused);
    const second = await play.present('delivery', 'proof-of-delivery');
    assert.equal(second.presentation, 2);
    await play.accept('delivery', second);
    await play.pay('delivery');
    assert.equal(await settledOf(play), TOTAL_MINOR);
    assert.deepEqual(await play.nextActions(), []);
  });

  it('names who acts next at every step of a milestone', async () => {
    const play = await PartyPlay.secured(ledger);
    assert.deepEqual(await nextOn(play, 'order'), [['ExporterMSP:textiles', 'presentMilestone']]);
    const presented = await play.present('order', 'order-confirmation');
    assert.deepEqual(await nextOn(play, 'order'), [['BuyerMSP:retail', 'acceptPresentation']]);
    await play.accept('order', presented);
    assert.deepEqual(await nextOn(play, 'order'), [['BankMSP:trade-bank', 'approveOrder']]);
    assert.deepEqual(await nextOn(play, 'shipment'), [
      ['InspectorMSP:quality', 'recordInspection'],
      ['InspectorMSP:line', 'recordEvent'],
    ]);
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
    await play.inspect('fail');
    await play.reportLoading('ACT', transport);
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.inspect('conditional');
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.inspect('pass');
    assert.equal((await play.milestone('shipment')).orders.length, 1);
  });

  it('does not count an estimated event', async () => {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const transport = newFile();
    await play.attach('shipment', 'bill-of-lading', transport);
    await play.inspect('pass');
    await play.reportLoading('EST', transport);
    assert.equal((await play.milestone('shipment')).orders.length, 0);
    await play.reportLoading('ACT', transport);
    assert.equal((await play.milestone('shipment')).orders.length, 1);
  });

  it('needs two different officers of the bank to approve', async () => {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const [order] = (await play.milestone('order')).orders;
    const fields = { milestoneId: 'order', orderId: order?.id, hash: order?.hash };
    const early = play.send('trade-bank.maker', 'instructOrder', {
      milestoneId: 'order',
      orderId: order?.id,
      paymentFile: newFile(),
    });
    assert.equal(await refusalOf(early), 'ORDER_NOT_APPROVED');
    await play.send('trade-bank.approver-1', 'approveOrder', fields);
    const same = play.send('trade-bank.approver-1', 'approveOrder', fields);
    assert.equal(await refusalOf(same), 'APPROVER_NOT_SEPARATE');
    const foreign = play.send('retail.checker', 'approveOrder', fields);
    assert.equal(await refusalOf(foreign), 'ROLE_MISSING');
    await play.send('trade-bank.approver-2', 'approveOrder', fields);
    assert.equal((await play.milestone('order')).orders[0]?.state, 'approved');
  });

  it('does the same command once, and refuses its id for another', async () => {
    const play = await PartyPlay.secured(ledger);
    const commandId = `command-${newFile().slice(0, 16)}`;
    const fields = { milestoneId: 'order', docType: 'order-confirmation', ...file() };
    const first = await play.send('textiles.maker', 'attachEvidence', fields, { commandId });
    const again = await play.send('textiles.maker', 'attachEvidence', fields, { commandId });
    assert.equal(first.replayed, false);
    assert.equal(again.replayed, true);
    assert.equal(again.txId, first.txId);
    assert.equal((await play.milestone('order')).delivery.evidence.length, 1);
    const other = { ...fields, ...file() };
    const reused = play.send('textiles.maker', 'attachEvidence', other, { commandId });
    assert.equal(await refusalOf(reused), 'COMMAND_ID_REUSED');
  });
}

function file(): Record<string, unknown> {
  const hash = newFile();
  return { hash, size: 1, mediaType: 'text/plain', issuer: 'issuer', reference: 'reference' };
}

async function refuse(
  play: PartyPlay,
  milestoneId: string,
  presented: Record<string, unknown>,
): Promise<void> {
  const short = { code: 'QUANTITY_SHORT', about: 'proof-of-delivery', text: newFile() };
  const fields = { milestoneId, ...presented, discrepancies: [short], documents: 'returned' };
  await play.send('retail.checker', 'refusePresentation', fields);
}

async function nextOn(
  play: PartyPlay,
  milestoneId: string,
): Promise<readonly (readonly string[])[]> {
  return (await play.nextActions())
    .filter((action) => action.milestoneId === milestoneId)
    .map(({ participant, command }) => [participant, command]);
}

/** The money of all settled orders, from the private amounts. */
async function settledOf(play: PartyPlay): Promise<bigint> {
  let sum = 0n;
  for (const id of ['order', 'shipment', 'delivery']) {
    const document: PrivateDocument | undefined = play.deal.documents.commercial[id];
    const amount = BigInt(commercialMilestoneSchema.parse(document).amountMinor);
    const settled = (await play.milestone(id)).orders.filter(({ state }) => state === 'settled');
    for (const { ranges } of settled) sum += amountOfAll(amount, ranges);
  }
  return sum;
}
