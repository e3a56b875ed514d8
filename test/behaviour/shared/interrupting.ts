import assert from 'node:assert/strict';
import { afterCalendarDays, plus, type Instant } from '@tranche/chaincode/domain';
import type { Deal } from '../../../scripts/case/textile-deal.js';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, PartyPlay } from '../../support/party-play.js';

const SECOND = 1000;

/** Rules of what stops a performance or takes it back, on whatever ledger. */
export function shouldBeInterrupted(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  async function statesOf(play: PartyPlay): Promise<readonly string[]> {
    return (await play.milestone('shipment')).orders.map(({ state }) => state);
  }

  it('stops what an inspection released when it is taken back, until the next', async () => {
    const play = await PartyPlay.secured(ledger);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const transport = newFile();
    await play.attach('shipment', 'bill-of-lading', transport);
    await play.send('textiles.maker', 'requestInspection', { milestoneId: 'shipment' });
    await play.inspect('pass');
    await play.reportLoading('ACT', transport);
    const reason = newFile();
    const revocation = { milestoneId: 'shipment', what: 'inspection', number: 1, reason };
    const others = play.send('line.maker', 'revokeRecord', revocation);
    assert.equal(await refusalOf(others), 'RECORD_NOT_OWN');
    await play.send('quality.maker', 'revokeRecord', revocation);
    assert.deepEqual(await statesOf(play), ['cancelled']);
    await play.inspect('pass');
    assert.deepEqual(await statesOf(play), ['cancelled', 'due']);
  });

  /** The first milestone needs drawings of the buyer, within seconds. */
  function needyDeal(by: Instant): Deal {
    const deal = PartyPlay.newDeal(ledger);
    const [order, ...others] = deal.terms.milestones;
    if (order === undefined) throw new Error('the case has milestones');
    const needs = [{ id: 'drawings', what: 'Cutting drawings', by }];
    const needy = { ...order, needs, blocked: { maxDays: 1, payeeBps: 2_500 } };
    return { ...deal, terms: { ...deal.terms, milestones: [needy, ...others] } };
  }

  const onNeed = { milestoneId: 'order', need: 'drawings' };

  /** The buyer has not supplied in time, and the exporter says so. */
  async function blocked(): Promise<PartyPlay> {
    const by = plus(ledger.now(), 10 * SECOND);
    const play = await PartyPlay.activated(ledger, needyDeal(by));
    await play.secure();
    await ledger.reaches(plus(by, ledger.parameters.toleranceMillis));
    await play.send('textiles.maker', 'reportBlocked', onNeed);
    return play;
  }

  it('lets a due date stand still until the buyer supplies what it owes', async () => {
    const play = await blocked();
    const { dueDate } = (await play.milestone('order')).review;
    await play.send('retail.maker', 'reportSupplied', onNeed);
    await play.send('textiles.maker', 'confirmSupplied', onNeed);
    assert.ok((await play.milestone('order')).review.dueDate > dueDate);
  });

  it('ends a milestone that was blocked too long, at the agreed split', async () => {
    const play = await blocked();
    const early = play.send('textiles.checker', 'endBlocked', onNeed);
    assert.equal(await refusalOf(early), 'BLOCK_TOO_SHORT');
    const { dayMillis, toleranceMillis } = ledger.parameters;
    const { calendar } = play.deal.terms;
    const end = afterCalendarDays({ calendar, dayMillis }, ledger.now(), 1);
    await ledger.reaches(plus(end, toleranceMillis));
    await play.send('textiles.checker', 'endBlocked', onNeed);
    const { orders } = await play.milestone('order');
    assert.deepEqual(
      orders.map(({ to }) => to),
      ['payee', 'buyer'],
    );
  });
}
