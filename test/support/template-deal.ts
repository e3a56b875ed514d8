import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import {
  termsFromTemplate,
  type Deal,
  type DealAmounts,
  type DealChanges,
  type DealFrame,
  type Template,
} from '@tranche/gateway/api';
import { textileParties } from '../../scripts/case/textile-deal.js';
import type { MemoryConsortium } from './consortium.js';
import { newSalt } from './party-play.js';

/** What agreements of these tests refer to. */
export const frame: DealFrame = {
  contract: { hash: sha256('contract'), reference: 'Contract 1', prevails: 'The contract' },
  law: 'CISG',
  jurisdiction: 'Singapore',
  goods: {
    goods: 'Things',
    unitPrices: ['1 a piece'],
    specification: 'As drawn',
    quantity: '10 pieces',
    tolerance: 'none',
    acceptanceCriteria: 'As specified',
    exclusions: 'none',
  },
  payTo: { account: '50200012345678', name: 'Indus Textiles', bank: 'HDFCINBB' },
};

/** Money of these tests: shares of whole percents do not divide it. */
export const euros: DealAmounts = { currency: 'EUR', decimals: 2, totalMinor: 14_850_001n };

/** A deal of the textile case's parties by a template, dated by the ledger. */
export function dealBy(
  template: Template,
  start: MemoryConsortium,
  change: { readonly amounts?: DealAmounts; readonly changes?: DealChanges } = {},
): Deal {
  return termsFromTemplate(template, {
    parties: textileParties,
    amounts: euros,
    dates: { start: start.now() },
    frame,
    salt: newSalt,
    hashOf,
    ...change,
  });
}
