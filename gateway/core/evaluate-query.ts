import { canonicalize } from '@tranche/chaincode/ledger';
import type { QueryType } from '@tranche/chaincode/domain';
import { evaluate } from './evaluate.js';
import { parseAnswer } from './answers.js';
import { withProblems } from './problem-of-failure.js';
import type { SigningIdentity } from './ports.js';
import type { BaseServices } from './base-services.js';

/** Transactions of the contract `query`. */
export type Question = QueryType | 'build';

/**
 * Asks the contract `query` and parses its answer.
 * @throws ProblemError the refusals of the query, and those of the ledger
 */
export async function ask(
  services: Pick<BaseServices, 'ledger'>,
  as: SigningIdentity,
  of: { readonly question: Question; readonly input: Readonly<Record<string, unknown>> },
): Promise<unknown> {
  const proposal = {
    contract: 'query',
    transaction: of.question,
    argument: canonicalize(of.input),
  };
  const isOwnOnly = of.question === 'document' || of.question === 'build';
  const visibility = isOwnOnly ? 'private' : 'public';
  return withProblems(async () =>
    parseAnswer(await evaluate(services, as, { proposal, visibility })),
  );
}
