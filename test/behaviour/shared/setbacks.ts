import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE, type PositionState } from '@tranche/chaincode/domain';
import { refusalOf, type CommandFields, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, newSalt, PartyPlay } from '../../support/party-play.js';

const compliance = 'trade-bank.compliance';
const maker = 'trade-bank.maker';

/** Rules of payments that are held, rejected or returned, on whatever ledger. */
export function shouldBearSetbacks(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function due(): Promise<{ readonly play: PartyPlay; readonly on: CommandFields }> {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const [order] = (await play.milestone('order')).orders;
    return { play, on: { milestoneId: 'order', orderId: order?.id } };
  }

  async function approve(play: PartyPlay, on: CommandFields): Promise<void> {
    const [order] = (await play.milestone('order')).orders;
    for (const officer of ['approver-1', 'approver-2']) {
      await play.send(`trade-bank.${officer}`, 'approveOrder', { ...on, hash: order?.hash });
    }
  }

  async function settle(play: PartyPlay, on: CommandFields, attempt: number): Promise<void> {
    const document = await play.file('settlement', {
      kind: 'settlement',
      salt: newSalt(),
      currency: 'EUR',
      amountMinor: '4455000',
      chargesMinor: '0',
      payTo: play.deal.terms.commitments.payTo,
    });
    await play.send(maker, 'settleOrder', {
      ...on,
      attempt,
      bankReference: 'HB-1',
      uetr: '97ed4827-7b6f-4491-a06f-b548d5a7512d',
      valueDate: '2026-03-02',
      message: newFile(),
      document,
    });
  }

  async function sizeOf(play: PartyPlay, state: PositionState): Promise<number> {
    const { position } = await play.milestone('order');
    return measure(position)[state];
  }

  it('holds an order until the hold is lifted', async () => {
    const { play, on } = await due();
    await play.send(compliance, 'holdOrder', { ...on, reason: 'sanctions' });
    assert.equal(await refusalOf(approve(play, on)), 'ORDER_HELD');
    assert.equal(await refusalOf(play.send(compliance, 'renewHold', on)), 'APPROVER_NOT_SEPARATE');
    await play.send(compliance, 'unholdOrder', on);
    await approve(play, on);
    assert.equal(await sizeOf(play, 'approved'), SHARE_WHOLE);
  });

  it('pays again what was rejected, and what came back after its settlement', async () => {
    const { play, on } = await due();
    await approve(play, on);
    const instruct = (): Promise<unknown> =>
      play.send(maker, 'instructOrder', { ...on, paymentFile: newFile() });
    const setback = { reason: 'AC04', message: newFile() };
    await instruct();
    await play.send(maker, 'rejectOrder', { ...on, attempt: 1, ...setback });
    await instruct();
    const late = play.send(maker, 'rejectOrder', { ...on, attempt: 1, ...setback });
    assert.equal(await refusalOf(late), 'ATTEMPT_NOT_CURRENT');
    await settle(play, on, 2);
    await play.send(maker, 'returnOrder', { ...on, attempt: 2, ...setback });
    assert.equal(await sizeOf(play, 'settled'), 0);
    await instruct();
    await settle(play, on, 3);
    assert.equal(await sizeOf(play, 'settled'), SHARE_WHOLE);
  });

  it('keeps what a person must look at until its owner and the payee end it', async () => {
    const { play } = await due();
    const on = { milestoneId: 'order', number: 1 };
    const note = newFile();
    await play.send(maker, 'reportException', { milestoneId: 'order', kind: 'short', note });
    await play.send(maker, 'resolveException', { ...on, as: 'written-off', note });
    const confirm = (): Promise<unknown> =>
      play.send('trade-bank.checker', 'confirmResolution', { ...on, note });
    assert.equal(await refusalOf(confirm()), 'CONSENT_MISSING');
    await play.send('textiles.checker', 'consentToResolution', { ...on, note });
    await confirm();
    assert.equal(await refusalOf(confirm()), 'EXCEPTION_NOT_FOUND');
  });
}
