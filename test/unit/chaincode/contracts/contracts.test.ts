import '../ledger/support/quiet-library.js';
import 'reflect-metadata';
import assert from 'node:assert/strict';
import {
  commandCatalogue,
  limits,
  mspSchema,
  querySchemas,
  registryQuerySchemas,
  type DomainError,
  type QueryType,
  type SubmissionType,
  type VoteId,
} from '@tranche/chaincode/domain';
import { contracts } from '@tranche/chaincode/contracts';
import { ask, canonicalize, type RecordType } from '@tranche/chaincode/ledger';
import type { Context } from '@tranche/chaincode/ledger/fabric';
import { callOf } from '@tranche/chaincode/ledger/fabric-state';
import sinon from 'sinon';
import { Scene } from '../domain/support/scene.js';
import { proposeVote } from '../../../support/voting.js';
import { VOTING } from '../domain/support/governance.js';
import { fakeContext, fakeHistory, fakeListing } from '../ledger/support/fake-context.js';

type Transaction = (context: Context, input: string) => Promise<string>;

/** What the library knows of one transaction. */
interface Declared {
  readonly name: string;
  readonly tag: readonly string[];
  readonly parameters: readonly { readonly schema: { readonly type: string } }[];
}

const instances = contracts.map((Contract) => new Contract());
const submissions = Object.entries(commandCatalogue) as [
  SubmissionType,
  (typeof commandCatalogue)[SubmissionType],
][];

/** The transactions of a contract by name: every method of its class. */
function methodsOf(name: string): ReadonlyMap<string, Transaction> {
  const instance = instances.find((each) => each.getName() === name);
  assert.ok(instance !== undefined, `there is no contract ${name}`);
  const prototype = Object.getPrototypeOf(instance) as object;
  const names = Object.getOwnPropertyNames(prototype).filter((each) => each !== 'constructor');
  return new Map(
    names.map((each) => [each, (Reflect.get(instance, each) as Transaction).bind(instance)]),
  );
}

function transaction(contract: string, name: string): Transaction {
  const found = methodsOf(contract).get(name);
  assert.ok(found !== undefined, `${contract} has no transaction ${name}`);
  return found;
}

/** What the library is told of a contract's transactions. */
function declared(name: string): readonly Declared[] {
  const instance = instances.find((each) => each.getName() === name) ?? {};
  return Reflect.getMetadata('fabric:transactions', instance) as readonly Declared[];
}

/** The refusal that a transaction ends in. */
async function refusalOf(work: Promise<string>): Promise<Pick<DomainError, 'code' | 'params'>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return JSON.parse(error.message) as DomainError;
    throw error;
  }
  throw new Error('the transaction was not refused');
}

describe('the contracts', () => {
  it('have one name each', () => {
    const names = instances.map((each) => each.getName());
    const nouns = ['consortium', 'agreement', 'milestone', 'review', 'payment', 'assignment'];
    assert.deepEqual(names, [...nouns, 'amendment', 'dispute', 'query']);
  });

  for (const instance of instances) {
    const name = instance.getName();
    const known =
      name === 'query'
        ? [...Object.keys(querySchemas), 'build']
        : submissions.filter(([, { contract }]) => contract === name).map(([type]) => type);

    it(`${name} has the transactions of the catalogue and no other public method`, () => {
      assert.deepEqual([...methodsOf(name).keys()].sort(), [...known].sort());
      const names = declared(name).map((each) => each.name);
      assert.deepEqual(names.sort(), [...known].sort());
    });

    it(`${name} takes one text in each, to ${name === 'query' ? 'evaluate' : 'submit'}`, () => {
      for (const { tag, parameters } of declared(name)) {
        assert.equal(tag.includes('SUBMIT'), name !== 'query');
        assert.deepEqual(
          parameters.map(({ schema }) => schema.type),
          ['string'],
        );
      }
    });
  }
});

describe('a transaction that submits', () => {
  for (const [type, { contract }] of submissions) {
    it(`as ${contract}:${type} takes the command ${type} and no other`, async () => {
      const { context, stub } = await fakeContext();
      const send = transaction(contract, type);
      const own = await refusalOf(send(context, canonicalize({ type })));
      assert.equal(own.code, 'COMMAND_MALFORMED');
      assert.equal(own.params['path'], 'commandId');
      const other = await refusalOf(send(context, canonicalize({ type: 'other' })));
      assert.equal(other.params['path'], 'type');
      sinon.assert.notCalled(stub.putState);
      sinon.assert.notCalled(stub.setEvent);
    });
  }
});

describe('a transaction that asks', () => {
  const bank = mspSchema.parse('BankMSP');
  const fields: Readonly<Record<QueryType, object>> = {
    agreement: {},
    milestone: { milestoneId: 'order' },
    position: { milestoneId: 'order' },
    nextActions: {},
    history: { milestoneId: 'order' },
    terms: { termsVersion: 1 },
    document: { kind: 'commercial', part: 'header', termsVersion: 1 },
    members: {},
    participants: {},
    votes: { status: 'open' },
    vote: {},
    governanceActions: {},
  };
  let scene: Scene;
  let voteId: VoteId;

  before(async () => {
    scene = await Scene.secured();
    voteId = await proposeVote(scene.consortium, VOTING);
  });

  for (const type of Object.keys(querySchemas) as QueryType[]) {
    it(`as query:${type} answers ${type}, and writes nothing`, async () => {
      const { ledger } = scene.consortium;
      const reads = ledger.readsOn(bank);
      const { context, stub } = await fakeContext({
        label: 'trade-bank.maker',
        values: ledger.values,
        seconds: scene.consortium.now() / 1000,
      });
      stub.getHistoryForKey.callsFake(async (key: string) => {
        const entries = (await reads.history(key)).toReversed();
        return fakeHistory(
          entries.map(({ txId, at, value }) => ({
            txId,
            value,
            timestamp: { seconds: at / 1000, nanos: 0 },
          })),
        );
      });
      stub.getPrivateData.callsFake((_, key: string) => reads.getPrivate(bank, key));
      stub.getStateByPartialCompositeKey.callsFake(async (listed: RecordType) =>
        fakeListing(await reads.list(listed, limits.listed)),
      );
      const { agreementId } = scene;
      const about = type in registryQuerySchemas ? {} : { agreementId };
      const named = type === 'vote' ? { voteId } : about;
      const input = canonicalize({ ...named, ...fields[type] });
      const answer = await transaction('query', type)(context, input);
      assert.equal(answer, await ask(reads, type, callOf(context, input)));
      for (const method of [stub.putState, stub.putPrivateData, stub.setEvent]) {
        sinon.assert.notCalled(method);
      }
    });
  }
});
