import type { ErrorCode } from '@tranche/chaincode/domain';

/** A refusal that a test provokes. */
export interface Refusal {
  readonly code: ErrorCode;
  /** When the rules refuse so. */
  readonly when: string;
  /** Does what is refused; everything before it succeeds. */
  readonly provoke: () => Promise<unknown>;
  /** Parameters of the refusal, where they are worth a check. */
  readonly params?: Readonly<Record<string, string | number>>;
}
