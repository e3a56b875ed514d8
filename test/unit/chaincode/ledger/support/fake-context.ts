import protos from '@hyperledger/fabric-protos';
import { PARTICIPANT_ATTRIBUTE, ROLES_ATTRIBUTE, type Entry } from '@tranche/chaincode/ledger';
import { NodeContext } from '@tranche/chaincode/ledger/fabric';
import sinon, { type SinonStub } from 'sinon';
import { userOf } from '../../../../support/cast.js';
import { txIdOf } from '../../../../support/memory-ledger.js';
import { certificateOf } from './certificate-of.js';

/** One value of a key's history, as Fabric's iterator gives it. */
export interface FakeModification {
  readonly txId: string;
  readonly value: Uint8Array;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
}

/** What a test says of a transaction; the rest is usual. */
export interface FakeTransaction {
  readonly label?: string;
  /** The chaincode that the signed proposal names; none when undefined. */
  readonly chaincode?: string | undefined;
  readonly seconds?: number;
  readonly nanos?: number;
  readonly transient?: ReadonlyMap<string, Uint8Array>;
  readonly values?: ReadonlyMap<string, Uint8Array>;
}

/** What Fabric's stub answers many values with. */
export interface FakeIterator {
  readonly next: SinonStub;
  readonly close: SinonStub;
}

/** The methods of Fabric's stub that the chaincode calls. */
export interface FakeStub {
  readonly getState: SinonStub;
  readonly putState: SinonStub;
  readonly setStateValidationParameter: SinonStub;
  readonly getPrivateData: SinonStub;
  readonly getPrivateDataHash: SinonStub;
  readonly putPrivateData: SinonStub;
  readonly getHistoryForKey: SinonStub;
  readonly getStateByPartialCompositeKey: SinonStub;
  readonly setEvent: SinonStub;
}

/** Facts that a node of these tests has. */
export const fakeNode = { codeDigest: 'c'.repeat(64), packageVersion: '1.2.3' } as const;

/** A context as the server makes it, on a stub whose every method is a spy. */
export async function fakeContext(
  of: FakeTransaction = {},
): Promise<{ readonly context: NodeContext; readonly stub: FakeStub }> {
  const { label = 'textiles.maker', values = new Map<string, Uint8Array>() } = of;
  const { msp, participant = '', roles } = userOf(label);
  const attributes: Readonly<Record<string, string>> = {
    [PARTICIPANT_ATTRIBUTE]: participant,
    [ROLES_ATTRIBUTE]: roles.join(','),
  };
  const certificate = await certificateOf([{ OU: ['client'] }, { CN: [label] }]);
  const stub = fakeStub(values);
  const context = new NodeContext(fakeNode, new Map());
  Object.assign(context, {
    stub: { ...stub, ...transactionOf(of), getMspID: () => msp },
    clientIdentity: {
      getMSPID: () => msp,
      getIDBytes: () => Buffer.from(certificate),
      getAttributeValue: (name: string) => attributes[name] ?? null,
    },
  });
  return { context, stub };
}

/** A stub on values; what it has not, it answers with no bytes, as Fabric does. */
function fakeStub(values: ReadonlyMap<string, Uint8Array>): FakeStub {
  const none = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
  return {
    getState: sinon.stub().callsFake((key: string) => values.get(key) ?? none()),
    putState: sinon.stub().resolves(),
    setStateValidationParameter: sinon.stub().resolves(),
    getPrivateData: sinon.stub().callsFake(none),
    getPrivateDataHash: sinon.stub().callsFake(none),
    putPrivateData: sinon.stub().resolves(),
    getHistoryForKey: sinon.stub(),
    getStateByPartialCompositeKey: sinon.stub(),
    setEvent: sinon.stub(),
  };
}

function transactionOf(of: FakeTransaction): object {
  const { seconds = 0, nanos = 0, transient = new Map<string, Uint8Array>() } = of;
  const chaincode = 'chaincode' in of ? of.chaincode : 'tranche';
  const input = invocationOf(chaincode);
  const payload = { getInput_asU8: () => input };
  return {
    getTxID: () => txIdOf(1),
    getTxTimestamp: () => ({ seconds, nanos }),
    getTransient: () => transient,
    getSignedProposal: () => ({ proposal: { payload } }),
  };
}

function invocationOf(name: string | undefined): Uint8Array {
  const { peer } = protos;
  const invocation = new peer.ChaincodeInvocationSpec();
  if (name !== undefined) {
    const id = new peer.ChaincodeID();
    id.setName(name);
    const specification = new peer.ChaincodeSpec();
    specification.setChaincodeId(id);
    invocation.setChaincodeSpec(specification);
  }
  return invocation.serializeBinary();
}

/** An iterator over modifications, newest first as Fabric has them; a spy tells of its close. */
export function fakeHistory(modifications: readonly FakeModification[]): FakeIterator {
  return iteratorOver(modifications);
}

/** An iterator over keys with their values, in the order of the keys; a spy tells of its close. */
export function fakeListing(entries: readonly Entry[]): FakeIterator {
  return iteratorOver(entries);
}

function iteratorOver(items: readonly unknown[]): FakeIterator {
  let index = 0;
  const next = sinon.stub().callsFake(() => {
    const value = items[index];
    index += 1;
    return Promise.resolve(value === undefined ? { done: true } : { value, done: false });
  });
  return { next, close: sinon.stub().resolves() };
}
