import assert from 'node:assert/strict';
import {
  compare,
  cpuFigures,
  figuresOf,
  type Side,
} from '../../../../scripts/bench/compare.js';
import { missed } from '../../../../scripts/bench/figures.js';
import type { Workload } from '../../../../scripts/bench/workloads.js';

const side: Side = {
  latencies: [10, 20, 30, 40],
  elapsedMillis: 2000,
  busy: 0,
  conflicts: 0,
  unanswered: 0,
  failures: [],
  cpuMillis: 8,
};

const pace = { now: () => 0, after: async () => undefined, random: () => 0 };

/** A workload that notes its transactions and takes processor time with each. */
function noting(name: string, notes: string[]): Workload<string> {
  let cpuMillis = 100;
  return {
    schedule: ({ clients }) => Array.from({ length: clients }, () => [name]),
    act: async (work) => {
      notes.push(work);
      cpuMillis += 5;
      return { kind: 'committed' };
    },
    cpuMillis: () => cpuMillis,
  };
}

describe('a comparison of two workloads', () => {
  it('has them take turns, and adds up what each did and cost', async () => {
    const notes: string[] = [];
    const pair = { reference: noting('put', notes), measured: noting('milestone', notes) };
    const demand = { clients: 2, perClient: 1 };
    const found = await compare(pair, { demand, rounds: 2, pace });
    const [put, milestone] = [['put', 'put'], ['milestone', 'milestone']];
    assert.deepEqual(notes, [...put, ...milestone, ...put, ...milestone]);
    assert.equal(found.reference.latencies.length, 4);
    assert.equal(found.measured.cpuMillis, 20);
  });

  it('puts the limit on the ratio of the throughputs', () => {
    const measured = { ...side, elapsedMillis: 4000, busy: 3, conflicts: 1 };
    const limit = { is: 'at least', value: 0.9 } as const;
    const figures = figuresOf({ reference: side, measured }, { title: 'a / b', limit });
    const [speed, p50, p95, busy, conflicts] = figures;
    assert.deepEqual(speed, {
      measure: 'a / b: throughput',
      unit: 'tx/s',
      reference: 2,
      measured: 1,
      ratio: 0.5,
      limit,
    });
    assert.deepEqual([p50?.measured, p95?.measured], [20, 40]);
    assert.deepEqual([busy?.measured, conflicts?.measured], [3, 1]);
    assert.deepEqual(missed(figures), [speed]);
  });

  it('fails when either of them gave a transaction up', () => {
    const failing = { ...side, failures: ['no'] };
    for (const comparison of [
      { reference: failing, measured: side },
      { reference: side, measured: failing },
    ]) {
      const figures = figuresOf(comparison, { title: 'a / b' });
      assert.equal(figures.at(-1)?.measured, 1);
      assert.deepEqual(missed(figures), figures.slice(-1));
    }
  });

  it('tells the processor time of a transaction beside that of the reference', () => {
    const measured = { ...side, cpuMillis: 14 };
    const [all, above, each] = cpuFigures([{ reference: side, measured }], 3);
    assert.deepEqual([all?.reference, all?.measured], [2, 3.5]);
    assert.equal(above?.measured, 1.5);
    assert.equal(each?.measured, 0.5);
  });
});
