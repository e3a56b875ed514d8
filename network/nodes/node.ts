/** What kind of process a node is. */
export type NodeRole = 'ca' | 'orderer' | 'peer' | 'chaincode' | 'issuer' | 'gateway';

/** How a process is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files and folders that the process reads once: a change of them asks for a restart. */
  readonly reads?: readonly string[];
}

/** A process of the network. */
export interface Node {
  /** `<role>.<member>`, for example `peer.bank`. */
  readonly name: string;
  readonly role: NodeRole;
  /** The member that it belongs to; `null` for the development issuer. */
  readonly member: string | null;
  /** What it listens on, by purpose: URLs for HTTP, `host:port` for the rest. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Answers 200 when the node can do its work. */
  readonly health: string;
  /** How to start it, from the files that the network has made by then. */
  launch(): Launch;
}

/** The order in which the roles are started; they are stopped the other way round. */
export const startOrder: readonly NodeRole[] = [
  'ca',
  'orderer',
  'peer',
  'chaincode',
  'issuer',
  'gateway',
];
