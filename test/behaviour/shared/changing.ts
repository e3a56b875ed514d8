import assert from 'node:assert/strict';
import type { PrivateDocument } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, newSalt, PartyPlay } from '../../support/party-play.js';

const milestoneId = 'order';
const bank = 'trade-bank.maker';
const DAY_MILLIS = 86_400_000;

/** Rules of accounts that change, rates and guarantees, on whatever ledger. */
export function shouldChange(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function due(): Promise<{ readonly play: PartyPlay; readonly orderId: string }> {
    const play = await PartyPlay.secured(ledger);
    await play.accept(milestoneId, await play.present(milestoneId, 'order-confirmation'));
    const [order] = (await play.milestone(milestoneId)).orders;
    return { play, orderId: order?.id ?? '' };
  }

  async function approve(play: PartyPlay, orderId: string): Promise<void> {
    const [order] = (await play.milestone(milestoneId)).orders;
    for (const officer of ['approver-1', 'approver-2']) {
      const fields = { milestoneId, orderId, hash: order?.hash };
      await play.send(`trade-bank.${officer}`, 'approveOrder', fields);
    }
  }

  it('pays to a new account once payee and bank confirmed it', async () => {
    const { play, orderId } = await due();
    const account: PrivateDocument = {
      kind: 'pay-to-change',
      salt: newSalt(),
      account: 'DE02120300000000202051',
      name: 'Indus Textiles',
      bank: 'BYLADEM1001',
    };
    const document = await play.file('pay-to-change', account, 'textiles.maker');
    const on = { milestoneId, document };
    await play.send('textiles.maker', 'changePayTo', on);
    const early = play.send('trade-bank.checker', 'confirmPayTo', on);
    assert.equal(await refusalOf(early), 'PAY_TO_NOT_VERIFIED');
    assert.equal(await refusalOf(play.send(bank, 'callBackPayTo', on)), 'CALL_BACK_NOT_ASKED');
    await play.send('textiles.checker', 'approvePayTo', on);
    await play.send('trade-bank.checker', 'confirmPayTo', on);
    await approve(play, orderId);
    const paymentFile = newFile();
    await play.send(bank, 'instructOrder', { milestoneId, orderId, paymentFile });
    const [order] = (await play.milestone(milestoneId)).orders;
    assert.deepEqual(
      order?.attempts.map(({ payTo, flagged }) => [payTo, flagged]),
      [[document, true]],
    );
  });

  it('pays by a rate that bank and payee fixed', async () => {
    const { play, orderId } = await due();
    const offered = { from: 'EUR', to: 'INR', rate: '90.25', fromDecimals: 2, toDecimals: 2 };
    const document = await play.file('rate', { kind: 'rate', salt: newSalt(), ...offered });
    const on = { milestoneId, orderId, document };
    const validUntil = ledger.now() + DAY_MILLIS;
    await play.send(bank, 'fixRate', { ...on, validUntil });
    await play.send('textiles.checker', 'agreeRate', on);
    const again = play.send(bank, 'fixRate', { ...on, validUntil });
    assert.equal(await refusalOf(again), 'RATE_ALREADY_AGREED');
    await approve(play, orderId);
    const paymentFile = newFile();
    await play.send(bank, 'instructOrder', { milestoneId, orderId, paymentFile });
    const [order] = (await play.milestone(milestoneId)).orders;
    assert.equal(order?.attempts[0]?.rate, document);
  });

  it('keeps guarantees on record, and the demands under them', async () => {
    const play = await PartyPlay.secured(ledger);
    const guarantee = {
      instrument: 'advance-payment-guarantee',
      reference: newFile(),
      expiry: ledger.now() + DAY_MILLIS,
      issuer: 'Harbour Bank',
      beneficiary: 'buyer',
      rules: 'URDG-758',
      reductions: [{ milestoneId, bps: 10_000 }],
    };
    await play.send(bank, 'recordInstrument', { milestoneId, ...guarantee });
    const demand = { milestoneId, instrument: 1, document: newFile() };
    await play.send(bank, 'recordDemand', demand);
    const { delivery, position } = await play.milestone(milestoneId);
    const [instrument] = delivery.instruments;
    assert.equal(instrument?.demands?.[0]?.document, demand.document);
    assert.deepEqual(
      position.map(({ state }) => state),
      ['held'],
    );
  });
}
