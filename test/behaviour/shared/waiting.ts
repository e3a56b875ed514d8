import assert from 'node:assert/strict';
import {
  measure,
  plus,
  SHARE_WHOLE,
  type Agreement,
  type Instant,
} from '@tranche/chaincode/domain';
import { proposeAndFile, refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { hurriedDeal } from '../../support/hurried-deal.js';
import { newFile, PartyPlay } from '../../support/party-play.js';

/** Days in which the parties of a test have done what they do before a deadline. */
const FEW_DAYS = 2;

/** Rules of what time and silence do, by `advance` and by nothing else, on whatever ledger. */
export function shouldWait(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  function inDays(days: number): Instant {
    return plus(ledger.now(), days * ledger.parameters.dayMillis);
  }

  async function secured(): Promise<PartyPlay> {
    const play = await PartyPlay.activated(ledger, hurriedDeal(ledger));
    await play.secure();
    return play;
  }

  /** Nobody can have applied before, and anybody applies after, what a deadline changes. */
  async function passes(play: PartyPlay, deadline: Instant | undefined): Promise<void> {
    assert.ok(deadline !== undefined, 'there is a deadline');
    const on = { milestoneId: 'order' };
    assert.equal(await refusalOf(play.send('line.maker', 'advanceMilestone', on)), 'NOTHING_DUE');
    await ledger.reaches(plus(deadline, ledger.parameters.toleranceMillis));
    await play.send('line.maker', 'advanceMilestone', on);
  }

  it('takes the silence of a reviewer for acceptance, but not while it stands still', async () => {
    const play = await secured();
    const { presentation, hash } = await play.present('order', 'order-confirmation');
    const on = { milestoneId: 'order', presentation };
    const suspension = { ...on, hash, evidence: [1], reason: 'not-received' };
    await play.send('retail.checker', 'suspendReview', suspension);
    await play.send('retail.checker', 'resumeReview', on);
    await passes(play, (await play.milestone('order')).review.presentations[0]?.deadline);
    const { review, orders } = await play.milestone('order');
    assert.equal(review.presentations[0]?.outcome?.deemed, true);
    assert.equal(orders[0]?.state, 'due');
    const refusal = {
      ...on,
      hash,
      discrepancies: [{ code: 'LATE', about: 'order-confirmation', text: newFile() }],
      documents: 'held',
    };
    const late = play.send('retail.checker', 'refusePresentation', refusal);
    assert.equal(await refusalOf(late), 'PRESENTATION_NOT_UNDER_REVIEW');
  });

  it('takes the silence of the bank for approval, and its delay for an exception', async () => {
    const play = await secured();
    await play.accept('order', await play.present('order', 'order-confirmation'));
    await passes(play, (await play.milestone('order')).orders[0]?.approvalDeadline);
    const [approved] = (await play.milestone('order')).orders;
    assert.equal(approved?.state, 'approved');
    assert.equal(approved.approved?.by, 'silence');
    await passes(play, approved.instructDeadline);
    const { orders, exceptions } = await play.milestone('order');
    assert.equal(orders[0]?.state, 'approved');
    assert.equal(exceptions?.length, 1);
  });

  it('lets a security expire with what is held by it', async () => {
    const play = await PartyPlay.activated(ledger, hurriedDeal(ledger));
    const expiry = inDays(FEW_DAYS);
    await play.send('textiles.checker', 'acceptShortSecurity', { expiry });
    await play.secure(expiry);
    await ledger.reaches(plus(expiry, ledger.parameters.toleranceMillis));
    await play.send('quality.maker', 'advanceMilestone', { milestoneId: 'order' });
    assert.equal(measure((await play.milestone('order')).position).unsecured, SHARE_WHOLE);
    const document = await play.fileSecurity(plus(expiry, ledger.parameters.dayMillis));
    const form = 'escrow-deposit';
    const anew = { form, reference: newFile(), document, expiry: inDays(FEW_DAYS) };
    await play.send('trade-bank.maker', 'secureFunds', { milestoneId: 'order', ...anew });
    assert.equal(measure((await play.milestone('order')).position).held, SHARE_WHOLE);
  });

  it('ends a proposal that nobody finished to sign', async () => {
    const { terms, documents } = hurriedDeal(ledger);
    const openUntil = inDays(FEW_DAYS);
    const agreementId = await proposeAndFile(ledger, { terms: { ...terms, openUntil }, documents });
    await ledger.reaches(plus(openUntil, ledger.parameters.toleranceMillis));
    await ledger.submit('retail.maker', 'advanceAgreement', { agreementId });
    const view = await ledger.ask('textiles.maker', 'agreement', { agreementId });
    assert.equal((view as { readonly agreement: Agreement }).agreement.status, 'expired');
  });
}
