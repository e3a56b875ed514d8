import assert from 'node:assert/strict';
import {
  assigneesOf,
  consentNeeded,
  SHARE_WHOLE,
  type Milestone,
  type Order,
} from '@tranche/chaincode/domain';
import { keys } from '@tranche/chaincode/ledger';
import { refusalOf, type SubmitAnswer } from '../../../support/consortium.js';
import {
  acknowledge,
  answer,
  assign,
  assignmentOf,
  fileAssignment,
  FINANCIER,
  financedDeal,
  financedScene,
  invoiceOf,
  ONLY,
  propose,
  proposed,
  QUARTER,
  recordFinancing,
} from './support/assignment.js';
import { fileHash, tranche } from './support/deal.js';
import { Scene } from './support/scene.js';

type Owed = readonly [payee: string | undefined, from: number, until: number];

/** Whom each order that stands pays, and which parts. */
function owedBy({ orders }: Milestone): readonly Owed[] {
  return orders
    .filter(({ cancelled }) => cancelled === undefined)
    .flatMap(({ payee, ranges }) => ranges.map(({ from, until }): Owed => [payee, from, until]));
}

function byNumber(one: Order, other: Order): number {
  return one.number - other.number;
}

/** An assigned quarter of a milestone that the buyer has accepted. */
async function assignedAndDue(): Promise<Scene> {
  const scene = await financedScene();
  await assign(scene);
  await scene.perform(ONLY);
  return scene;
}

describe('an assignment', () => {
  it('takes the lowest parts that are held and not assigned', async () => {
    const scene = await financedScene();
    await proposed(scene);
    await proposed(scene, { share: 2 * QUARTER }, '2');
    assert.deepEqual(
      scene.milestone(ONLY).assignments?.map(({ ranges, status }) => [status, ranges]),
      [
        ['proposed', [{ from: 0, until: QUARTER }]],
        ['proposed', [{ from: QUARTER, until: 3 * QUARTER }]],
      ],
    );
  });

  it('makes its financier the payee once the bank acknowledged it, and not before', async () => {
    const scene = await financedScene();
    await assign(scene);
    await proposed(scene, {}, '2');
    await scene.perform(ONLY);
    assert.deepEqual(owedBy(scene.milestone(ONLY)), [
      [FINANCIER, 0, QUARTER],
      [undefined, QUARTER, SHARE_WHOLE],
    ]);
  });

  it('has an order of its own in each tranche that it reaches into', async () => {
    const halves = [tranche('first', 5_000), tranche('second', 5_000)];
    const scene = await financedScene({ tranches: halves, approval: 'automatic' });
    await assign(scene, 3 * QUARTER);
    await scene.perform(ONLY);
    const { orders, position } = scene.milestone(ONLY);
    assert.deepEqual(
      [...orders].sort(byNumber).map(({ number, tranche: id, payee }) => [number, id, payee]),
      [
        [1, 'first', FINANCIER],
        [2, 'second', FINANCIER],
        [3, 'second', undefined],
      ],
    );
    assert.ok(position.every(({ state }) => state === 'approved'));
  });

  it('is paid and acknowledged as its financier’s, not as the exporter’s', async () => {
    const scene = await assignedAndDue();
    await scene.pay(ONLY, 0);
    await scene.pay(ONLY, 1);
    const credit = (label: string, index: number): Promise<SubmitAnswer> => {
      const { id: orderId } = scene.order(ONLY, index);
      return scene.on(ONLY, label, 'acknowledgeCredit', { orderId });
    };
    assert.equal(await refusalOf(credit('textiles.maker', 0)), 'PARTY_NOT_PERMITTED');
    assert.equal(await refusalOf(credit('finance.maker', 1)), 'PARTY_NOT_PERMITTED');
    await credit('finance.maker', 0);
    await credit('textiles.maker', 1);
    assert.equal(scene.order(ONLY, 0).credited?.by.participant, FINANCIER);
  });

  it('asks the bank to acknowledge it, and its financier to acknowledge the money', async () => {
    const scene = await financedScene();
    await proposed(scene);
    assert.deepEqual(await actions(scene, 'acknowledgeAssignment'), ['BankMSP:trade-bank']);
    await acknowledge(scene);
    assert.deepEqual(await actions(scene, 'acknowledgeAssignment'), []);
    await scene.perform(ONLY);
    await scene.pay(ONLY, 0);
    assert.deepEqual(await actions(scene, 'acknowledgeCredit'), [FINANCIER]);
  });

  it('takes a share to the part where that is said, and all that is left in any case', async () => {
    const scene = await financedScene();
    await proposed(scene, { share: 7, exact: true });
    await proposed(scene, { share: SHARE_WHOLE - 7 }, '2');
    assert.deepEqual(assignmentOf(scene, 2).ranges, [{ from: 7, until: SHARE_WHOLE }]);
  });

  it('is one of at most four of a milestone', async () => {
    const scene = await financedScene();
    const share = QUARTER / 5;
    for (const number of ['1', '2', '3', '4']) await proposed(scene, { share }, number);
    const fifth = proposed(scene, { share: QUARTER / 5 }, '5');
    assert.equal(await refusalOf(fifth), 'ASSIGNMENTS_EXHAUSTED');
  });

  it('splits what falls due among four financiers’ parts and the exporter’s', async () => {
    const scene = await financedScene();
    for (const number of ['1', '2', '3', '4']) await assign(scene, QUARTER / 5, number);
    await scene.perform(ONLY);
    assert.equal(scene.milestone(ONLY).orders.length, 5);
  });

  it('pays what a termination gives to the payee to the financier of its parts', async () => {
    const scene = await financedScene();
    await assign(scene);
    const splits = [{ milestoneId: ONLY, payeeBps: 5_000 }];
    await scene.send('textiles.maker', 'proposeTermination', { splits });
    const { number = 0, hash } = scene.agreement().termination ?? {};
    await answer(scene, 'consentToAct', { act: hash });
    await scene.send('retail.checker', 'acceptTermination', { number, hash });
    const { orders } = scene.milestone(ONLY);
    assert.deepEqual(
      orders.map(({ number: order, to, payee, ranges }) => [order, to, payee, ranges[0]?.from]),
      [
        [1, 'payee', FINANCIER, 0],
        [2, 'payee', undefined, QUARTER],
        [3, 'buyer', undefined, 2 * QUARTER],
      ],
    );
  });
});

async function actions(scene: Scene, command: string): Promise<readonly string[]> {
  const { agreementId } = scene;
  const found = await scene.consortium.ask('textiles.maker', 'nextActions', { agreementId });
  const all = (found as { actions: { command: string; participant: string }[] }).actions;
  return all.filter((each) => each.command === command).map(({ participant }) => participant);
}

describe('an assignment of what is due already', () => {
  async function due(): Promise<Scene> {
    const scene = await financedScene();
    await scene.perform(ONLY);
    return scene;
  }

  it('takes whole orders alone', async () => {
    const scene = await due();
    await recordFinancing(scene);
    assert.equal(await refusalOf(propose(scene)), 'ORDER_DIVIDED');
    await fileAssignment(scene);
    await propose(scene, { share: SHARE_WHOLE });
    await acknowledge(scene);
    assert.equal(scene.order(ONLY).payee, FINANCIER);
  });

  it('makes the officers approve anew, under another hash', async () => {
    const scene = await due();
    await scene.approve(ONLY, 1);
    const { hash: before, approvals } = scene.order(ONLY);
    assert.equal(approvals.length, 1);
    await assign(scene, SHARE_WHOLE);
    const { hash, approvals: none } = scene.order(ONLY);
    assert.notEqual(hash, before);
    assert.deepEqual(none, []);
    await scene.pay(ONLY);
  });

  it('goes back to the exporter when it is released, under the hash that it had', async () => {
    const scene = await due();
    const { hash } = scene.order(ONLY);
    await assign(scene, SHARE_WHOLE);
    await answer(scene, 'releaseAssignment');
    assert.equal(scene.order(ONLY).payee, undefined);
    assert.equal(scene.order(ONLY).hash, hash);
  });

  it('stays with its financier once it is approved, whatever is released', async () => {
    const scene = await due();
    await assign(scene, SHARE_WHOLE);
    await scene.approve(ONLY, 1);
    await scene.approve(ONLY, 2);
    await answer(scene, 'releaseAssignment');
    assert.equal(scene.order(ONLY).payee, FINANCIER);
  });

  it('is overtaken when the bank approved the order first', async () => {
    const scene = await due();
    await proposed(scene, { share: SHARE_WHOLE });
    await scene.approve(ONLY, 1);
    await scene.approve(ONLY, 2);
    assert.equal(await refusalOf(acknowledge(scene)), 'ASSIGNMENT_OVERTAKEN');
  });

  it('is refused when what fell due since would be divided', async () => {
    const scene = await financedScene();
    await proposed(scene);
    await scene.perform(ONLY);
    assert.equal(await refusalOf(acknowledge(scene)), 'ORDER_DIVIDED');
  });

  it('never takes what goes back to the buyer', async () => {
    const scene = await financedScene({ approval: 'single' });
    await scene.on(ONLY, 'textiles.checker', 'releaseSecurity', { share: QUARTER });
    await recordFinancing(scene);
    const all = propose(scene, { share: SHARE_WHOLE });
    assert.equal(await refusalOf(all), 'SHARE_NOT_HELD');
  });
});

describe('an assigned part', () => {
  it('is written off with the consent of its financier alone', async () => {
    const scene = await assignedAndDue();
    const { id: orderId } = scene.order(ONLY, 0);
    const note = fileHash('end');
    await scene.on(ONLY, 'trade-bank.maker', 'reportException', { kind: 'short', orderId, note });
    const fields = { number: 1, note };
    const write = { ...fields, as: 'written-off' };
    await scene.on(ONLY, 'trade-bank.maker', 'resolveException', write);
    assert.deepEqual(await actions(scene, 'consentToResolution'), [FINANCIER]);
    const byExporter = scene.on(ONLY, 'textiles.checker', 'consentToResolution', fields);
    assert.equal(await refusalOf(byExporter), 'PARTY_NOT_PERMITTED');
    await scene.on(ONLY, 'finance.checker', 'consentToResolution', fields);
  });

  it('is assigned anew when it was released', async () => {
    const scene = await financedScene();
    await assign(scene);
    await answer(scene, 'releaseAssignment');
    await assign(scene, QUARTER, '2');
    assert.deepEqual(assignmentOf(scene, 2).ranges, [{ from: 0, until: QUARTER }]);
  });
});

describe('the assignee’s consent', () => {
  const half = 2 * QUARTER;

  async function missing(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => assert.fail('the act was not refused'),
      (refusal: unknown) => refusal as { code: string; params: { act: string } },
    );
    assert.equal(error.code, 'ASSIGNEE_CONSENT_MISSING');
    return error.params.act;
  }

  for (const type of ['reduceMilestone', 'releaseSecurity'] as const) {
    it(`is not needed by ${type} as long as other parts are left, and then is`, async () => {
      const scene = await financedScene();
      await assign(scene, half);
      const reason = type === 'reduceMilestone' ? { reason: 'QUANTITY_SHORT' } : {};
      const give = (share: number): Promise<SubmitAnswer> =>
        scene.on(ONLY, 'textiles.checker', type, { share, ...reason });
      await give(half);
      const act = await missing(give(QUARTER));
      await answer(scene, 'consentToAct', { act });
      assert.notEqual(await missing(give(half)), act);
      await give(QUARTER);
    });
  }

  it('is needed by a termination that moves assigned parts, in its own milestone', async () => {
    const scene = await Scene.secured(financedDeal([{ id: ONLY }, { id: 'other' }]));
    await assign(scene);
    await scene.send('textiles.maker', 'proposeTermination', { splits: [] });
    const { number = 0, hash = '' } = scene.agreement().termination ?? {};
    const accept = (): Promise<SubmitAnswer> =>
      scene.send('retail.checker', 'acceptTermination', { number, hash });
    assert.equal(await missing(accept()), hash);
    await answer(scene, 'consentToAct', { act: hash });
    await accept();
    assert.equal(scene.agreement().status, 'terminated');
  });

  it('is kept for the last eight acts', async () => {
    const scene = await financedScene();
    await assign(scene);
    const acts = [...Array(9).keys()].map((index) => fileHash(`act ${String(index)}`));
    for (const act of acts) await answer(scene, 'consentToAct', { act });
    assert.deepEqual(
      assignmentOf(scene).consents?.map(({ act }) => act),
      acts.slice(1),
    );
    const again = answer(scene, 'consentToAct', { act: acts[8] });
    assert.equal(await refusalOf(again), 'CONSENT_ALREADY_GIVEN');
  });

  it('is asked of those alone whose assignments are in effect', async () => {
    const scene = await financedScene();
    await assign(scene);
    await proposed(scene, {}, '2');
    const milestone = scene.milestone(ONLY);
    const act = fileHash('act');
    const all = [{ from: 0, until: SHARE_WHOLE }];
    assert.deepEqual(assigneesOf(milestone, all), [FINANCIER]);
    assert.deepEqual(
      consentNeeded(milestone, all, act).map(({ number }) => number),
      [1],
    );
    const others = [{ from: QUARTER, until: SHARE_WHOLE }];
    assert.deepEqual(assigneesOf(milestone, others), []);
    assert.deepEqual(consentNeeded(milestone, others, act), []);
  });
});

describe('an invoice', () => {
  it('is on record once, under a key without a policy of its own', async () => {
    const scene = await financedScene();
    await recordFinancing(scene);
    const { exporter } = scene.deal.terms.parties;
    const key = keys.financing(exporter, invoiceOf());
    assert.ok(scene.consortium.ledger.values.has(key));
    assert.ok(!scene.consortium.ledger.policies.has(key));
    assert.equal(await refusalOf(recordFinancing(scene)), 'INVOICE_ALREADY_FINANCED');
  });

  it('is recorded by a repeated command as by the first', async () => {
    const scene = await financedScene();
    const fields = { invoice: invoiceOf() };
    const send = (): Promise<SubmitAnswer> =>
      scene.on(ONLY, 'textiles.maker', 'recordFinancing', fields, { commandId: 'same' });
    const { txId } = await send();
    const again = await send();
    assert.deepEqual([again.replayed, again.txId], [true, txId]);
  });

  it('is financed in its own milestone alone, and there once', async () => {
    const scene = await Scene.secured(financedDeal([{ id: ONLY }, { id: 'other' }]));
    await proposed(scene);
    const elsewhere = propose(scene, {}, '1', 'other');
    assert.equal(await refusalOf(elsewhere), 'INVOICE_ALREADY_FINANCED');
    assert.equal(await refusalOf(propose(scene)), 'INVOICE_ALREADY_FINANCED');
    await acknowledge(scene);
    await answer(scene, 'releaseAssignment');
    assert.equal(await refusalOf(propose(scene)), 'INVOICE_ALREADY_FINANCED');
  });

  it('is financed in its own agreement alone', async () => {
    const scene = await financedScene();
    await recordFinancing(scene);
    const other = await Scene.securedOn(scene.consortium, financedDeal());
    assert.equal(await refusalOf(propose(other)), 'INVOICE_ALREADY_FINANCED');
  });

  it('can be proposed again when its assignment was rejected', async () => {
    const scene = await financedScene();
    await proposed(scene);
    await answer(scene, 'rejectAssignment');
    assert.equal(assignmentOf(scene).rejected?.reason, 'NOT_OURS');
    await propose(scene);
    assert.equal(assignmentOf(scene, 2).status, 'proposed');
  });

  it('is not financed by what the terms do not name', async () => {
    const scene = await financedScene();
    await recordFinancing(scene);
    const milestoneId = 'missing';
    const unknown = scene.on(milestoneId, 'textiles.maker', 'recordFinancing', {
      invoice: invoiceOf('2'),
    });
    assert.equal(await refusalOf(unknown), 'MILESTONE_NOT_FOUND');
    const buyer = scene.deal.terms.parties.buyer;
    assert.equal(await refusalOf(propose(scene, { financier: buyer })), 'FINANCIER_NOT_NAMED');
  });
});
