import { readFile } from 'node:fs/promises';
import type { Msp } from '@tranche/chaincode/domain';
import { FabricLedger } from '@tranche/gateway/adapters/fabric/fabric-ledger';
import { PeerConnection } from '@tranche/gateway/adapters/fabric/peers';
import { FileWallet } from '@tranche/gateway/adapters/wallet/file-wallet';
import { systemClock } from '@tranche/gateway/clock';
import { readConfig } from '@tranche/gateway/config';
import {
  LedgerFailure,
  type FailureKind,
  type Proposal,
  type SigningIdentity,
} from '@tranche/gateway/core';
import type { Network } from '../../network/index.js';
import { issuerClients } from '../../network/issuer-config.js';
import type { Outcome } from './clients.js';

/** A transaction: who sends it, and whose nodes endorse it. */
export interface FabricCall {
  readonly as: SigningIdentity;
  readonly chaincode: string;
  readonly proposal: Proposal;
  readonly endorsers: readonly Msp[];
}

/** A transaction that is endorsed and signed. */
export type Endorsed = Awaited<ReturnType<FabricLedger['endorse']>>;

const COMMIT_MILLIS = 30_000;
const OWN_PEER = { peer: 0 };
const CONFLICTS: readonly string[] = ['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'];

/** Failures before anything was sent, after which the gateway too tries again. */
const UNANSWERED: readonly FailureKind[] = ['unreachable', 'disagreed', 'timed-out'];

/** The Fabric client at one member's peer, without the gateway around it. */
export class FabricClient {
  readonly #network: Network;
  readonly #connection: PeerConnection;
  readonly #ledgerOf: (chaincode: string) => FabricLedger;
  readonly #ledgers = new Map<string, FabricLedger>();

  private constructor(
    network: Network,
    connection: PeerConnection,
    ledgerOf: (chaincode: string) => FabricLedger,
  ) {
    this.#network = network;
    this.#connection = connection;
    this.#ledgerOf = ledgerOf;
  }

  /** A client with the settings of the member's gateway. */
  static async connect(network: Network, member: string): Promise<FabricClient> {
    const text = await readFile(network.paths.member(member).gatewayConfig, 'utf8');
    const { peer, channel, deadlines } = readConfig({ text, environment: {} });
    const connection = new PeerConnection({ ...peer, tlsRoots: await readFile(peer.tlsRootFile) });
    const shared = { channel, connections: [connection], deadlines, clock: systemClock };
    return new FabricClient(
      network,
      connection,
      (chaincode) => new FabricLedger({ ...shared, chaincode }),
    );
  }

  /** The identity of a user, from the wallet of its member. */
  async identityOf(label: string): Promise<SigningIdentity> {
    const user = issuerClients(this.#network.site).find(({ walletLabel }) => walletLabel === label);
    const folder = this.#network.paths.member(user?.member ?? '').wallet;
    const identity = await (await FileWallet.in(folder, systemClock)).identityOf(label);
    if (identity === undefined) throw new RangeError(`no wallet has ${label}`);
    return identity;
  }

  /** Sends a transaction and waits for its block. */
  async transact(call: FabricCall): Promise<Outcome> {
    try {
      return await this.commit(call, await this.endorse(call));
    } catch (error) {
      if (error instanceof LedgerFailure) return outcomeOf(error);
      throw error;
    }
  }

  /**
   * Collects the endorsements; sends nothing.
   * @throws LedgerFailure
   */
  endorse({ as, chaincode, proposal, endorsers }: FabricCall): Promise<Endorsed> {
    return this.#ledger(chaincode).endorse(as, proposal, { ...OWN_PEER, endorsers });
  }

  /**
   * Sends what was endorsed and waits for its block.
   * @throws LedgerFailure when the block is not known in time
   */
  async commit(
    { as, chaincode }: Pick<FabricCall, 'as' | 'chaincode'>,
    { txId, bytes }: Endorsed,
  ): Promise<Outcome> {
    const ledger = this.#ledger(chaincode);
    try {
      await ledger.submit(as, bytes, OWN_PEER);
    } catch (error) {
      // What the orderers said is no answer: only the commit status tells.
      if (!(error instanceof LedgerFailure)) throw error;
    }
    const question = { txId, withinMillis: COMMIT_MILLIS };
    const { validation } = await ledger.commitOf(as, question, OWN_PEER);
    if (validation === 'VALID') return { kind: 'committed' };
    if (CONFLICTS.includes(validation)) return { kind: 'conflict' };
    return { kind: 'failed', message: validation };
  }

  /**
   * Asks the chaincode of the member's own node.
   * @throws LedgerFailure
   */
  async evaluate({ as, chaincode, proposal }: Omit<FabricCall, 'endorsers'>): Promise<unknown> {
    const answer = await this.#ledger(chaincode).evaluate(as, proposal, OWN_PEER);
    return JSON.parse(answer) as unknown;
  }

  close(): void {
    this.#connection.close();
  }

  #ledger(chaincode: string): FabricLedger {
    const ledger = this.#ledgers.get(chaincode) ?? this.#ledgerOf(chaincode);
    this.#ledgers.set(chaincode, ledger);
    return ledger;
  }
}

function outcomeOf({ kind, refusal, message }: LedgerFailure): Outcome {
  if (kind === 'overloaded' || refusal?.code === 'NODE_BUSY') return { kind: 'busy' };
  if (UNANSWERED.includes(kind)) return { kind: 'unanswered' };
  return { kind: 'failed', message: `${kind}: ${message}` };
}
