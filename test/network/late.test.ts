import assert from 'node:assert/strict';
import { plus } from '@tranche/chaincode/domain';
import { DirectFabric } from '../support/direct-fabric.js';
import { hurriedDeal } from '../support/hurried-deal.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { newFile, PartyPlay } from '../support/party-play.js';

const ENDORSERS = ['BankMSP', 'BuyerMSP', 'ExporterMSP'];

describe('what was endorsed before a deadline and is submitted after it', () => {
  let network: NetworkConsortium;
  let buyer: DirectFabric;

  before(async () => {
    network = await NetworkConsortium.open();
    buyer = await DirectFabric.of(network.network, 'buyer');
  });

  after(() => {
    buyer.close();
  });

  it('is void once the deadline took effect', async () => {
    const play = await PartyPlay.activated(network, hurriedDeal(network));
    await play.secure();
    const presented = await play.present('order', 'order-confirmation');
    const on = { agreementId: play.agreementId, milestoneId: 'order' };
    const why = { code: 'QUANTITY_SHORT', about: 'order-confirmation', text: newFile() };
    const refusal = { ...on, ...presented, discrepancies: [why], documents: 'held' };
    const checker = await buyer.identity('retail.checker');
    const command = { type: 'refusePresentation', ...refusal } as const;
    const kept = await buyer.endorse(checker, command, { endorsers: ENDORSERS });
    const [open] = (await play.milestone('order')).review.presentations;
    assert.ok(open !== undefined);
    await network.reaches(plus(open.deadline, network.parameters.toleranceMillis));
    await play.send('textiles.maker', 'advanceMilestone', { milestoneId: 'order' });
    const { validation } = await buyer.send(checker, kept);
    assert.equal(validation, 'MVCC_READ_CONFLICT');
    const { orders, review } = await play.milestone('order', 'retail.maker');
    assert.equal(review.presentations[0]?.outcome?.deemed, true);
    assert.equal(orders[0]?.state, 'due');
  });
});
