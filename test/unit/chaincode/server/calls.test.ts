import assert from 'node:assert/strict';

import { Admission, runningLimits } from '@tranche/chaincode/server/admission';
import { ConnectionCalls } from '@tranche/chaincode/server/calls';
import { Metrics } from '@tranche/chaincode/server/metrics';

type Stub = Parameters<ConnectionCalls['Invoke']>[0];
type Response = Awaited<ReturnType<ConnectionCalls['Invoke']>>;
type Invoke = () => Promise<Response>;

/** A contract can throw anything, whatever the types say. */
const whatever = {
  null: null,
  undefined,
  'a text': 'text',
  'an error': new Error('broken'),
  'an object': { message: 'broken' },
} as unknown as Readonly<Record<string, Error>>;

const SUCCESS: Response = { status: 200, payload: Buffer.from('done') };

function stubOf(args: readonly string[], mspid = 'BuyerMSP'): Stub {
  return {
    getArgs: () => [...args],
    getTxID: () => 'tx-1',
    getCreator: () => ({ mspid, idBytes: Buffer.alloc(0) }),
  } as unknown as Stub;
}

describe('the calls of a connection', () => {
  let admission: Admission;
  let metrics: Metrics;
  let lost: AbortController;
  let lines: string[];

  beforeEach(() => {
    admission = new Admission('BankMSP');
    metrics = new Metrics({ startedAt: 0, codeDigest: 'digest', packageVersion: '1' });
    lost = new AbortController();
    lines = [];
  });

  function callsTo(invoke: Invoke): ConnectionCalls {
    const chaincode = { Init: invoke, Invoke: invoke };
    const library = { chaincode, functions: new Map([['note:write', 1]]) };
    const log = (level: string, event: string, fields: object = {}): void => {
      lines.push(JSON.stringify({ level, event, ...fields }));
    };
    return new ConnectionCalls({ library, admission, metrics, log }, lost.signal);
  }

  function counted(): string {
    return metrics.expose({ running: admission.running, connections: 0 });
  }

  const write = stubOf(['note:write', '{}']);

  it('answers what the contract answers', async () => {
    assert.equal(await callsTo(() => Promise.resolve(SUCCESS)).Invoke(write), SUCCESS);
    assert.match(counted(), /\{function="note:write",outcome="answered"\} 1/);
    assert.equal(admission.running, 0);
  });

  it('answers an initialization like a call', async () => {
    assert.equal(await callsTo(() => Promise.resolve(SUCCESS)).Init(write), SUCCESS);
  });

  it('passes a coded refusal on as it is', async () => {
    const refusal = { status: 500, message: '{"code":"AGREEMENT_NOT_FOUND","params":{"id":"A"}}' };
    assert.equal(await callsTo(() => Promise.resolve(refusal)).Invoke(write), refusal);
    assert.match(counted(), /outcome="refused"\} 1/);
  });

  it('counts a coded failure of the node as failed', async () => {
    const failure = { status: 500, message: '{"code":"INTERNAL","params":{}}' };
    await callsTo(() => Promise.resolve(failure)).Invoke(write);
    assert.match(counted(), /outcome="failed"\} 1/);
  });

  for (const message of ['boom', '', undefined, 'null', '7', '{"code":7}', '{"code":"toString"}']) {
    it(`answers INTERNAL in place of the uncoded message ${String(message)}`, async () => {
      const response = { status: 500, ...(message === undefined ? {} : { message }) };
      const answer = await callsTo(() => Promise.resolve(response)).Invoke(write);
      assert.equal(answer.status, 500);
      assert.equal(answer.message, '{"code":"INTERNAL","params":{}}');
      assert.match(lines.join(), /call-uncoded/);
    });
  }

  for (const [name, thrown] of Object.entries(whatever)) {
    it(`answers INTERNAL when ${name} is thrown, and admits the next`, async () => {
      const calls = callsTo(() => Promise.reject(thrown));
      const answer = await calls.Invoke(write);
      assert.equal(answer.message, '{"code":"INTERNAL","params":{}}');
      assert.equal(admission.running, 0);
      assert.match(lines.join(), /"call-failed","function":"note:write","txId":"tx-1"/);
    });
  }

  it('refuses an unknown function without running anything', async () => {
    const calls = callsTo(() => Promise.reject(new Error('must not run')));
    for (const args of [['note:erase'], ['write', '{}'], ['__proto__'], []]) {
      assert.match((await calls.Invoke(stubOf(args))).message ?? '', /COMMAND_MALFORMED.*function/);
    }
    assert.match(counted(), /\{function="unknown",outcome="refused"\} 4/);
  });

  it('refuses a wrong number of arguments without running anything', async () => {
    const calls = callsTo(() => Promise.reject(new Error('must not run')));
    for (const args of [['note:write'], ['note:write', '{}', '{}']]) {
      assert.match((await calls.Invoke(stubOf(args))).message ?? '', /exactly 1 must be given/);
    }
  });

  it('turns away what the admission does not admit', async () => {
    const calls = callsTo(() => Promise.resolve(SUCCESS));
    for (let call = 0; call < runningLimits.ofOneMember; call += 1) admission.enter('BuyerMSP');
    const busy = await calls.Invoke(write);
    assert.equal(busy.message, '{"code":"NODE_BUSY","params":{"max":64}}');
    admission.close();
    const stopping = await calls.Invoke(write);
    assert.equal(stopping.message, '{"code":"NODE_STOPPING","params":{}}');
    assert.match(counted(), /outcome="turned_away"\} 2/);
  });

  it('ends the admission of a call whose connection is lost, once', async () => {
    let answer: (response: Response) => void = () => undefined;
    const calls = callsTo(() => new Promise((resolve) => (answer = resolve)));
    const running = calls.Invoke(write);
    assert.equal(admission.running, 1);
    lost.abort();
    assert.equal(admission.running, 0);
    answer(SUCCESS);
    assert.equal(await running, SUCCESS);
    assert.equal(admission.running, 0);
  });
});
