import assert from 'node:assert/strict';
import { measure, plus, SHARE_BASIS_POINT } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, PartyPlay } from '../../support/party-play.js';

const DAY_MILLIS = 86_400_000;
const TENTH = 1_000 * SHARE_BASIS_POINT;

/** Rules of reviews that stand still, and of what a party gives up, on whatever ledger. */
export function shouldReview(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  it('lets a review stand still until it goes on, or what was unreadable is replaced', async () => {
    const play = await PartyPlay.secured(ledger);
    const { presentation, hash } = await play.present('order', 'order-confirmation');
    const on = { milestoneId: 'order', presentation };
    const suspension = { ...on, hash, evidence: [1], reason: 'unreadable' };
    await play.send('retail.checker', 'suspendReview', suspension);
    const refusal = {
      ...on,
      hash,
      discrepancies: [{ code: 'UNREADABLE', about: 'order-confirmation', text: newFile() }],
      documents: 'held',
    };
    const early = play.send('retail.checker', 'refusePresentation', refusal);
    assert.equal(await refusalOf(early), 'REVIEW_SUSPENDED');
    await play.send('retail.checker', 'resumeReview', on);
    await play.send('retail.checker', 'refusePresentation', refusal);
    assert.equal((await play.milestone('order')).delivery.status, 'refused');
  });

  it('gives back what the exporter gives up, from the highest part', async () => {
    const play = await PartyPlay.secured(ledger);
    const reduction = { milestoneId: 'order', share: TENTH, reason: 'QUANTITY_SHORT' };
    await play.send('textiles.checker', 'reduceMilestone', reduction);
    const { orders, position } = await play.milestone('order');
    assert.deepEqual(
      orders.map(({ to, state }) => [to, state]),
      [['buyer', 'due']],
    );
    assert.equal(measure(position).due, TENTH);
    assert.equal(position.at(-1)?.state, 'due');
  });

  it('releases what waited for conditions that the buyer waives, and nothing else', async () => {
    const play = await PartyPlay.secured(ledger);
    const waiver = { milestoneId: 'order', tranche: 'whole' };
    await play.send('retail.checker', 'waiveCondition', { ...waiver, leaf: 0 });
    assert.equal((await play.milestone('order')).orders.length, 0);
    await play.send('retail.checker', 'waiveCondition', { ...waiver, leaf: 1 });
    assert.equal((await play.milestone('order')).orders.length, 1);
    assert.equal((await play.milestone('delivery')).orders.length, 0);
    const confirmation = { milestoneId: 'order', number: 1 };
    const needless = play.send('trade-bank.checker', 'confirmWaiver', confirmation);
    assert.equal(await refusalOf(needless), 'WAIVER_IN_EFFECT');
  });

  it('lets a review go on by itself once what was unreadable is replaced', async () => {
    const play = await PartyPlay.secured(ledger);
    const presented = await play.present('order', 'order-confirmation');
    const suspension = { ...presented, evidence: [1], reason: 'unreadable' };
    await play.send('retail.checker', 'suspendReview', { milestoneId: 'order', ...suspension });
    await play.attach('order', 'order-confirmation', newFile(), { replaces: 1 });
    const [current] = (await play.milestone('order')).review.presentations;
    assert.deepEqual(current?.evidence, [2]);
    assert.notEqual(current.suspension?.resumedAt, undefined);
    const stale = play.accept('order', presented);
    assert.equal(await refusalOf(stale), 'PRESENTATION_HASH_MISMATCH');
    await play.accept('order', { presentation: current.number, hash: current.hash });
    assert.equal((await play.milestone('order')).delivery.status, 'accepted');
  });

  it('releases under an undertaking what the buyer waived when the bank confirms it', async () => {
    const play = await PartyPlay.secured(ledger, 'payment-undertaking');
    const on = { milestoneId: 'order' } as const;
    for (const leaf of [0, 1]) {
      await play.send('retail.checker', 'waiveCondition', { ...on, tranche: 'whole', leaf });
    }
    await play.send('trade-bank.checker', 'confirmWaiver', { ...on, number: 1 });
    assert.equal(measure((await play.milestone('order')).position).due, 0);
    await play.send('trade-bank.checker', 'confirmWaiver', { ...on, number: 2 });
    assert.equal(measure((await play.milestone('order')).position).held, 0);
  });

  it('takes a later date of presentation from the buyer', async () => {
    const play = await PartyPlay.secured(ledger);
    const { dueDate } = (await play.milestone('order')).review;
    const until = plus(dueDate, 10 * DAY_MILLIS);
    await play.send('retail.checker', 'waiveLateness', { milestoneId: 'order', until });
    assert.equal((await play.milestone('order')).review.waivers?.length, 1);
  });
}
