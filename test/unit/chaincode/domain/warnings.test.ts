import assert from 'node:assert/strict';
import { refusalOf } from '../../../support/consortium.js';
import { dealOf, DAY } from './support/deal.js';
import { rewriteRules } from './support/records.js';
import { Scene } from './support/scene.js';

const TOLERANCE = 180_000;
const single = dealOf([{ id: 'only' }]);
const at = (date: string): number => Date.parse(date);

/** Presented on Monday 2 March 2026: to be reviewed by the end of Monday 9 March. */
async function presented(): Promise<Scene> {
  const scene = await Scene.secured(single);
  await scene.present('only');
  assert.equal(scene.presentation('only').deadline, at('2026-03-10T00:00:00Z'));
  return scene;
}

/** What an advance announces, as `user command days`. */
async function announced(scene: Scene): Promise<readonly string[]> {
  await scene.advance('only');
  const { warned } = scene.milestone('only');
  assert.equal(warned?.at, scene.consortium.now());
  return warned.warnings.map(({ participant, command, businessDays }) =>
    [participant.split(':')[1], command, businessDays].join(' '),
  );
}

async function nothingDue(scene: Scene): Promise<void> {
  assert.equal(await refusalOf(scene.advance('only')), 'NOTHING_DUE');
}

describe('a deadline that comes near', () => {
  it('is announced 5 and 1 business days before, each once', async () => {
    const scene = await Scene.secured(single);
    const { dueDate } = scene.milestone('only').review;
    assert.equal(new Date(dueDate).toISOString().slice(0, 10), '2026-04-01');
    for (const [day, left] of [
      ['2026-03-25', 5],
      ['2026-03-31', 1],
    ] as const) {
      scene.consortium.setClock(at(`${day}T00:00:00Z`) + TOLERANCE - 1001);
      await nothingDue(scene);
      scene.consortium.setClock(at(`${day}T00:00:00Z`) + TOLERANCE);
      const warning = `textiles presentMilestone ${String(left)}`;
      assert.deepEqual(await announced(scene), [warning]);
      await nothingDue(scene);
    }
  });

  it('is announced by the most urgent warning alone to whoever comes late', async () => {
    const scene = await Scene.secured(single);
    scene.consortium.setClock(at('2026-03-31T12:00:00Z'));
    assert.deepEqual(await announced(scene), ['textiles presentMilestone 1']);
    await nothingDue(scene);
  });

  it('is not announced five days before where its whole time is shorter', async () => {
    const { review } = single.terms.milestones[0] ?? assert.fail('the deal has a milestone');
    const scene = await Scene.secured(
      dealOf([{ id: 'only', review: { ...review, businessDays: 3 } }]),
    );
    await scene.present('only');
    assert.equal(scene.presentation('only').deadline, at('2026-03-06T00:00:00Z'));
    scene.consortium.setClock(at('2026-03-04T12:00:00Z'));
    await nothingDue(scene);
    scene.consortium.setClock(at('2026-03-05T00:00:00Z') + TOLERANCE);
    assert.deepEqual(await announced(scene), ['retail acceptPresentation 1']);
    await nothingDue(scene);
  });

  it('is announced no more once it has passed', async () => {
    const scene = await presented();
    scene.consortium.setClock(at('2026-03-10T00:00:00Z') + 1);
    await nothingDue(scene);
  });

  it('is announced anew where an outage moves it', async () => {
    const scene = await presented();
    scene.consortium.setClock(at('2026-03-09T12:00:00Z'));
    await announced(scene);
    const outage = { from: at('2026-03-09T13:00:00Z'), until: at('2026-03-12T13:00:00Z') };
    await rewriteRules(scene.consortium, { outages: [outage] as never });
    scene.consortium.setClock(at('2026-03-11T12:00:00Z'));
    await nothingDue(scene);
    scene.consortium.setClock(at('2026-03-12T12:00:00Z') - DAY / 2 + TOLERANCE);
    assert.deepEqual(await announced(scene), ['retail acceptPresentation 1']);
  });
});
