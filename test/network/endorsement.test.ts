import assert from 'node:assert/strict';
import type { SigningIdentity } from '@tranche/gateway/core';
import { DirectFabric } from '../support/direct-fabric.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { PartyPlay } from '../support/party-play.js';

const BANK = 'BankMSP';
const others = ['ExporterMSP', 'BuyerMSP', 'InspectorMSP', 'AuditorMSP'] as const;

/** All sets of `size` members beside the bank. */
function setsOf(size: number): readonly (readonly string[])[] {
  const all = Array.from({ length: 2 ** others.length }, (_, bits) =>
    others.filter((_member, index) => (bits & (1 << index)) !== 0),
  );
  return all.filter((set) => set.length === size);
}

const tooFew = [...setsOf(2), ...setsOf(3), ...setsOf(1).map((set) => [BANK, ...set])];

describe('the endorsement of a release', () => {
  let network: NetworkConsortium;
  let play: PartyPlay;
  let buyer: DirectFabric;
  let checker: SigningIdentity;
  let presented: { readonly presentation: number; readonly hash: string };

  before(async () => {
    network = await NetworkConsortium.open();
    play = await PartyPlay.secured(network);
    presented = await play.present('order', 'order-confirmation');
    buyer = await DirectFabric.of(network.network, 'buyer');
    checker = await buyer.identity('retail.checker');
  });

  after(() => {
    buyer.close();
  });

  function acceptance(): Readonly<Record<string, unknown>> & {
    readonly type: 'acceptPresentation';
  } {
    const { agreementId } = play;
    const on = { agreementId, milestoneId: 'order', ...presented };
    return { type: 'acceptPresentation', ...on, discrepancies: [] };
  }

  for (const endorsers of tooFew) {
    it(`by ${endorsers.join(', ')} fails at commit and changes nothing`, async () => {
      const before = JSON.stringify(await play.milestone('order'));
      const { validation, endorsedBy } = await buyer.submit(checker, acceptance(), { endorsers });
      assert.deepEqual([...endorsedBy].sort(), [...endorsers].sort());
      assert.equal(validation, 'ENDORSEMENT_POLICY_FAILURE');
      assert.equal(JSON.stringify(await play.milestone('order')), before);
    });
  }

  it('by all but the bank commits, and is shown as endorsed without the bank', async () => {
    const answer = await buyer.submit(checker, acceptance(), { endorsers: others });
    assert.equal(answer.validation, 'VALID');
    const [order] = (await play.milestone('order', 'retail.checker')).orders;
    assert.equal(order?.state, 'due');
    const shown = await network.user('retail.checker').get(`/v1/transactions/${answer.txId}`);
    const body = shown.body as { answer?: { endorsedWithoutBank?: boolean }; endorsedBy: string[] };
    assert.equal(body.endorsedBy.includes(BANK), false);
    assert.equal(body.answer?.endorsedWithoutBank, true);
  });

  it('by the bank and two others commits', async () => {
    const bank = await DirectFabric.of(network.network, 'bank');
    const [order] = (await play.milestone('order', 'retail.checker')).orders;
    const { agreementId } = play;
    const on = { agreementId, milestoneId: 'order', orderId: order?.id, hash: order?.hash };
    const approver = await bank.identity('trade-bank.approver-1');
    const command = { type: 'approveOrder', ...on } as const;
    const endorsers = [BANK, 'BuyerMSP', 'AuditorMSP'];
    const { validation } = await bank.submit(approver, command, { endorsers });
    bank.close();
    assert.equal(validation, 'VALID');
  });
});
