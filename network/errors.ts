/** What went wrong, as a permanent code that scripts may branch on. */
export type NetworkErrorCode =
  | 'TOOL_MISSING'
  | 'TOOL_TOO_OLD'
  | 'TOOL_FAILED'
  | 'PROFILE_UNKNOWN'
  | 'PROFILE_BUSY'
  | 'PORT_BASE_INVALID'
  | 'PORT_IN_USE'
  | 'NODE_UNKNOWN'
  | 'NODE_CRASHED'
  | 'NODE_UNHEALTHY'
  | 'NOT_BUILT'
  | 'NOT_UP'
  | 'CA_REFUSED'
  | 'CONSENTERS_REFUSED'
  | 'TIMED_OUT';

/** A failure of the network that its operator can act on: the message ends with what to do. */
export class NetworkError extends Error {
  readonly code: NetworkErrorCode;

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NetworkError';
    this.code = code;
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
