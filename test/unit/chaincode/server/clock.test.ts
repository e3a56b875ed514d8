import assert from 'node:assert/strict';

import { systemClock, within, type Clock } from '@tranche/chaincode/server/clock';
import { describeThrown, lineLog } from '@tranche/chaincode/server/log';

const noon: Clock = { ...systemClock, now: () => Date.UTC(2026, 0, 2, 12) };

describe('waiting with a limit', () => {
  it('tells that the work has ended', async () => {
    assert.equal(await within(systemClock, 60_000, Promise.resolve()), true);
  });

  it('tells that the time was over first', async () => {
    const clock: Clock = { ...systemClock, after: () => Promise.resolve() };
    assert.equal(await within(clock, 1, new Promise<void>(() => undefined)), false);
  });

  it('passes on why the work failed', async () => {
    await assert.rejects(within(systemClock, 60_000, Promise.reject(new Error('no'))), /no/);
  });
});

describe('the log of the chaincode server', () => {
  it('is one line of JSON for each event', () => {
    const lines: string[] = [];
    const log = lineLog(noon, (line) => lines.push(line));
    log('info', 'serving', { packageId: 'a\nb' });
    log('warn', 'stopping');
    assert.deepEqual(lines, [
      '{"at":"2026-01-02T12:00:00.000Z","level":"info","event":"serving","packageId":"a\\nb"}\n',
      '{"at":"2026-01-02T12:00:00.000Z","level":"warn","event":"stopping"}\n',
    ]);
  });

  it('tells the stack of an error, and only the type of what is none', () => {
    assert.match(String(describeThrown(new TypeError('odd')).stack), /TypeError: odd/);
    assert.deepEqual(describeThrown('a private value'), { thrown: 'string' });
  });
});
