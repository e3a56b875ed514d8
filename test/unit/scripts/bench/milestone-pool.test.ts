import assert from 'node:assert/strict';
import {
  AGREEMENTS_PER_CLIENT,
  MilestonePool,
  type MilestoneRef,
} from '../../../../scripts/bench/milestone-pool.js';
import {
  ACTS_PER_MILESTONE,
  agreementsFor,
  fullPlan,
  milestoneIds,
  quickPlan,
} from '../../../../scripts/bench/plan.js';

function poolOf(agreements: number, actsMax: number): MilestonePool {
  const ids = Array.from({ length: agreements }, (_, index) => `A${index}`);
  return new MilestonePool(ids, { milestoneIds: ['order', 'shipment', 'delivery'], actsMax });
}

function agreementsIn(refs: readonly MilestoneRef[]): ReadonlySet<string> {
  return new Set(refs.map(({ agreementId }) => agreementId));
}

describe('the pool of milestones of a bench', () => {
  it('gives each client four agreements that no other client has', () => {
    const lists = poolOf(12, 12).handOut({ clients: 3, perClient: 12 });
    const all = lists.flatMap((list) => [...agreementsIn(list)]);
    assert.equal(all.length, 3 * AGREEMENTS_PER_CLIENT);
    assert.equal(new Set(all).size, all.length);
  });

  it('lets a client meet the same milestone again only after all its others', () => {
    const [list = []] = poolOf(4, 12).handOut({ clients: 1, perClient: 24 });
    const keys = list.map(({ agreementId, milestoneId }) => `${agreementId} ${milestoneId}`);
    assert.equal(new Set(keys.slice(0, 12)).size, 12);
    assert.deepEqual(keys.slice(0, 12), keys.slice(12));
    assert.equal(agreementsIn(list.slice(0, 4)).size, 4);
  });

  it('takes the agreements that were used least', () => {
    const pool = poolOf(8, 12);
    const [first = []] = pool.handOut({ clients: 1, perClient: 12 });
    const [second = []] = pool.handOut({ clients: 1, perClient: 12 });
    const both = new Set([...agreementsIn(first), ...agreementsIn(second)]);
    assert.equal(both.size, 8);
  });

  it('hands out as many acts on a milestone as are allowed, and not one more', () => {
    const pool = poolOf(4, 2);
    pool.handOut({ clients: 1, perClient: 24 });
    assert.throws(() => pool.handOut({ clients: 1, perClient: 1 }), /more than 2 acts/);
  });

  it('refuses more clients than there are agreements for', () => {
    assert.throws(() => poolOf(7, 12).handOut({ clients: 2, perClient: 1 }), RangeError);
  });

  for (const [name, plan] of Object.entries({ fullPlan, quickPlan })) {
    it(`is large enough for all that ${name} measures`, () => {
      const ids = Array.from({ length: agreementsFor(plan) }, (_, index) => `A${index}`);
      const pool = new MilestonePool(ids, { milestoneIds, actsMax: ACTS_PER_MILESTONE });
      const perClient = 1;
      pool.handOut({ clients: 1, perClient });
      // Over HTTP, the direct calls are measured again as the reference.
      for (const demand of [...plan.direct, ...plan.http, ...plan.http]) {
        pool.handOut({ ...demand, perClient: plan.warmUpPerClient });
        for (let round = 1; round <= plan.rounds; round += 1) pool.handOut(demand);
      }
    });
  }
});
