/**
 * The parts of fabric-shim 2.5.8 that its own declarations leave out: the bridge to the contract
 * API, and the server, which has no way to be stopped.
 */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  import type { ChaincodeInterface } from 'fabric-shim';

  interface TransactionMetadata {
    readonly name: string;
    readonly parameters?: readonly unknown[];
  }

  class ChaincodeFromContract implements ChaincodeInterface {
    readonly metadata: {
      readonly contracts: Readonly<
        Record<string, { readonly transactions: readonly TransactionMetadata[] }>
      >;
    };
    readonly contractImplementations: Readonly<
      Record<string, { readonly contractInstance: { createContext(): unknown } }>
    >;
    constructor(contracts: unknown[], serializers: unknown, metadata: object, title: string);
    Init: ChaincodeInterface['Init'];
    Invoke: ChaincodeInterface['Invoke'];
  }
  export = ChaincodeFromContract;
}

declare module 'fabric-shim/lib/server.js' {
  import type { ChaincodeInterface, ChaincodeServerOpts } from 'fabric-shim';
  import type { Duplex } from 'node:stream';

  class ChaincodeServer {
    readonly _server: { tryShutdown(done: (error?: Error) => void): void; forceShutdown(): void };
    readonly _serverOpts: ChaincodeServerOpts;
    constructor(chaincode: ChaincodeInterface, options: ChaincodeServerOpts);
    start(): Promise<void>;
    connect(stream: Duplex): void;
  }
  export = ChaincodeServer;
}

declare module 'fabric-shim/lib/logger.js' {
  /** A logger of winston, as far as it is used here. */
  export interface ShimLogger {
    readonly debug: (...line: readonly unknown[]) => unknown;
    readonly error: (...line: readonly unknown[]) => unknown;
    isLevelEnabled(level: string): boolean;
    /** What every line passes before its level is looked at. */
    write(line: unknown): boolean;
  }
  /** The logger of one of the shim's files, made once. */
  export function getLogger(name: string): ShimLogger;
}
