import {
  commandCatalogue,
  type ActingUser,
  type Instant,
  type SubmissionType,
  type TxId,
} from '@tranche/chaincode/domain';
import { canonicalize } from '@tranche/chaincode/ledger';
import type { Transaction } from './consortium.js';

/** A transaction as it stands in a file. */
export interface RecordedTransaction {
  readonly type: string;
  readonly txId: string;
  readonly at: number;
  readonly actor: ActingUser;
  /** What the argument says; its text is canonical. */
  readonly input: unknown;
  /** What each transient field says. */
  readonly transient: Readonly<Record<string, unknown>>;
}

/** A transaction for a file. */
export function recorded({ type, call }: Transaction): RecordedTransaction {
  const { txId, at, actor, input, transient } = call;
  const fields = [...transient].map(
    ([name, bytes]) => [name, JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown] as const,
  );
  const argument = JSON.parse(input) as unknown;
  return { type, txId, at, actor, input: argument, transient: Object.fromEntries(fields) };
}

/** A transaction from a file. @throws Error when it is of a type that the rules do not know */
export function played(from: RecordedTransaction): Transaction {
  const { type, txId, at, actor, input, transient } = from;
  if (!(type in commandCatalogue)) throw new Error(`${type} is no command`);
  const fields = Object.entries(transient).map(
    ([name, value]) => [name, Buffer.from(canonicalize(value), 'utf8')] as const,
  );
  return {
    type: type as SubmissionType,
    call: {
      actor,
      at: at as Instant,
      txId: txId as TxId,
      input: canonicalize(input),
      transient: new Map(fields),
    },
  };
}
