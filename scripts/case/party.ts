/** What a gateway answers to a command. */
export interface CommandAnswer {
  readonly txId: string;
  readonly block: string;
  readonly time: number;
  readonly agreementId?: string;
  readonly endorsedBy?: readonly string[];
}

/** One user of a participant at its own member's gateway, with its own token. */
export interface Party {
  /** `<local-id>.<user>`. */
  readonly label: string;
  /** Sends a command; waits for its commit. */
  send(path: string, body: unknown): Promise<CommandAnswer>;
  read<T>(path: string): Promise<T>;
}

/** The users of the case, by label. */
export type Cast = (label: string) => Party;
