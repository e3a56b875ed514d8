import assert from 'node:assert/strict';
import {
  nextActionsOf,
  participantIdSchema,
  SHARE_WHOLE,
  type Condition,
  type Milestone,
  type NextAction,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, keys } from '@tranche/chaincode/ledger';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf, tranche, type MilestoneSketch } from './support/deal.js';
import { confirmAward, disputed, disputeIn, offer, recordAward, rule } from './support/dispute.js';
import { proposeTermination, terminate } from './support/ending.js';
import { inspectionFields } from './support/fields.js';
import {
  confirmWaiver,
  expire,
  suspendReview,
  undertaken,
  waiveLateness,
} from './support/review.js';
import { Scene } from './support/scene.js';
import { dualDeal, enter, release, securedUntil } from './support/security.js';

const quality = participantIdSchema.parse('InspectorMSP:quality');
const line = participantIdSchema.parse('InspectorMSP:line');

function actionsOf(
  scene: Scene,
  change?: (milestone: Milestone) => Milestone,
): readonly NextAction[] {
  const bytes = scene.consortium.ledger.values.get(keys.terms(scene.agreementId, 1));
  const terms = decode<TermsRecord>(bytes ?? new Uint8Array());
  const milestones = terms.terms.milestones.map(({ id }) => scene.milestone(id));
  return nextActionsOf({
    agreement: scene.agreement(),
    terms,
    milestones: change === undefined ? milestones : milestones.map(change),
    moment: { at: scene.consortium.now(), outages: [] },
  });
}

/** Who can do what, in short. */
function inShort(actions: readonly NextAction[]): readonly string[] {
  return actions.map(({ participant, command }) => {
    return `${participant.slice(participant.indexOf(':') + 1)} ${command}`;
  });
}

/** The same of both sides. */
function sides(command: string): readonly string[] {
  return ['textiles', 'retail'].map((side) => `${side} ${command}`);
}

describe('what each party can do now', () => {
  it('is to sign, for whoever has not, until the proposal closes', async () => {
    const scene = await Scene.proposed();
    const { termsHash } = scene.agreement();
    await scene.send('retail.checker', 'acceptAgreement', { termsHash });
    const actions = actionsOf(scene);
    assert.deepEqual(inShort(actions), [
      'textiles acceptAgreement',
      'trade-bank acceptAgreement',
      'quality acceptAgreement',
      'line acceptAgreement',
    ]);
    assert.equal(actions[0]?.deadline, MONDAY + 7 * DAY);
  });

  it('is nothing once a party declined', async () => {
    const scene = await Scene.proposed();
    await scene.send('retail.checker', 'declineAgreement');
    assert.deepEqual(actionsOf(scene), []);
  });

  it('is for the bank to secure each milestone until the funding deadline', async () => {
    const scene = await Scene.active();
    const actions = actionsOf(scene);
    assert.deepEqual(inShort(actions), [
      'trade-bank secureFunds',
      'trade-bank secureFunds',
      'trade-bank secureFunds',
    ]);
    const { deadline, milestoneId } = actions[0] ?? {};
    assert.deepEqual([deadline, milestoneId], [MONDAY + 14 * DAY, 'order']);
  });

  it('is for another user of the bank to confirm what one entered', async () => {
    const scene = await Scene.active(dualDeal());
    await enter(scene);
    const [confirm, ...others] = actionsOf(scene);
    assert.deepEqual([confirm?.command, confirm?.deadline], ['confirmSecurity', MONDAY + 14 * DAY]);
    assert.deepEqual(others, []);
  });

  it('is to lapse what was never secured after the funding deadline', async () => {
    const scene = await Scene.active(dealOf([{ id: 'only' }]));
    scene.consortium.setClock(scene.deal.terms.fundingBy + DAY);
    assert.deepEqual(inShort(actionsOf(scene)), ['textiles lapseUnsecured']);
  });

  it('is to secure again or to lapse what is not secured any more', async () => {
    const scene = await Scene.active(dealOf([{ id: 'only' }]));
    await scene.secure({ form: 'payment-undertaking' });
    await release(scene, 'only');
    assert.equal(inShort(actionsOf(scene)).includes('textiles lapseUnsecured'), false);
    scene.consortium.setClock(scene.deal.terms.fundingBy + DAY);
    const [secure] = actionsOf(scene);
    assert.equal(secure?.deadline, undefined);
    const all = inShort(actionsOf(scene));
    const bank = ['trade-bank secureFunds', 'textiles lapseUnsecured'];
    assert.deepEqual(all.slice(0, 2), bank);
  });

  it('is to extend a security of whose expiry was warned, as long as it secures', async () => {
    const expiry = MONDAY + 60 * DAY;
    const scene = await securedUntil(dealOf([{ id: 'only' }]), expiry);
    scene.consortium.setClock(expiry - 2 * DAY);
    await scene.advance('only');
    const [extend] = actionsOf(scene);
    assert.deepEqual([extend?.command, extend?.deadline], ['extendSecurity', expiry]);
    await release(scene, 'only');
    assert.ok(!inShort(actionsOf(scene)).includes('trade-bank extendSecurity'));
  });

  it('is to present what is open until it is due, then to review until the deadline', async () => {
    const scene = await Scene.secured();
    const [present] = actionsOf(scene);
    assert.deepEqual(inShort(actionsOf(scene)), ['textiles presentMilestone']);
    assert.equal(present?.deadline, MONDAY + 30 * DAY);
    await scene.present('order');
    const [review] = actionsOf(scene);
    assert.deepEqual(inShort(actionsOf(scene)), ['retail acceptPresentation']);
    assert.equal(review?.deadline, scene.presentation('order').deadline);
    await scene.refuse('order');
    assert.deepEqual(inShort(actionsOf(scene)), ['textiles presentMilestone']);
  });

  it('is to negotiate a dispute, to call the arbiter, to rule and to confirm', async () => {
    const scene = await disputed();
    assert.deepEqual(inShort(actionsOf(scene)), sides('offerSplit'));
    await offer(scene);
    assert.ok(inShort(actionsOf(scene)).includes('retail acceptOffer'));
    await recordAward(scene);
    assert.ok(inShort(actionsOf(scene)).includes('trade-bank confirmAward'));
    const { negotiateUntil } = disputeIn(scene);
    scene.consortium.setClock(negotiateUntil + 10 * DAY);
    const called = inShort(actionsOf(scene));
    for (const action of sides('escalateDispute')) assert.ok(called.includes(action));
    await scene.on('only', 'retail.maker', 'escalateDispute', { number: 1 });
    assert.ok(inShort(actionsOf(scene)).includes('arbitration ruleDispute'));
    await rule(scene);
    assert.ok(inShort(actionsOf(scene)).includes('arbitration confirmRuling'));
    await confirmAward(scene);
    assert.deepEqual(inShort(actionsOf(scene)), ['retail acceptOffer', ...sides('recordStay')]);
  });

  it('is to call no arbiter that is not named, at once when nothing can be presented', async () => {
    const review = { by: textileParties.buyer, businessDays: 5, cureDays: 5 };
    const once = { ...review, silence: 'accepted', maxPresentations: 1 } as const;
    const scene = await disputed({ review: once }, { parties: textileParties });
    assert.deepEqual(inShort(actionsOf(scene)), sides('escalateDispute'));
    await scene.on('only', 'retail.maker', 'escalateDispute', { number: 1 });
    assert.deepEqual(inShort(actionsOf(scene)), []);
  });

  it('is to replace what a suspended review waits for, or to let it go on', async () => {
    const scene = await Scene.secured();
    await scene.present('order');
    await suspendReview(scene, 'order', [1]);
    const actions = actionsOf(scene);
    assert.deepEqual(inShort(actions), ['textiles attachEvidence', 'retail resumeReview']);
    const { suspension } = scene.presentation('order');
    assert.equal(actions[0]?.deadline, suspension?.deadline);
  });

  it('is to dispute what was refused once all that are allowed were presented', async () => {
    const scene = await Scene.secured();
    for (let count = 0; count < 3; count += 1) {
      await scene.present('order');
      await scene.refuse('order');
    }
    const both = ['textiles openDispute', 'retail openDispute'];
    assert.deepEqual(inShort(actionsOf(scene)), both);
  });

  it('is to present up to the latest date that the buyer named', async () => {
    const scene = await Scene.secured();
    await waiveLateness(scene, 'order', MONDAY + 60 * DAY);
    assert.equal(actionsOf(scene)[0]?.deadline, MONDAY + 60 * DAY);
  });

  it('is to waive the lateness of what expired, or to dispute it, until it goes back', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await expire(scene, 'only');
    const actions = actionsOf(scene);
    assert.deepEqual(inShort(actions), ['retail waiveLateness', 'textiles openDispute']);
    const { expiry } = scene.milestone('only').delivery;
    assert.equal(actions[0]?.deadline, expiry?.givenBackAfter);
  });

  it('is to pay back what expired, and to waive nothing that went back', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await expire(scene, 'only');
    scene.consortium.wait(20 * DAY);
    await scene.advance('only');
    assert.deepEqual(inShort(actionsOf(scene)), ['trade-bank approveOrder']);
  });

  it('is for the bank to confirm what the buyer waived under an undertaking', async () => {
    const scene = await undertaken(dealOf([{ id: 'only' }]));
    await waiveLateness(scene, 'only', MONDAY + 60 * DAY);
    const waiting = ['trade-bank confirmWaiver', 'textiles presentMilestone'];
    assert.deepEqual(inShort(actionsOf(scene)), waiting);
    await confirmWaiver(scene, 'only');
    assert.deepEqual(inShort(actionsOf(scene)), ['textiles presentMilestone']);
  });

  it('is to record what conditions miss, and nothing that is on record', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    const missing = (): readonly string[] =>
      inShort(actionsOf(scene).filter(({ milestoneId }) => milestoneId === 'shipment'));
    assert.deepEqual(missing(), ['quality recordInspection', 'line recordEvent']);
    await scene.on('shipment', 'quality.maker', 'recordInspection', inspectionFields());
    assert.deepEqual(missing(), ['line recordEvent']);
  });

  it('is step by step to approve, to pay, to settle and to acknowledge', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.perform('only');
    const order = scene.order('only');
    const { approvalDeadline: deadline, id: orderId } = order;
    const bank = textileParties.bank;
    const period = { deadline, since: order.due.at };
    assert.deepEqual(actionsOf(scene), [
      { participant: bank, command: 'approveOrder', milestoneId: 'only', orderId, ...period },
    ]);
    await scene.approve('only', 1);
    await scene.approve('only', 2);
    const [instruct] = actionsOf(scene);
    assert.equal(instruct?.command, 'instructOrder');
    assert.equal(instruct.deadline, scene.order('only').instructDeadline);
    await scene.instruct('only');
    assert.deepEqual(inShort(actionsOf(scene)), ['trade-bank settleOrder']);
    await scene.settle('only');
    const closing = 'textiles closeAgreement';
    assert.deepEqual(inShort(actionsOf(scene)), ['textiles acknowledgeCredit', closing]);
    await scene.on('only', 'textiles.maker', 'acknowledgeCredit', { orderId });
    assert.deepEqual(inShort(actionsOf(scene)), [closing]);
    await scene.send('textiles.maker', 'closeAgreement');
    assert.deepEqual(actionsOf(scene), []);
  });

  for (const [proposer, other] of [
    ['textiles', 'retail'],
    ['retail', 'textiles'],
  ] as const) {
    it(`is the consent of ${other} when ${proposer} proposes a termination`, async () => {
      const scene = await Scene.active(dealOf([{ id: 'only' }]));
      const { number, hash } = await proposeTermination(scene, [], `${proposer}.maker`);
      const all = inShort(actionsOf(scene));
      assert.deepEqual(all, ['trade-bank secureFunds', `${other} acceptTermination`]);
      await scene.send(`${other}.checker`, 'acceptTermination', { number, hash });
      assert.deepEqual(actionsOf(scene), []);
    });
  }

  it('is to pay what a terminated agreement owes, and to present nothing more', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await terminate(scene, []);
    assert.deepEqual(inShort(actionsOf(scene)), ['trade-bank approveOrder']);
  });

  it('is nothing with an order whose parts went back to held', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.perform('only');
    const position = [{ from: 0, until: SHARE_WHOLE, state: 'held' as const }];
    assert.deepEqual(
      actionsOf(scene, (milestone) => ({ ...milestone, position })),
      [],
    );
  });

  it('has no deadline for an approved order without one', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only', approval: 'automatic' }]));
    await scene.perform('only');
    const [action] = actionsOf(scene, ({ orders, ...milestone }) => ({
      ...milestone,
      orders: orders.map(({ instructDeadline: _instructDeadline, ...order }) => order),
    }));
    assert.equal(action?.command, 'instructOrder');
    assert.equal(action.deadline, undefined);
  });
});

describe('what a condition asks of a party', () => {
  const review = {
    by: 'none',
    businessDays: 5,
    silence: 'accepted',
    maxPresentations: 3,
    cureDays: 5,
  } as const;

  async function askedBy(
    conditions: readonly Condition[],
    change: Partial<MilestoneSketch> = { review },
  ): Promise<readonly string[]> {
    const share = 10_000 / conditions.length;
    const tranches = conditions.map((condition, index) =>
      tranche(`t${String(index)}`, share, condition),
    );
    const scene = await Scene.secured(dealOf([{ id: 'only', ...change, tranches }]));
    return inShort(actionsOf(scene));
  }

  it('is evidence of inspectors and sources, type by type', async () => {
    const asked = await askedBy([
      { type: 'evidence', docType: 'report', min: 1, from: quality },
      { type: 'evidence', docType: 'photo', min: 1, from: quality },
      { type: 'evidence', docType: 'report', min: 1, from: line },
      { type: 'evidence', docType: 'report', min: 2, from: quality },
    ]);
    assert.deepEqual(asked, [
      'quality attachEvidence',
      'quality attachEvidence',
      'line attachEvidence',
    ]);
  });

  it('is events, code by code, and instruments, kind by kind', async () => {
    const asked = await askedBy([
      { type: 'event', code: 'LOAD', source: line },
      { type: 'event', code: 'DISC', source: line },
      { type: 'instrument', instrument: 'credit', inForce: true },
      { type: 'instrument', instrument: 'performance-guarantee', inForce: true },
    ]);
    assert.deepEqual(asked, [
      'line recordEvent',
      'line recordEvent',
      'trade-bank recordInstrument',
      'trade-bank recordInstrument',
    ]);
  });

  it('is nothing for the part that is paid in advance', async () => {
    const passed: Condition = { type: 'inspection', outcome: 'pass' };
    const tranches = [tranche('advance', 3000, 'advance'), tranche('rest', 7000, passed)];
    const scene = await Scene.secured(dealOf([{ id: 'only', review, tranches }]));
    const asked = inShort(actionsOf(scene));
    assert.deepEqual(asked, ['quality recordInspection', 'trade-bank approveOrder']);
  });

  it('is one inspection, however many tranches ask for it', async () => {
    const asked = await askedBy([
      { type: 'inspection', outcome: 'pass' },
      { type: 'inspection', outcome: 'conditional' },
    ]);
    assert.deepEqual(asked, ['quality recordInspection']);
  });

  it('is the presentation where the exporter’s evidence and acceptance are missing', async () => {
    const { exporter, buyer } = textileParties;
    const asked = await askedBy(
      [
        {
          type: 'all',
          of: [
            { type: 'evidence', docType: 'invoice', min: 1, from: exporter },
            { type: 'acceptance', by: buyer },
          ],
        },
      ],
      {},
    );
    assert.deepEqual(asked, ['textiles presentMilestone']);
  });
});
