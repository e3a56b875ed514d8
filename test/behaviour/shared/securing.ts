import assert from 'node:assert/strict';
import { measure, SHARE_WHOLE, type PrivateDocument } from '@tranche/chaincode/domain';
import { refusalOf, type LedgerUnderTest } from '../../support/consortium.js';
import { newFile, newSalt, PartyPlay, TOTAL_MINOR } from '../../support/party-play.js';

const maker = 'trade-bank.maker';
const checker = 'trade-bank.checker';
const exporter = 'textiles.checker';
const DAY_MILLIS = 86_400_000;
const QUARTER = SHARE_WHOLE / 4;

function balance(bookedMinor: bigint): PrivateDocument {
  return {
    kind: 'balance',
    salt: newSalt(),
    account: 'ESCROW-0001',
    currency: 'EUR',
    bookedMinor: String(bookedMinor),
    coveredMinor: String(TOTAL_MINOR),
  };
}

/** Rules of what becomes of a security, on whatever ledger. */
export function shouldSecure(open: () => Promise<LedgerUnderTest>): void {
  let ledger: LedgerUnderTest;
  before(async () => {
    ledger = await open();
  });

  it('needs two users of the bank where the terms say so', async () => {
    const { terms, documents } = PartyPlay.newDeal(ledger);
    const dual = { ...terms, securityApproval: 'dual' } as const;
    const play = await PartyPlay.activated(ledger, { terms: dual, documents });
    await play.secure();
    const { pendingSecurity, position } = await play.milestone('order');
    assert.equal(measure(position).unsecured, SHARE_WHOLE);
    const other = play.send(checker, 'confirmSecurity', { document: newFile() });
    assert.equal(await refusalOf(other), 'SECURITY_NOT_ENTERED');
    await play.send(checker, 'confirmSecurity', { document: pendingSecurity?.document });
    const { security, position: after } = await play.milestone('order');
    assert.equal(security?.entered?.by.user, maker);
    assert.equal(measure(after).held, SHARE_WHOLE);
  });

  it('may be shorter, longer and larger, as bank and exporter agree', async () => {
    const play = await PartyPlay.activated(ledger, PartyPlay.newDeal(ledger));
    const expiry = ledger.now() + 60 * DAY_MILLIS;
    await play.send(exporter, 'acceptShortSecurity', { expiry });
    await play.secure(expiry);
    const longer = { expiry: expiry + DAY_MILLIS, document: await play.fileSecurity(expiry) };
    await play.send(maker, 'extendSecurity', longer);
    const again = play.send(maker, 'extendSecurity', longer);
    assert.equal(await refusalOf(again), 'SECURITY_NOT_LATER');
    const larger = { reference: newFile(), document: await play.fileSecurity(expiry) };
    await play.send(maker, 'increaseSecurity', { milestoneId: 'order', ...larger });
    const { security } = await play.milestone('order');
    assert.equal(security?.expiry, longer.expiry);
    assert.equal(security.document, larger.document);
  });

  it('is given back by the exporter alone, the highest parts first', async () => {
    const play = await PartyPlay.secured(ledger);
    const share = { milestoneId: 'order', share: QUARTER };
    const byBank = play.send(checker, 'releaseSecurity', share);
    assert.equal(await refusalOf(byBank), 'PARTY_NOT_PERMITTED');
    await play.send(exporter, 'releaseSecurity', share);
    const { orders } = await play.milestone('order');
    assert.deepEqual(
      orders.map(({ to, ranges }) => [to, ranges]),
      [['buyer', [{ from: 3 * QUARTER, until: SHARE_WHOLE }]]],
    );
  });

  it('can be awaited until the funding deadline', async () => {
    const play = await PartyPlay.activated(ledger, PartyPlay.newDeal(ledger));
    const early = play.send(maker, 'lapseUnsecured', { milestoneId: 'order' });
    assert.equal(await refusalOf(early), 'FUNDING_STILL_OPEN');
  });

  it('is backed by a balance that the bank attests', async () => {
    const play = await PartyPlay.secured(ledger);
    const short = play.file('balance', balance(TOTAL_MINOR - 1n));
    assert.equal(await refusalOf(short), 'BALANCE_NOT_COVERED');
    const document = await play.file('balance', balance(TOTAL_MINOR));
    const asOf = new Date(ledger.now() - DAY_MILLIS).toISOString().slice(0, 10);
    await play.send(maker, 'attestBalance', { document, asOf });
    const { agreementId } = play;
    const view = await ledger.ask('audit.auditor', 'agreement', { agreementId });
    const { agreement } = view as {
      readonly agreement: { readonly attestations: readonly { readonly document: string }[] };
    };
    assert.deepEqual(
      agreement.attestations.map((each) => each.document),
      [document],
    );
  });
}
