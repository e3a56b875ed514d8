import type { Admission, Services, TokenVerifier } from '../../core/index.js';

/** What the gateway needs, and whether it is there. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: {
    readonly ownPeer: boolean;
    readonly fallbackPeer: boolean;
    readonly journal: boolean;
  };
}

/** What the HTTP API stands on. */
export interface ServerOptions {
  readonly services: Services;
  readonly tokens: TokenVerifier;
  readonly admission: Admission;
  /** Whether the gateway can do its work now. */
  readonly readiness: () => Promise<Readiness>;
  /** Version of the package, for the OpenAPI document. */
  readonly version: string;
}
