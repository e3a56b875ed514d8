import protos from '@hyperledger/fabric-protos';
import {
  DomainError,
  instantSchema,
  mspSchema,
  sha256Schema,
  type EndorsementParties,
  type Instant,
  type Msp,
  type Sha256,
  type TxId,
} from '../domain/index.js';
import { callerOf } from './callers.js';
import { endorsementPolicy } from './endorsement-policy.js';
import { nodeContext, type Context } from './fabric.js';
import { collectionOf } from './keys.js';
import type {
  Answer,
  Call,
  Entry,
  HistoryEntry,
  LedgerReads,
  LedgerState,
  RecordType,
} from './ledger-state.js';

/** Name under which the chaincode is committed on the channel. */
export const CHAINCODE_NAME = 'tranche';

/** Most values that a history answers; a query, never a submit. */
const MAX_HISTORY = 10_000;

type Stub = Context['stub'];

/** The ledger as Fabric's stub shows it to one transaction; the only file that touches the stub. */
export class FabricState implements LedgerState, LedgerReads {
  readonly #stub: Stub;

  constructor(context: Context) {
    this.#stub = context.stub;
  }

  get ownMsp(): Msp {
    return mspSchema.parse(this.#stub.getMspID());
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return existing(await this.#stub.getState(key));
  }

  async list(type: RecordType, max: number): Promise<readonly Entry[]> {
    const iterator = await this.#stub.getStateByPartialCompositeKey(type, []);
    const entries: Entry[] = [];
    try {
      while (entries.length < max) {
        const { value, done } = await iterator.next();
        if (done) break;
        entries.push({ key: value.key, value: value.value });
      }
    } finally {
      await iterator.close();
    }
    return entries;
  }

  async put(key: string, value: Uint8Array): Promise<void> {
    await this.#stub.putState(key, value);
  }

  async setPolicy(key: string, parties: EndorsementParties): Promise<void> {
    await this.#stub.setStateValidationParameter(key, endorsementPolicy(parties));
  }

  async privateHash(msp: Msp, key: string): Promise<Sha256 | undefined> {
    const hash = existing(await this.#stub.getPrivateDataHash(collectionOf(msp), key));
    return hash === undefined ? undefined : sha256Schema.parse(Buffer.from(hash).toString('hex'));
  }

  async putPrivate(msp: Msp, key: string, value: Uint8Array): Promise<void> {
    await this.#stub.putPrivateData(collectionOf(msp), key, value);
  }

  async getPrivate(msp: Msp, key: string): Promise<Uint8Array | undefined> {
    return existing(await this.#stub.getPrivateData(collectionOf(msp), key));
  }

  async history(key: string): Promise<readonly HistoryEntry[]> {
    const iterator = await this.#stub.getHistoryForKey(key);
    const entries: HistoryEntry[] = [];
    try {
      while (entries.length < MAX_HISTORY) {
        const { value, done } = await iterator.next();
        if (done) break;
        const { seconds, nanos } = value.timestamp;
        const at = toInstant(Number(seconds), nanos);
        entries.push({ txId: value.txId as TxId, at, value: value.value });
      }
    } finally {
      await iterator.close();
    }
    return entries.reverse();
  }

  /** Puts the transaction's one event. */
  emit(event: NonNullable<Answer['event']>): void {
    this.#stub.setEvent(event.name, event.payload);
  }
}

/** Fabric answers a missing key with no bytes. */
function existing(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : bytes;
}

/** A peer lets any timestamp pass that is near its clock; what is no instant is refused here. */
function toInstant(seconds: number, nanos: number): Instant {
  const parsed = instantSchema.safeParse(seconds * 1000 + Math.floor(nanos / 1_000_000));
  if (!parsed.success) throw new DomainError('TIMESTAMP_INVALID');
  return parsed.data;
}

/**
 * The transaction that a context carries.
 * @throws DomainError CALL_INDIRECT, TIMESTAMP_INVALID, CALLER_UNKNOWN
 */
export function callOf(context: Context, input: string): Call {
  const { stub, clientIdentity } = context;
  checkDirect(stub);
  const { callers } = nodeContext(context);
  const { seconds, nanos } = stub.getTxTimestamp();
  const at = toInstant(Number(seconds), nanos);
  return {
    actor: callerOf(callers, {
      mspId: clientIdentity.getMSPID(),
      certificate: Buffer.from(clientIdentity.getIDBytes()).toString('utf8'),
      attribute: (name) => clientIdentity.getAttributeValue(name) ?? undefined,
    }),
    at,
    txId: stub.getTxID() as TxId,
    input,
    transient: stub.getTransient(),
  };
}

/** The shim's payload is the protobuf message, whatever its type declarations say. */
interface ProposalPayload {
  getInput_asU8(): Uint8Array;
}

/**
 * What a client signed names this chaincode: another chaincode cannot call it in the client's name.
 */
function checkDirect(stub: Stub): void {
  const payload = stub.getSignedProposal().proposal.payload as unknown as ProposalPayload;
  const invocation = protos.peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  const name = invocation.getChaincodeSpec()?.getChaincodeId()?.getName();
  if (name !== CHAINCODE_NAME) throw new DomainError('CALL_INDIRECT');
}
