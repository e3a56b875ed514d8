import { createPrivateKey } from 'node:crypto';
import fabric, { type Gateway, type GrpcClient, type Signer } from '@hyperledger/fabric-gateway';
import * as grpc from '@grpc/grpc-js';
import { invariant } from '@tranche/chaincode/domain';
import type { SigningIdentity } from '../../core/ports.js';

/** A peer to connect to. */
export interface PeerAddress {
  readonly mspId: string;
  /** `host:port`. */
  readonly address: string;
  /** PEM with the roots of the peer's TLS certificate. */
  readonly tlsRoots: Buffer;
}

/** Below a minute the peer would close the connection. */
const KEEPALIVE_MILLIS = 120_000;
const RECONNECT_MILLIS_MAX = 2_000;
const GATEWAYS_MAX = 512;

/** A user's access to one peer. */
export interface UserGateway {
  readonly gateway: Gateway;
  /** Signs a SHA-256 digest with the user's key. */
  readonly sign: Signer;
  readonly certificate: string;
}

/** One gRPC client for one peer, and a gateway on it for each user. */
export class PeerConnection {
  readonly name: string;
  readonly mspId: string;
  readonly #client: grpc.Client;
  readonly #gateways = new Map<string, UserGateway>();

  constructor({ mspId, address, tlsRoots }: PeerAddress) {
    this.name = `${mspId} ${address}`;
    this.mspId = mspId;
    this.#client = new grpc.Client(address, grpc.credentials.createSsl(tlsRoots), {
      'grpc.keepalive_time_ms': KEEPALIVE_MILLIS,
      'grpc.max_reconnect_backoff_ms': RECONNECT_MILLIS_MAX,
      'grpc.initial_reconnect_backoff_ms': 100,
    });
  }

  /** The user's gateway on this connection; a renewed certificate gets a new one. */
  gatewayOf(identity: SigningIdentity): UserGateway {
    const known = this.#gateways.get(identity.label);
    if (known?.certificate === identity.certificate) return known;
    if (this.#gateways.size >= GATEWAYS_MAX) this.#gateways.clear();
    const client: unknown = this.#client;
    const sign = fabric.signers.newPrivateKeySigner(createPrivateKey(identity.privateKey));
    const gateway = fabric.connect({
      client: client as GrpcClient,
      identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
      signer: sign,
      hash: fabric.hash.sha256,
    });
    const { certificate, label } = identity;
    const connected = { gateway, sign, certificate };
    this.#gateways.set(label, connected);
    return connected;
  }

  /** Whether the peer answers until then; milliseconds since 1970. */
  isReady(untilMillis: number): Promise<boolean> {
    invariant(untilMillis > 0, 'waiting for a peer has an end');
    return new Promise((resolve) => {
      this.#client.waitForReady(untilMillis, (error) => {
        resolve(error === undefined);
      });
    });
  }

  close(): void {
    this.#gateways.clear();
    this.#client.close();
  }
}
