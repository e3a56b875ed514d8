import assert from 'node:assert/strict';
import { NetworkError } from '../../../network/errors.js';
import { together, until } from '../../../network/wait.js';
import { StepClock } from './test-site.js';

const TIMEOUT_MILLIS = 1_000;

const options = () => ({
  clock: new StepClock(),
  what: 'the answer',
  timeoutMillis: TIMEOUT_MILLIS,
  everyMillis: 100,
});

const coded = (code: string, text: RegExp) => (thrown: unknown) =>
  thrown instanceof NetworkError && thrown.code === code && text.test(thrown.message);

describe('waiting', () => {
  it('ends with the first answer', async () => {
    let asked = 0;
    const answer = await until(options(), () => {
      asked += 1;
      return Promise.resolve(asked === 3 ? 'here' : undefined);
    });
    assert.equal(answer, 'here');
  });

  it('asks again after an error, and tells the last one when time is up', async () => {
    let asked = 0;
    const waiting = until(options(), () => {
      asked += 1;
      return Promise.reject(new Error(`failed ${asked}`));
    });
    await assert.rejects(waiting, coded('TIMED_OUT', /the answer .* within 1 s: failed 11/));
  });

  it('ends at once when waiting is found useless', async () => {
    const crash = new NetworkError('NODE_CRASHED', 'it has ended');
    await assert.rejects(until(options(), () => Promise.reject(crash)), crash);
  });

  it('tries a program that failed again', async () => {
    let asked = 0;
    const answer = await until(options(), () => {
      asked += 1;
      const failure = new NetworkError('TOOL_FAILED', 'not yet');
      return asked === 2 ? Promise.resolve('done') : Promise.reject(failure);
    });
    assert.equal(answer, 'done');
  });

  it('together ends only when every task has, and then tells the first failure', async () => {
    const ended: string[] = [];
    const slow = (async () => {
      await Promise.resolve();
      await Promise.resolve();
      ended.push('slow');
    })();
    await assert.rejects(together([Promise.reject(new Error('first')), slow]), /first/);
    assert.deepEqual(ended, ['slow']);
  });
});
