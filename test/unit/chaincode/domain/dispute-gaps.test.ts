import assert from 'node:assert/strict';
import {
  milestoneActions,
  SHARE_WHOLE,
  type Condition,
  type ParticipantId,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { refusalOf } from '../../../support/consortium.js';
import { accepted, tranche } from './support/deal.js';
import {
  acceptOffer,
  add,
  disputable,
  disputed,
  disputeIn,
  offer,
  open,
  PERCENT,
  refused,
  withdraw,
} from './support/dispute.js';
import { discrepancy } from './support/fields.js';
import { inspect, passed, sharesOf } from './support/performance.js';
import type { Scene } from './support/scene.js';

const HALF = SHARE_WHOLE / 2;
const why = { discrepancies: [discrepancy()] };

function shares(scene: Scene): Readonly<Record<string, number>> {
  return sharesOf(scene.milestone('only'));
}

describe('a milestone of which nothing more can be presented', () => {
  async function exhausted(by: ParticipantId): Promise<Scene> {
    const review = { by, businessDays: 5, silence: 'accepted', cureDays: 5 } as const;
    const whole = tranche('whole', 10_000, { type: 'acceptance', by });
    const scene = await disputable({
      review: { ...review, maxPresentations: 1 },
      tranches: [whole],
    });
    await scene.present('only');
    const reasons = { discrepancies: [discrepancy()], documents: 'held' };
    const fields = { ...scene.presentationFields('only'), ...reasons };
    const label = by === textileParties.bank ? 'trade-bank.checker' : 'retail.checker';
    await scene.on('only', label, 'refusePresentation', fields);
    return scene;
  }

  function disputants(scene: Scene): readonly string[] {
    const moment = { at: scene.consortium.now(), outages: [] };
    return milestoneActions(scene.milestone('only'), moment)
      .filter(({ command }) => command === 'openDispute')
      .map(({ participant }) => participant);
  }

  it('is for the exporter to dispute, and for a buyer that reviews, until one did', async () => {
    const { exporter, buyer, bank } = textileParties;
    const scene = await exhausted(buyer);
    assert.deepEqual(disputants(scene), [exporter, buyer]);
    await open(scene, { share: HALF });
    assert.deepEqual(disputants(scene), []);
    assert.deepEqual(disputants(await exhausted(bank)), [exporter]);
  });
});

describe('what a dispute has decided', () => {
  it('is disputed no more, nor claimed again', async () => {
    const scene = await disputed();
    await offer(scene, { toPayee: HALF, toBuyer: 20 * PERCENT });
    await acceptOffer(scene);
    assert.equal(await refusalOf(open(scene, {}, 'retail.maker')), 'SHARE_NOT_HELD');
    await scene.present('only');
    assert.equal(scene.presentation('only', -1).claimedShare, 30 * PERCENT);
    await scene.refuse('only');
    await open(scene, {}, 'retail.maker');
    assert.deepEqual(disputeIn(scene, 2).ranges, [{ from: HALF, until: 80 * PERCENT }]);
  });
});

describe('parts that are accepted around a gap', () => {
  const other: Condition = { type: 'any', of: [accepted, passed] };
  const tranches = [tranche('taken', 5_000), tranche('either', 5_000, other)];

  it('are those that were claimed, and what comes back is accepted last', async () => {
    const scene = await refused({ tranches });
    await open(scene, { share: 20 * PERCENT });
    await scene.perform('only');
    const { acceptedParts } = scene.milestone('only').review;
    assert.deepEqual(acceptedParts, [
      { from: 0, until: 30 * PERCENT },
      { from: HALF, until: SHARE_WHOLE },
    ]);
    await withdraw(scene);
    assert.deepEqual(shares(scene), { due: 80 * PERCENT, held: 20 * PERCENT });
    assert.equal(scene.milestone('only').delivery.status, 'open');
    await scene.perform('only');
    assert.equal(scene.milestone('only').review.acceptedParts, undefined);
    assert.deepEqual(shares(scene), { due: SHARE_WHOLE });
  });

  it('stay released by an inspection that does not need them', async () => {
    const scene = await refused({ tranches });
    await open(scene, { share: 20 * PERCENT });
    await inspect(scene);
    assert.deepEqual(shares(scene), { held: 30 * PERCENT, disputed: 20 * PERCENT, due: HALF });
    await scene.present('only', { claimedShare: 30 * PERCENT });
    await scene.accept('only', { acceptedShare: 10 * PERCENT, ...why });
    await add(scene, { share: 20 * PERCENT });
    assert.equal(disputeIn(scene).stakes[1]?.share, 20 * PERCENT);
  });
});
