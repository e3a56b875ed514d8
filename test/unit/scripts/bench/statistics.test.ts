import assert from 'node:assert/strict';
import { median, percentile, sum } from '../../../../scripts/bench/statistics.js';

const cases: readonly (readonly [values: readonly number[], share: number, expected: number])[] = [
  [[7], 0.5, 7],
  [[7], 0.95, 7],
  [[3, 1, 2], 0.5, 2],
  [[4, 3, 2, 1], 0.5, 2],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.95, 10],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  [[1, 2, 3], 1, 3],
  [[], 0.5, Number.NaN],
];

describe('the statistics of a bench', () => {
  for (const [values, share, expected] of cases) {
    it(`takes ${expected} as percentile ${share} of ${values.length} values`, () => {
      assert.equal(percentile(values, share), expected);
    });
  }

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it('refuses a percentile that is none', () => {
    for (const share of [0, -1, 1.01]) {
      assert.throws(() => percentile([1], share), /above 0 and at most 1/);
    }
  });

  it('adds up nothing to nothing', () => {
    assert.equal(sum([]), 0);
    assert.equal(sum([1, 2, 3.5]), 6.5);
  });
});
