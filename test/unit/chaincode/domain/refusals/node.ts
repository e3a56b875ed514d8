import { DomainError, type ErrorCode, type ErrorParams } from '@tranche/chaincode/domain';
import { contracts } from '@tranche/chaincode/contracts';
import { callOf } from '@tranche/chaincode/ledger/fabric-state';
import { Admission, runningLimits } from '@tranche/chaincode/server/admission';
import { ConnectionCalls } from '@tranche/chaincode/server/calls';
import { fakeContext } from '../../ledger/support/fake-context.js';
import type { Refusal } from './refusal.js';

type CallsOptions = ConstructorParameters<typeof ConnectionCalls>[0];
type Stub = Parameters<ConnectionCalls['Invoke']>[0];

/** Throws the refusal that travels in a message of the chaincode. */
function rethrow(message: string): never {
  const { code, params } = JSON.parse(message) as { code: ErrorCode; params: ErrorParams };
  throw new DomainError(code, params);
}

/** Has a node answer a call of its own member. */
async function call(admission: Admission, invoke: () => Promise<never>): Promise<unknown> {
  const options = {
    library: { functions: new Map([['query:build', 0]]), chaincode: { Invoke: invoke } },
    admission,
    metrics: { count: () => undefined },
    log: () => undefined,
  } as unknown as CallsOptions;
  const stub = {
    getArgs: () => ['query:build'],
    getCreator: () => ({ mspid: 'BankMSP' }),
    getTxID: () => 'transaction',
  } as unknown as Stub;
  const calls = new ConnectionCalls(options, new AbortController().signal);
  const { message } = await calls.Invoke(stub);
  return rethrow(message ?? '');
}

const fail = (): Promise<never> => Promise.reject(new Error('a bug'));

interface Questions {
  readonly agreement: (context: unknown, input: string) => Promise<string>;
}

/** Has the contract of the questions answer a call whose signed proposal names nothing. */
async function callIndirectly(): Promise<unknown> {
  const payload = { getInput_asU8: () => new Uint8Array() };
  const stub = { getSignedProposal: () => ({ proposal: { payload } }), getTxID: () => '' };
  const query = contracts.map((Class) => new Class()).find((each) => each.getName() === 'query');
  try {
    return await (query as unknown as Questions).agreement({ stub }, '{}');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return rethrow(error.message);
  }
}

/** Reads a transaction that is dated a second before 1970. */
async function callBeforeTime(): Promise<unknown> {
  const { context } = await fakeContext({ seconds: -1 });
  return callOf(context, '{}');
}

/** Refusals of the node that runs the rules. */
export const nodeRefusals: readonly Refusal[] = [
  {
    code: 'TIMESTAMP_INVALID',
    when: 'a transaction is dated before 1970',
    provoke: callBeforeTime,
  },
  {
    code: 'CALL_INDIRECT',
    when: 'what the client signed names another chaincode',
    provoke: callIndirectly,
  },
  {
    code: 'NODE_BUSY',
    when: 'a member has as many calls running as it may',
    params: { max: runningLimits.ofOneMember },
    provoke: (): Promise<unknown> => {
      const admission = new Admission('BankMSP');
      for (let count = 0; count < runningLimits.ofOneMember; count += 1) admission.enter('BankMSP');
      return call(admission, fail);
    },
  },
  {
    code: 'NODE_STOPPING',
    when: 'the node takes no more calls',
    provoke: (): Promise<unknown> => {
      const admission = new Admission('BankMSP');
      admission.close();
      return call(admission, fail);
    },
  },
  {
    code: 'INTERNAL',
    when: 'the code has a bug',
    provoke: () => call(new Admission('BankMSP'), fail),
  },
];
