import { DomainError, type ActingUser, type SubmissionType } from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, transact } from '@tranche/chaincode/ledger';
import type { CommandFields, MemoryConsortium } from '../../../../support/consortium.js';
import { checkDocumented } from '../../../../support/documented-rules.js';
import { txIdOf } from '../../../../support/memory-ledger.js';

/** A command that is tried and not committed. */
export interface Probe {
  readonly consortium: MemoryConsortium;
  readonly type: SubmissionType;
  readonly fields: CommandFields;
  readonly documents?: Readonly<Record<string, unknown>>;
}

/** What a user would be answered: the code of a refusal, or undefined. Changes nothing. */
export async function answerTo(actor: ActingUser, probe: Probe): Promise<string | undefined> {
  const { consortium, type, fields, documents } = probe;
  const transient = new Map(
    documents === undefined ? [] : [[DOCUMENTS_FIELD, Buffer.from(canonicalize(documents))]],
  );
  const input = canonicalize({ type, commandId: 'probe', ...fields });
  const call = { actor, at: consortium.now(), txId: txIdOf(0), input, transient };
  try {
    await transact(consortium.ledger.simulate(), type, call);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    checkDocumented(type, error);
    return error.code;
  }
}
