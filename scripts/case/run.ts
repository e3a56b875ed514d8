import { issuerClients } from '../../network/issuer-config.js';
import type { Network } from '../../network/index.js';
import type { HttpCastOptions } from './http-user.js';
import type { Cast } from './party.js';
import { TextileCase, type Progress, type StageEnd } from './play.js';
import { statementOf, type Statement } from './statement.js';

/** Those who hold the amounts, and so can compute the statement by themselves. */
const holders = ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'audit.auditor'] as const;

/** The members' statements of one agreement differ, or money is missing. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
}

/** Where the users of a running network find gateways and tokens. */
export async function castOptions(network: Network): Promise<HttpCastOptions> {
  const nodes = await network.status();
  const addressOf = (name: string): string => {
    const address = nodes.find((node) => node.name === name)?.addresses['http'];
    if (address === undefined) throw new RangeError(`the network has no ${name}`);
    return address;
  };
  return {
    issuerUrl: addressOf('issuer.dev'),
    clients: issuerClients(network.site),
    gatewayUrl: (member) => addressOf(`gateway.${member}`),
  };
}

/**
 * Plays the case and has every holder of the amounts compute the statement from its own gateway.
 * @throws StatementError when two differ or the sum does not match
 */
export async function runCase(
  cast: Cast,
  progress: Progress,
  stage?: StageEnd,
): Promise<Statement> {
  const agreementId = await new TextileCase(cast, progress, stage).play();
  const statements = [];
  for (const label of holders) {
    const party = cast(label);
    const blockOf = async (txId: string): Promise<string> => {
      const { block } = await party.read<{ block: string }>(`/v1/transactions/${txId}`);
      return block;
    };
    statements.push(await statementOf(party, agreementId, blockOf));
  }
  const [first, ...others] = statements;
  if (first === undefined) throw new StatementError('nobody computed a statement');
  const text = JSON.stringify(first);
  const differs = others.some((other) => JSON.stringify(other) !== text);
  if (differs) throw new StatementError('the members’ statements differ');
  if (first.settledMinor !== first.totalMinor) throw new StatementError('the sum does not match');
  return first;
}
