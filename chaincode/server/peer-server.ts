/// <reference path="./shim-internals.d.ts" />
import type { Duplex } from 'node:stream';

import type { ChaincodeInterface } from 'fabric-shim';
import ChaincodeServer from 'fabric-shim/lib/server.js';

import { within, type Clock } from './clock.js';
import { quietShim } from './quiet-shim.js';
import type { Settings } from './settings.js';

/** The gRPC server that the member's peer connects to. */
export interface PeerServer {
  /** Peers that are connected. */
  readonly connections: number;
  start(): Promise<void>;
  /** Ends the connections once what was written to them is sent, and listens no more. */
  stop(): Promise<void>;
}

/** How to make a server for peers. */
export interface PeerServerOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Makes what answers the calls of one connection; the signal tells that it is lost. */
  readonly callsOf: (lost: AbortSignal) => ChaincodeInterface;
}

const CLOSE_MILLIS = 2_000;

/** What the shim's own command line sets: no limit of size but the peer's, and keepalive. */
const grpcOptions = {
  'grpc.max_send_message_length': -1,
  'grpc.max_receive_message_length': -1,
  'grpc.keepalive_time_ms': 110_000,
  'grpc.http2.min_time_between_pings_ms': 110_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.http2.max_pings_without_data': 0,
  'grpc.keepalive_permit_without_calls': 1,
};

/** Makes the server; it demands a certificate of every client. */
export function createPeerServer(options: PeerServerOptions): PeerServer {
  quietShim();
  return new StoppableServer(options);
}

/** The shim's server, with calls of their own for every connection, and an end. */
class StoppableServer extends ChaincodeServer implements PeerServer {
  readonly #streams = new Set<Duplex>();
  readonly #options: PeerServerOptions;

  constructor(options: PeerServerOptions) {
    const { packageId, address, tls } = options.settings;
    super(options.callsOf(new AbortController().signal), {
      ...grpcOptions,
      ccid: packageId,
      address: `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`,
      tlsProps: { key: tls.key, cert: tls.certificate, clientCACerts: tls.clientRoots },
    });
    this.#options = options;
  }

  get connections(): number {
    return this.#streams.size;
  }

  /** gRPC calls this once for each connecting peer. */
  override connect(stream: Duplex): void {
    const lost = new AbortController();
    const forget = (): void => {
      this.#streams.delete(stream);
      lost.abort();
    };
    for (const event of ['cancelled', 'close', 'end', 'error']) stream.once(event, forget);
    this.#streams.add(stream);
    const connection = { _chaincode: this.#options.callsOf(lost.signal) };
    super.connect.call(Object.assign(Object.create(this) as this, connection), stream);
  }

  async stop(): Promise<void> {
    for (const stream of this.#streams) stream.end();
    const closed = new Promise<void>((resolve) => {
      this._server.tryShutdown(() => {
        resolve();
      });
    });
    if (!(await within(this.#options.clock, CLOSE_MILLIS, closed))) this._server.forceShutdown();
  }
}
