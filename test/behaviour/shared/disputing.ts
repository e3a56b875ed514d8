import assert from 'node:assert/strict';
import {
  measure,
  participantIdSchema,
  plus,
  SHARE_WHOLE,
  type Dispute,
  type PositionState,
} from '@tranche/chaincode/domain';
import type { Deal } from '../../../scripts/case/textile-deal.js';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, PartyPlay } from '../../support/party-play.js';

const HALF = SHARE_WHOLE / 2;
const QUARTER = SHARE_WHOLE / 4;
const DAYS = 10;

/** Rules of what the sides do not agree on, on whatever ledger. */
export function shouldDispute(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  function arbitratedDeal(): Deal {
    const deal = PartyPlay.newDeal(ledger);
    const arbiter = participantIdSchema.parse('AuditorMSP:arbitration');
    const { terms } = deal;
    return { ...deal, terms: { ...terms, parties: { ...terms.parties, arbiter } } };
  }

  const about = { milestoneId: 'order', number: 1 } as const;

  /** The buyer has refused, and the exporter disputes half of that. */
  async function disputed(): Promise<PartyPlay> {
    const play = await PartyPlay.activated(ledger, arbitratedDeal());
    await play.secure();
    const { presentation, hash } = await play.present('order', 'order-confirmation');
    const discrepancies = [{ code: 'SHORT', about: 'order-confirmation', text: newFile() }];
    const refusal = { presentation, hash, discrepancies, documents: 'held' };
    await play.send('retail.checker', 'refusePresentation', { milestoneId: 'order', ...refusal });
    const stake = { grounds: 'refusal', share: HALF, reason: newFile(), evidence: [1] };
    await play.send('textiles.maker', 'openDispute', { milestoneId: 'order', ...stake });
    return play;
  }

  async function disputeOf(play: PartyPlay): Promise<Dispute> {
    const [dispute] = (await play.milestone('order')).disputes ?? [];
    if (dispute === undefined) throw new Error('the dispute is on record');
    return dispute;
  }

  async function sizeOf(play: PartyPlay, state: PositionState): Promise<number> {
    return measure((await play.milestone('order')).position)[state];
  }

  async function call(play: PartyPlay): Promise<void> {
    await play.send('textiles.maker', 'escalateDispute', about);
    await play.send('retail.maker', 'escalateDispute', about);
  }

  it('ends a dispute by an offer that the other side accepts', async () => {
    const play = await disputed();
    const added = { grounds: 'refusal', share: QUARTER, reason: newFile(), evidence: [] };
    await play.send('retail.maker', 'addToDispute', { ...about, ...added });
    assert.equal(await sizeOf(play, 'disputed'), HALF + QUARTER);
    const until = plus(ledger.now(), DAYS * ledger.parameters.dayMillis);
    const split = { toPayee: HALF, toBuyer: QUARTER, until };
    await play.send('textiles.checker', 'offerSplit', { ...about, ...split });
    const [offer] = (await disputeOf(play)).offers ?? [];
    const accepted = { ...about, offer: offer?.number, hash: offer?.hash };
    const own = play.send('textiles.checker', 'acceptOffer', accepted);
    assert.equal(await refusalOf(own), 'APPROVER_NOT_SEPARATE');
    await play.send('retail.checker', 'acceptOffer', accepted);
    assert.equal(await sizeOf(play, 'due'), HALF + QUARTER);
    assert.equal((await disputeOf(play)).status, 'resolved');
  });

  it('lets the arbiter decide by two users once both sides call it', async () => {
    const play = await disputed();
    await call(play);
    const { hash } = await disputeOf(play);
    const ruling = { hash, toPayee: QUARTER, toBuyer: QUARTER, reasons: newFile() };
    await play.send('arbitration.maker', 'ruleDispute', { ...about, ...ruling });
    const { ruling: entered } = await disputeOf(play);
    const confirmation = { ...about, hash: entered?.hash };
    await play.send('arbitration.checker', 'confirmRuling', confirmation);
    const { orders } = await play.milestone('order');
    assert.deepEqual(
      orders.map(({ to, state }) => [to, state]),
      [
        ['payee', 'due'],
        ['buyer', 'due'],
      ],
    );
  });

  it('holds an award off as soon as a party records a stay', async () => {
    const play = await disputed();
    const award = { kind: 'award', document: newFile(), toPayee: HALF, toBuyer: 0 };
    await play.send('trade-bank.maker', 'recordAward', { ...about, ...award });
    const { award: entered } = await disputeOf(play);
    await play.send('trade-bank.checker', 'confirmAward', { ...about, hash: entered?.hash });
    await play.send('retail.maker', 'recordStay', { ...about, document: newFile() });
    assert.equal((await disputeOf(play)).award, undefined);
    assert.equal(await sizeOf(play, 'disputed'), HALF);
  });

  it('holds again what a side takes back', async () => {
    const play = await disputed();
    const others = play.send('retail.checker', 'withdrawDispute', about);
    assert.equal(await refusalOf(others), 'DISPUTE_NOT_OWN');
    await play.send('textiles.checker', 'withdrawDispute', about);
    assert.equal(await sizeOf(play, 'held'), SHARE_WHOLE);
  });
}
