import assert from 'node:assert/strict';
import { assigneesOf, consentNeeded, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { refusalOf, type SubmitAnswer } from '../../../support/consortium.js';
import {
  answer,
  assign,
  assignmentOf,
  financedDeal,
  financedScene,
  FINANCIER,
  ONLY,
  proposed,
  QUARTER,
} from './support/assignment.js';
import { fileHash } from './support/deal.js';
import { acceptOffer, disputeIn, offer, open } from './support/dispute.js';
import { Scene } from './support/scene.js';

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

  it('is needed by an offer to divide disputed parts, and given to its hash', async () => {
    const scene = await financedScene();
    await assign(scene, 2 * half);
    await scene.present(ONLY);
    await scene.refuse(ONLY);
    await open(scene);
    await offer(scene, { toBuyer: SHARE_WHOLE });
    const hash = disputeIn(scene).offers?.at(-1)?.hash;
    assert.equal(await missing(acceptOffer(scene)), hash);
    await answer(scene, 'consentToAct', { act: hash });
    await acceptOffer(scene);
    const [order] = scene.milestone(ONLY).orders;
    assert.deepEqual([order?.to, order?.ranges], ['buyer', [{ from: 0, until: SHARE_WHOLE }]]);
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
