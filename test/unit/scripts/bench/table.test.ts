import assert from 'node:assert/strict';
import {
  compared,
  missed,
  passes,
  type Figure,
  type Limit,
} from '../../../../scripts/bench/figures.js';
import { renderTable } from '../../../../scripts/bench/table.js';

const atLeast: Limit = { is: 'at least', value: 0.9 };
const atMost: Limit = { is: 'at most', value: 3 };

function ratioOf(measured: number, reference: number, limit?: Limit): Figure {
  return compared({ measure: 'measure', unit: 'tx/s', reference, measured }, limit);
}

describe('the figures of a bench', () => {
  const cases: readonly (readonly [title: string, figure: Figure, passes: boolean | undefined])[] =
    [
      ['a ratio at its least', ratioOf(9, 10, atLeast), true],
      ['a ratio below its least', ratioOf(8.99, 10, atLeast), false],
      ['a ratio at its most', ratioOf(30, 10, atMost), true],
      ['a ratio above its most', ratioOf(30.1, 10, atMost), false],
      ['a ratio to nothing', ratioOf(5, 0, atLeast), false],
      ['a ratio of nothing to nothing', ratioOf(0, 0, atMost), false],
      ['a figure without a ratio', { measure: 'm', unit: 'tx', measured: 4, limit: atMost }, false],
      ['a figure without a limit', ratioOf(1, 10), undefined],
    ];
  for (const [title, figure, expected] of cases) {
    it(`judge ${title}: ${String(expected)}`, () => {
      assert.equal(passes(figure), expected);
    });
  }

  it('are missed when they have a limit and do not reach it', () => {
    const bad = ratioOf(1, 10, atLeast);
    assert.deepEqual(missed([ratioOf(10, 10, atLeast), bad, ratioOf(1, 10)]), [bad]);
  });

  it('stand in one table, text to the left and numbers to the right', () => {
    const table = renderTable([
      { measure: 'throughput', unit: 'tx/s', reference: 60, measured: 54.321, ratio: 0.905 },
      { ...ratioOf(20, 60, atLeast), measure: 'short' },
      { measure: 'none', unit: 'ms', measured: Number.NaN },
      { measure: 'small', unit: 'ms', measured: 1.234, limit: atMost },
    ]);
    assert.equal(
      table,
      [
        'measure     unit  reference  measured  ratio  must reach',
        '----------  ----  ---------  --------  -----  ----------  ------',
        'throughput  tx/s         60      54.3   0.91',
        'short       tx/s         60        20   0.33      >= 0.9  MISSED',
        'none        ms                      -',
        'small       ms                   1.23               <= 3      ok',
      ].join('\n'),
    );
  });
});
