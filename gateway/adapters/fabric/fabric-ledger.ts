import type { CallOptions } from '@grpc/grpc-js';
import { invariant } from '@tranche/chaincode/domain';
import type {
  Clock,
  Commit,
  CommitQuestion,
  CommittedTransaction,
  EndorsedTransaction,
  Ledger,
  Path,
  Proposal,
  SigningIdentity,
} from '../../core/ports.js';
import { LedgerFailure } from '../../core/failures.js';
import { failureOf, isChaincodeAnswer } from './failure-table.js';
import type { PeerConnection } from './peers.js';
import { commitStatusRequest, endorsersOfPrepared, readProcessed, validationName } from './wire.js';

/** Most time for each kind of call, in milliseconds. */
export interface Deadlines {
  readonly evaluateMillis: number;
  readonly endorseMillis: number;
  readonly submitMillis: number;
}

/** What the adapter stands on. */
export interface FabricLedgerOptions {
  readonly channel: string;
  readonly chaincode: string;
  /** The member's own peer first. */
  readonly connections: readonly PeerConnection[];
  readonly deadlines: Deadlines;
  readonly clock: Pick<Clock, 'now'>;
}

const READY_MILLIS = 1_500;
const QUERY_CHAINCODE = 'qscc';

/** The channel through the peers' gateway service. */
export class FabricLedger implements Ledger {
  readonly peers: readonly string[];
  readonly #options: FabricLedgerOptions;

  constructor(options: FabricLedgerOptions) {
    invariant(options.connections.length > 0, 'a gateway has its own peer');
    this.#options = options;
    this.peers = options.connections.map(({ name }) => name);
  }

  async evaluate(as: SigningIdentity, proposal: Proposal, path: Path): Promise<string> {
    return this.#guard(async () => {
      const bytes = await this.#propose(as, proposal, path).evaluate(
        this.#within(this.#options.deadlines.evaluateMillis),
      );
      return Buffer.from(bytes).toString('utf8');
    });
  }

  async endorse(as: SigningIdentity, proposal: Proposal, path: Path): Promise<EndorsedTransaction> {
    return this.#guard(async () => {
      const { gateway, sign } = this.#connection(path).gatewayOf(as);
      const endorsed = await this.#propose(as, proposal, path).endorse(
        this.#within(this.#options.deadlines.endorseMillis),
      );
      const signature = await sign(endorsed.getDigest());
      const bytes = gateway.newSignedTransaction(endorsed.getBytes(), signature).getBytes();
      return {
        txId: endorsed.getTransactionId(),
        bytes,
        endorsedBy: endorsersOfPrepared(bytes),
        response: Buffer.from(endorsed.getResult()).toString('utf8'),
      };
    });
  }

  async submit(as: SigningIdentity, bytes: Uint8Array, path: Path): Promise<void> {
    await this.#guard(() =>
      this.#connection(path)
        .gatewayOf(as)
        .gateway.newTransaction(bytes)
        .submit(this.#within(this.#options.deadlines.submitMillis)),
    );
  }

  async commitOf(as: SigningIdentity, of: CommitQuestion, path: Path): Promise<Commit> {
    return this.#guard(async () => {
      const request = commitStatusRequest({
        channel: this.#options.channel,
        txId: of.txId,
        mspId: as.mspId,
        certificate: as.certificate,
      });
      const status = await this.#connection(path)
        .gatewayOf(as)
        .gateway.newCommit(request)
        .getStatus(this.#within(of.withinMillis));
      return { validation: validationName(status.code), block: String(status.blockNumber) };
    });
  }

  async find(
    as: SigningIdentity,
    txId: string,
    path: Path,
  ): Promise<CommittedTransaction | undefined> {
    const { channel } = this.#options;
    const proposal = this.#connection(path)
      .gatewayOf(as)
      .gateway.getNetwork(channel)
      .getContract(QUERY_CHAINCODE)
      .newProposal('GetTransactionByID', {
        arguments: [channel, txId],
        endorsingOrganizations: [this.#connection(path).mspId],
      });
    try {
      return await this.#guard(async () =>
        readProcessed(
          await proposal.evaluate(this.#within(this.#options.deadlines.evaluateMillis)),
        ),
      );
    } catch (error) {
      if (error instanceof LedgerFailure && isChaincodeAnswer(error.cause)) return undefined;
      throw error;
    }
  }

  async isReachable(path: Path): Promise<boolean> {
    return this.#connection(path).isReady(this.#options.clock.now() + READY_MILLIS);
  }

  #connection({ peer }: Path): PeerConnection {
    const connection = this.#options.connections[peer];
    invariant(connection !== undefined, 'a path names a configured peer');
    return connection;
  }

  #propose(as: SigningIdentity, proposal: Proposal, path: Path) {
    const { channel, chaincode } = this.#options;
    return this.#connection(path)
      .gatewayOf(as)
      .gateway.getNetwork(channel)
      .getContract(chaincode, proposal.contract)
      .newProposal(proposal.transaction, {
        arguments: proposal.argument === undefined ? [] : [proposal.argument],
        ...(proposal.transient === undefined ? {} : { transientData: proposal.transient }),
        ...(path.endorsers === undefined ? {} : { endorsingOrganizations: [...path.endorsers] }),
      });
  }

  #within(millis: number): CallOptions {
    return { deadline: this.#options.clock.now() + millis };
  }

  async #guard<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof LedgerFailure) throw error;
      throw failureOf(error);
    }
  }
}
