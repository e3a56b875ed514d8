import type { QueryType } from '@tranche/chaincode/domain';
import type { Party } from '../../scripts/case/party.js';
import type { CommandFields, LedgerUnderTest } from './consortium.js';

const AGREEMENT = '^/v1/agreements/(?<agreementId>[^/]+)';

/** The addresses that a statement is read from, and the questions that they stand for. */
const addresses: readonly (readonly [RegExp, QueryType, CommandFields])[] = [
  [new RegExp(`${AGREEMENT}$`), 'agreement', {}],
  [new RegExp(`${AGREEMENT}/milestones/(?<milestoneId>[^/]+)$`), 'milestone', {}],
  [
    new RegExp(`${AGREEMENT}/documents/(?<kind>[^/]+)/(?<part>[^/]+)$`),
    'document',
    { termsVersion: 1 },
  ],
];

/** A user of a ledger under test, as the programs of the case know users: by addresses. */
export function partyOn(ledger: LedgerUnderTest, label: string): Party {
  return {
    label,
    send: () => Promise.reject(new RangeError('this party only reads')),
    read: async <T>(path: string): Promise<T> => {
      for (const [pattern, type, fields] of addresses) {
        const named = pattern.exec(path)?.groups;
        if (named === undefined) continue;
        return (await ledger.ask(label, type, { ...named, ...fields })) as T;
      }
      throw new RangeError(`nothing is read from ${path}`);
    },
  };
}
