import { ProblemError, type CommandAnswer } from '../api/index.js';
import { commandAnswer } from './answers.js';
import type { Path, SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';
import { awaitCommit } from './settle.js';

/**
 * The answer that a command got when it was first done, read back from its block.
 * @throws ProblemError TRANSACTION_NOT_FOUND while the peer that knows the command has not shown
 *   its block
 */
export async function firstAnswer(
  services: Pick<BaseServices, 'ledger' | 'clock' | 'patience'>,
  as: SigningIdentity,
  of: { readonly txId: string; readonly path: Path; readonly bank?: string },
): Promise<CommandAnswer> {
  const { ledger, patience } = services;
  const { txId, bank } = of;
  const path = { peer: of.path.peer };
  const withinMillis = patience.statusMillis;
  const commit = await awaitCommit(services, as, { txId, path, withinMillis });
  const found = await ledger.find(as, txId, path);
  if (commit === undefined || found === undefined) {
    throw new ProblemError('TRANSACTION_NOT_FOUND', { txId }, { txId });
  }
  const { response, endorsedBy } = found;
  return commandAnswer({ response, commit, endorsedBy, ...(bank === undefined ? {} : { bank }) });
}
