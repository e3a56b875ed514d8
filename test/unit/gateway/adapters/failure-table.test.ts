import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { failureOf, refusalIn } from '@tranche/gateway/adapters/fabric/failure-table';
import type { FailureKind } from '@tranche/gateway/core';

interface Detail {
  readonly address: string;
  readonly message: string;
  readonly mspId: string;
}

type ErrorClass = new (properties: {
  readonly code: number;
  readonly details: readonly Detail[];
  readonly cause: Error;
  readonly transactionId: string;
  readonly message: string;
}) => Error;

const require = createRequire(import.meta.url);
const dist = require.resolve('@hyperledger/fabric-gateway').replace(/index\.js$/, '');
function classOf(file: string, name: string): ErrorClass {
  const found = (require(`${dist}${file}.js`) as Readonly<Record<string, ErrorClass>>)[name];
  assert.ok(found !== undefined);
  return found;
}

const classes = {
  GatewayError: classOf('gatewayerror', 'GatewayError'),
  EndorseError: classOf('endorseerror', 'EndorseError'),
  SubmitError: classOf('submiterror', 'SubmitError'),
  CommitStatusError: classOf('commitstatuserror', 'CommitStatusError'),
};

function planted(
  name: keyof typeof classes,
  code: number,
  messages: readonly string[] = [],
): Error {
  const details = messages.map((message) => ({ address: 'peer:1', message, mspId: 'BankMSP' }));
  const message = `${String(code)} planted`;
  return new classes[name]({
    code,
    details,
    message,
    cause: new Error('grpc'),
    transactionId: 'tx',
  });
}

const refused = 'chaincode response 500, {"code":"ORDER_NOT_DUE","params":{"state":"held"}}';

const table: readonly (readonly [keyof typeof classes, number, readonly string[], FailureKind])[] =
  [
    ['GatewayError', 2, [], 'overloaded'],
    ['GatewayError', 2, ['chaincode response 500, boom'], 'failed'],
    ['GatewayError', 2, [refused], 'refused'],
    ['GatewayError', 4, [], 'timed-out'],
    ['GatewayError', 9, [], 'unreachable'],
    ['GatewayError', 9, ['access denied'], 'denied'],
    ['GatewayError', 10, ['connection refused'], 'disagreed'],
    ['GatewayError', 14, [], 'unreachable'],
    ['EndorseError', 2, [], 'overloaded'],
    ['EndorseError', 3, [], 'failed'],
    ['EndorseError', 4, [], 'timed-out'],
    ['EndorseError', 7, [], 'denied'],
    ['EndorseError', 8, [], 'overloaded'],
    ['EndorseError', 9, [], 'unreachable'],
    ['EndorseError', 10, ['ProposalResponsePayloads do not match'], 'disagreed'],
    ['EndorseError', 10, ['connection refused', refused], 'refused'],
    ['EndorseError', 14, [], 'unreachable'],
    ['EndorseError', 16, [], 'denied'],
    ['SubmitError', 4, [], 'unknown-outcome'],
    ['SubmitError', 10, [refused], 'unknown-outcome'],
    ['SubmitError', 14, [], 'unknown-outcome'],
    ['CommitStatusError', 4, [], 'unknown-outcome'],
    ['CommitStatusError', 10, [], 'unknown-outcome'],
  ];

describe('the table of Fabric failures', () => {
  for (const [name, code, messages, kind] of table) {
    it(`reads ${name} ${String(code)} [${messages.join('; ').slice(0, 40)}] as ${kind}`, () => {
      assert.equal(failureOf(planted(name, code, messages)).kind, kind);
    });
  }

  it('takes what is no error of the client for a failure', () => {
    assert.equal(failureOf(new TypeError('planted')).kind, 'failed');
  });

  it('keeps code, parameters and member of a refusal', () => {
    const { refusal } = failureOf(planted('EndorseError', 10, [refused]));
    assert.deepEqual(refusal, {
      code: 'ORDER_NOT_DUE',
      params: { state: 'held' },
      by: ['BankMSP'],
    });
  });

  it('finds no refusal in text that is none', () => {
    for (const text of ['', '{', '{}', 'x {"code":"NO_SUCH_CODE","params":{}}', '{"code":1}']) {
      assert.equal(refusalIn(text), undefined);
    }
  });

  it('finds a refusal behind other braces', () => {
    const found = refusalIn('{odd} chaincode response 500, {"code":"NOTHING_DUE","params":{}}');
    assert.deepEqual(found, { code: 'NOTHING_DUE', params: {} });
  });
});
