import { credentials, type ClientDuplexStream } from '@grpc/grpc-js';
import protos from '@hyperledger/fabric-protos';

import type { Identity } from './certificates.js';

const { common, msp, peer } = protos;
const { Type } = peer.ChaincodeMessage;
const CHANNEL = 'trade';

type Message = protos.peer.ChaincodeMessage;

/** What a chaincode answers to a call. */
export interface CallResult {
  readonly status: number;
  readonly message: string;
  readonly payload: string;
}

/** A call to a chaincode. */
export interface Call {
  readonly txId: string;
  readonly creator: { readonly mspId: string; readonly certificate: string };
  /** The function and its arguments. */
  readonly args: readonly string[];
}

/** Where the chaincode listens, and with what to connect. */
export interface PeerOptions {
  readonly address: string;
  readonly root: string;
  /** None: no certificate is shown to the server. */
  readonly identity?: Identity;
}

/** Stands in for a peer: it connects to a chaincode server, calls it, and knows an empty ledger. */
export class ChaincodePeer {
  /** Id of the package, as the chaincode registers. */
  readonly registered: Promise<string>;
  /** Resolves when the connection ends, with its error if there is one. */
  readonly ended: Promise<Error | undefined>;
  readonly #stream: ClientDuplexStream<Message, Message>;
  readonly #client: protos.peer.ChaincodeClient;
  readonly #calls = new Map<string, (result: CallResult) => void>();
  readonly #held: Message[] = [];
  #holds = false;
  #whenHeld: (() => void)[] = [];

  constructor({ address, root, identity }: PeerOptions) {
    const secured = credentials.createSsl(
      Buffer.from(root),
      identity === undefined ? null : Buffer.from(identity.key),
      identity === undefined ? null : Buffer.from(identity.certificate),
    );
    this.#client = new peer.ChaincodeClient(address, secured);
    this.#stream = this.#client.connect();
    this.registered = new Promise((resolve, reject) => {
      this.#stream.on('data', (message: Message) => {
        if (message.getType() === Type.REGISTER) resolve(this.#welcome(message));
        else this.#receive(message);
      });
      this.#stream.once('error', reject);
    });
    this.registered.catch(() => undefined);
    this.ended = new Promise((resolve) => {
      this.#stream.once('error', resolve);
      this.#stream.once('end', () => {
        resolve(undefined);
      });
    });
  }

  /** Keeps back the answers to all reads of the ledger until `release`. */
  hold(): void {
    this.#holds = true;
  }

  /** Resolves once so many reads are kept back. */
  async holding(count: number): Promise<void> {
    while (this.#held.length < count) {
      await new Promise<void>((resolve) => {
        this.#whenHeld.push(resolve);
      });
    }
  }

  /** Answers the reads that were kept back. */
  release(): void {
    this.#holds = false;
    for (const message of this.#held.splice(0)) this.#answer(message);
  }

  /** Calls the chaincode and waits for its answer. */
  async call(call: Call): Promise<CallResult> {
    const input = new peer.ChaincodeInput();
    input.setArgsList(call.args.map((argument) => Buffer.from(argument)));
    const message = new peer.ChaincodeMessage();
    message.setType(Type.TRANSACTION);
    message.setTxid(call.txId);
    message.setChannelId(CHANNEL);
    message.setPayload(input.serializeBinary());
    message.setProposal(signedProposal(call, input));
    const result = new Promise<CallResult>((resolve) => this.#calls.set(call.txId, resolve));
    this.#stream.write(message);
    return result;
  }

  /** Cuts the connection, as a killed peer does. */
  cut(): void {
    this.#stream.on('error', () => undefined);
    this.#stream.cancel();
    this.#client.close();
  }

  #welcome(message: Message): string {
    for (const type of [Type.REGISTERED, Type.READY]) {
      const answer = new peer.ChaincodeMessage();
      answer.setType(type);
      this.#stream.write(answer);
    }
    return peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName();
  }

  #receive(message: Message): void {
    if (message.getType() === Type.COMPLETED) this.#complete(message);
    else if (this.#holds) this.#keep(message);
    else this.#answer(message);
  }

  #keep(message: Message): void {
    this.#held.push(message);
    for (const resolve of this.#whenHeld.splice(0)) resolve();
  }

  /** An empty ledger answers every read with no bytes. */
  #answer(message: Message): void {
    const answer = new peer.ChaincodeMessage();
    answer.setType(Type.RESPONSE);
    answer.setTxid(message.getTxid());
    answer.setChannelId(message.getChannelId());
    this.#stream.write(answer);
  }

  #complete(message: Message): void {
    const response = peer.Response.deserializeBinary(message.getPayload_asU8());
    const resolve = this.#calls.get(message.getTxid());
    this.#calls.delete(message.getTxid());
    resolve?.({
      status: response.getStatus(),
      message: response.getMessage(),
      payload: Buffer.from(response.getPayload_asU8()).toString('utf8'),
    });
  }
}

function signedProposal(call: Call, input: protos.peer.ChaincodeInput): protos.peer.SignedProposal {
  const creator = new msp.SerializedIdentity();
  creator.setMspid(call.creator.mspId);
  creator.setIdBytes(Buffer.from(call.creator.certificate));
  const signature = new common.SignatureHeader();
  signature.setCreator(creator.serializeBinary());
  signature.setNonce(Buffer.from(call.txId));
  const channel = new common.ChannelHeader();
  channel.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channel.setChannelId(CHANNEL);
  channel.setTxId(call.txId);
  const header = new common.Header();
  header.setChannelHeader(channel.serializeBinary());
  header.setSignatureHeader(signature.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(proposalPayload(input));
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(Buffer.from('unchecked'));
  return signed;
}

function proposalPayload(input: protos.peer.ChaincodeInput): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName('tranche');
  const specification = new peer.ChaincodeSpec();
  specification.setChaincodeId(id);
  specification.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(specification);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}
