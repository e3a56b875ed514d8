import assert from 'node:assert/strict';
import { memoryFigures } from '../../../../scripts/bench/memory.js';
import { cpuMillisIn, residentBytesIn } from '../../../../scripts/bench/processes.js';

const MEBIBYTE = 1024 * 1024;

describe('what the system tells of processes', () => {
  it('finds user and system time, whatever the program is called', () => {
    const fields = '4 (a) b (c) S 1 4 4 0 -1 4194560 900 0 0 0 25 17 3 2 20 0 11 0 4242 1000 99';
    assert.equal(cpuMillisIn(fields), 420);
  });

  it('finds the resident memory', () => {
    const status = 'VmPeak:\t  9 kB\nVmRSS:\t    2048 kB\nThreads:\t11\n';
    assert.equal(residentBytesIn(status), 2 * MEBIBYTE);
  });

  it('says that it found none in what is something else', () => {
    assert.equal(residentBytesIn('Name:\tkthreadd\n'), Number.NaN);
  });

  it('is added up by kind of node', () => {
    const before = [
      { role: 'peer', residentBytes: 10 * MEBIBYTE },
      { role: 'gateway', residentBytes: 20 * MEBIBYTE },
    ] as const;
    const after = [...before, { role: 'peer', residentBytes: 5 * MEBIBYTE }] as const;
    const [all, ...ofRoles] = memoryFigures(before, after);
    assert.deepEqual([all?.reference, all?.measured], [30, 35]);
    const peers = ofRoles.find(({ measure }) => measure.includes('peer x 2'));
    assert.deepEqual([peers?.reference, peers?.measured], [10, 15]);
  });
});
