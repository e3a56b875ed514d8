import assert from 'node:assert/strict';
import {
  backOffMillis,
  runClients,
  TRIES_MAX,
  type Outcome,
  type Pace,
} from '../../../../scripts/bench/clients.js';

const COMMITTED: Outcome = { kind: 'committed' };
const BUSY: Outcome = { kind: 'busy' };
const CONFLICT: Outcome = { kind: 'conflict' };
const UNANSWERED: Outcome = { kind: 'unanswered' };

/** Time that passes only when somebody waits. */
class StoppedPace implements Pace {
  readonly pauses: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  async after(millis: number): Promise<void> {
    this.pauses.push(millis);
    this.pass(millis);
  }

  random(): number {
    return 1;
  }

  pass(millis: number): void {
    this.#now += millis;
  }
}

describe('the clients of a bench', () => {
  it('time each transaction from its first try, with all pauses', async () => {
    const pace = new StoppedPace();
    const outcomes = [BUSY, BUSY, COMMITTED, CONFLICT, COMMITTED];
    const act = async (): Promise<Outcome> => {
      pace.pass(10);
      return outcomes.shift() ?? COMMITTED;
    };
    const found = await runClients([['one', 'two']], act, pace);
    assert.deepEqual(pace.pauses, [20, 40]);
    assert.deepEqual(found, {
      latencies: [90, 20],
      elapsedMillis: 110,
      busy: 2,
      conflicts: 1,
      unanswered: 0,
      failures: [],
    });
  });

  it('wait after too few endorsements as after a busy node', async () => {
    const pace = new StoppedPace();
    const outcomes = [UNANSWERED, BUSY, UNANSWERED, COMMITTED];
    const act = async (): Promise<Outcome> => outcomes.shift() ?? COMMITTED;
    const { busy, unanswered } = await runClients([['work']], act, pace);
    assert.deepEqual([busy, unanswered], [1, 2]);
    assert.deepEqual(pace.pauses, [20, 40, 80]);
  });

  it('have one transaction under way each, and all clients at once', async () => {
    const underWay = new Map<string, number>();
    let most = 0;
    const act = async (client: string): Promise<Outcome> => {
      assert.equal(underWay.get(client) ?? 0, 0);
      underWay.set(client, 1);
      most = Math.max(most, [...underWay.values()].filter(Boolean).length);
      await Promise.resolve();
      underWay.set(client, 0);
      return COMMITTED;
    };
    const schedule = ['a', 'b', 'c'].map((client) => [client, client, client]);
    const { latencies } = await runClients(schedule, act, new StoppedPace());
    assert.equal(latencies.length, 9);
    assert.equal(most, 3);
  });

  it('go on after a failure, which is no transaction', async () => {
    const act = async (work: string): Promise<Outcome> =>
      work === 'bad' ? { kind: 'failed', message: 'no' } : COMMITTED;
    const { latencies, failures } = await runClients([['bad', 'good']], act, new StoppedPace());
    assert.equal(latencies.length, 1);
    assert.deepEqual(failures, ['no']);
  });

  it('give up what is never committed', async () => {
    for (const outcome of [BUSY, CONFLICT, UNANSWERED]) {
      let tries = 0;
      const act = async (): Promise<Outcome> => {
        tries += 1;
        return outcome;
      };
      const { failures } = await runClients([['work']], act, new StoppedPace());
      assert.deepEqual(failures, [`not committed in ${TRIES_MAX} tries`]);
      assert.equal(tries, TRIES_MAX);
    }
  });

  it('wait twice as long each time, up to a limit, and never all alike', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7].map((busy) => backOffMillis(busy, 1)),
      [20, 40, 80, 160, 320, 400, 400],
    );
    assert.equal(backOffMillis(1, 0), 10);
  });
});
