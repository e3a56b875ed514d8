import assert from 'node:assert/strict';
import {
  endOfAll,
  endOfPerformance,
  instantSchema,
  milestoneIdSchema,
  productionParameters,
  workingTime,
  type Leaf,
  type MilestoneTerms,
} from '@tranche/chaincode/domain';
import { caseDeal, dealOf, tranche, type MilestoneSketch } from './support/deal.js';

const { calendar } = caseDeal().terms;
const time = workingTime({ calendar, parameters: productionParameters });
const at = (text: string): ReturnType<typeof instantSchema.parse> =>
  instantSchema.parse(Date.parse(text));

function milestone(change: Partial<MilestoneSketch> = {}): MilestoneTerms {
  const dueDate = at('2026-04-01T09:00:00Z');
  const [only] = dealOf([{ id: 'only', dueDate, ...change }]).terms.milestones;
  if (only === undefined) throw new Error('the deal has a milestone');
  return only;
}

const retained: Leaf = {
  type: 'after',
  of: { kind: 'milestone', id: milestoneIdSchema.parse('only') },
  days: 10,
  kind: 'calendar',
};

describe('the end of performance', () => {
  it('adds grace, review and cure to the due date', () => {
    // Grace to Wednesday the 8th; review to the end of the 15th; a refusal in its last instant,
    // which is the first of the 16th, is cured to the end of the 23rd; the 24th is the day after.
    assert.equal(endOfPerformance(time, milestone()), at('2026-04-25T00:00:00Z'));
  });

  it('adds the longest retention, in business days', () => {
    const tranches = [
      tranche('main', 9000),
      tranche('short', 500, { ...retained, days: 2 }),
      tranche('long', 400, { type: 'all', of: [retained] }),
      tranche('advance', 100, 'advance'),
    ];
    // Ten business days after Friday the 24th end on Friday 8 May.
    assert.equal(endOfPerformance(time, milestone({ tranches })), at('2026-05-09T00:00:00Z'));
  });

  it('of several milestones is the latest, and never before the floor', () => {
    const late = milestone({ dueDate: at('2026-06-01T09:00:00Z') });
    const floor = at('2026-03-02T00:00:00Z');
    assert.equal(endOfAll(time, [milestone(), late], floor), endOfPerformance(time, late));
    assert.equal(endOfAll(time, [], floor), floor);
    const far = at('2030-01-01T00:00:00Z');
    assert.equal(endOfAll(time, [late], far), far);
  });

  it('of a milestone at the end of time is the end of time', () => {
    const never = instantSchema.parse(8_640_000_000_000_000);
    assert.equal(endOfPerformance(time, milestone({ dueDate: never })), never);
  });
});
