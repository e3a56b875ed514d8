import { readFile } from 'node:fs/promises';
import { commandCatalogue, type Msp, type SubmissionType } from '@tranche/chaincode/domain';
import { canonicalize } from '@tranche/chaincode/ledger';
import { FabricLedger } from '@tranche/gateway/adapters/fabric/fabric-ledger';
import { PeerConnection } from '@tranche/gateway/adapters/fabric/peers';
import { FileWallet } from '@tranche/gateway/adapters/wallet/file-wallet';
import { systemClock } from '@tranche/gateway/clock';
import { readConfig } from '@tranche/gateway/config';
import type { Clock, Commit, EndorsedTransaction, SigningIdentity } from '@tranche/gateway/core';
import type { Network } from '../../network/index.js';
import { newSalt } from './party-play.js';

/** How a transaction that named its endorsers ended. */
export interface DirectAnswer extends Commit {
  readonly txId: string;
  readonly endorsedBy: readonly string[];
}

/** A command without its id, which each endorsement makes anew. */
type DirectCommand = Readonly<Record<string, unknown>> & { readonly type: SubmissionType };

interface DirectOptions {
  readonly endorsers: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
}

/** A member's Fabric client without the gateway's choices: the caller names the endorsers. */
export class DirectFabric {
  readonly #ledger: FabricLedger;
  readonly #connections: readonly PeerConnection[];
  readonly #wallet: FileWallet;

  private constructor(
    ledger: FabricLedger,
    connections: readonly PeerConnection[],
    wallet: FileWallet,
  ) {
    this.#ledger = ledger;
    this.#connections = connections;
    this.#wallet = wallet;
  }

  /** The client of one member, at its own peer. */
  static async of(
    network: Network,
    member: string,
    clock: Clock = systemClock,
  ): Promise<DirectFabric> {
    const text = await readFile(network.paths.member(member).gatewayConfig, 'utf8');
    const { peer, channel, chaincode, deadlines, wallet } = readConfig({ text, environment: {} });
    const tlsRoots = await readFile(peer.tlsRootFile);
    const connection = new PeerConnection({ ...peer, tlsRoots });
    const connections = [connection];
    const ledger = new FabricLedger({ channel, chaincode, connections, deadlines, clock });
    return new DirectFabric(ledger, connections, await FileWallet.in(wallet.folder, clock));
  }

  /** The identity of a user of the member. */
  async identity(label: string): Promise<SigningIdentity> {
    const found = await this.#wallet.identityOf(label);
    if (found === undefined) throw new RangeError(`the wallet has no ${label}`);
    return found;
  }

  /** Endorses at the named members' peers alone, and submits whatever came of it. */
  async submit(
    as: SigningIdentity,
    command: DirectCommand,
    options: DirectOptions,
  ): Promise<DirectAnswer> {
    return this.send(as, await this.endorse(as, command, options));
  }

  /** Endorses at the named members' peers alone; whoever has that can submit it at any time. */
  endorse(
    as: SigningIdentity,
    command: DirectCommand,
    options: DirectOptions,
  ): Promise<EndorsedTransaction> {
    const path = { peer: 0, endorsers: options.endorsers as readonly Msp[] };
    const { contract } = commandCatalogue[command.type];
    const argument = canonicalize({ commandId: newSalt(), ...command });
    const { transient } = options;
    const proposal = { contract, transaction: command.type, argument };
    const all = transient === undefined ? proposal : { ...proposal, transient };
    return this.#ledger.endorse(as, all, path);
  }

  /** Submits what was endorsed. */
  async send(as: SigningIdentity, endorsed: EndorsedTransaction): Promise<DirectAnswer> {
    const { txId, bytes, endorsedBy } = endorsed;
    await this.#ledger.submit(as, bytes, { peer: 0 });
    const commit = await this.#ledger.commitOf(as, { txId, withinMillis: 20_000 }, { peer: 0 });
    return { ...commit, txId, endorsedBy };
  }

  /** Asks the member's own peer, or another member's when it is named. */
  async evaluate(
    as: SigningIdentity,
    question: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    const argument = canonicalize(input);
    const proposal = { contract: 'query', transaction: question, argument };
    return JSON.parse(await this.#ledger.evaluate(as, proposal, { peer: 0 })) as unknown;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}
