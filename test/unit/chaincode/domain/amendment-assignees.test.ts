import assert from 'node:assert/strict';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { consent, concludeWith, open, outcomeOf } from './support/amendment.js';
import { answer, assign, FINANCIER, financedScene } from './support/assignment.js';
import { DAY } from './support/deal.js';
import type { Scene } from './support/scene.js';

const sides = ['ExporterMSP:textiles', 'BuyerMSP:retail', 'BankMSP:trade-bank'];
const touching = { milestones: { only: { dueDate: (MONDAY + 40 * DAY) as never } } };
const elsewhere = { terms: { longStop: (MONDAY + 250 * DAY) as never } };

async function assigned(): Promise<Scene> {
  const scene = await financedScene();
  await assign(scene);
  return scene;
}

function asked(scene: Scene): readonly string[] | undefined {
  return scene.agreement().amendment?.asked;
}

describe('an assignee', () => {
  it('has to consent to what touches its share', async () => {
    const scene = await assigned();
    await open(scene, touching);
    assert.deepEqual(asked(scene), [...sides, FINANCIER]);
    await concludeWith(scene);
    assert.equal(outcomeOf(scene), undefined);
    await consent(scene, 'finance.checker');
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });

  it('may refuse it', async () => {
    const scene = await assigned();
    await open(scene, touching);
    await scene.send('finance.checker', 'refuseAmendment', { number: 2 });
    assert.equal(outcomeOf(scene)?.as, 'refused');
  });

  it('has no say in what leaves its share alone', async () => {
    const scene = await assigned();
    await open(scene, elsewhere);
    assert.deepEqual(asked(scene), sides);
    assert.equal(await refusalOf(consent(scene, 'finance.checker')), 'PARTY_NOT_PERMITTED');
    await concludeWith(scene);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });

  it('is asked though its share was assigned after the amendment was opened', async () => {
    const scene = await financedScene();
    await open(scene, touching);
    await assign(scene);
    await concludeWith(scene);
    assert.equal(outcomeOf(scene), undefined);
    await consent(scene, 'finance.checker');
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });

  it('is not asked any more once it gave its share back', async () => {
    const scene = await assigned();
    await open(scene, touching);
    await answer(scene, 'releaseAssignment');
    await concludeWith(scene);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });
});
