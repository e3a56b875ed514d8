import {
  mspSchema,
  participantIdSchema,
  type Instant,
  type Parties,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import {
  templates,
  termsFromTemplate,
  type Deal as TemplateDeal,
  type DealFrame,
} from '@tranche/gateway/api';

/** Public terms with the private documents that they commit to. */
export type Deal = TemplateDeal;
/** The private documents of a deal, by filing kind and part. */
export type DealDocuments = Deal['documents'];

/** What varies between deals of the textile case. */
export interface DealSettings {
  readonly now: Instant;
  readonly currency: string;
  readonly decimals: number;
  readonly totalMinor: bigint;
  /** 256 random bits in hexadecimal, a new one for each document. */
  readonly salt: () => string;
  /** Length of a day in milliseconds, as the consortium's parameters say. */
  readonly dayMillis?: number;
}

/** The parties of the textile case, as the local network registers them. */
export const textileParties: Parties = {
  exporter: participantIdSchema.parse('ExporterMSP:textiles'),
  buyer: participantIdSchema.parse('BuyerMSP:retail'),
  bank: participantIdSchema.parse('BankMSP:trade-bank'),
  inspectors: [{ id: participantIdSchema.parse('InspectorMSP:quality'), alternates: [] }],
  sources: [participantIdSchema.parse('InspectorMSP:line')],
  auditors: [participantIdSchema.parse('AuditorMSP:audit')],
  coEndorsers: [mspSchema.parse('AuditorMSP')],
};

/** UN/LOCODE of Nhava Sheva, where the goods are loaded. */
export const LOADING_PLACE = 'INNSA';

const frame: DealFrame = {
  contract: {
    hash: sha256('sales contract of the textile case'),
    reference: 'Sales contract TX-30-40-30',
    prevails: 'The contract on goods, these terms on release of payment',
  },
  law: 'CISG; Indian law where it is silent',
  jurisdiction: 'Arbitration under the ICC rules, seat Singapore',
  goods: {
    goods: 'Cotton bed linen, 400 thread count',
    unitPrices: ['12.50 a set, 12,000 sets'],
    specification: 'Cotton sateen, 400 threads per square inch, OEKO-TEX Standard 100',
    quantity: '12,000 sets',
    tolerance: '2 % of the sets',
    acceptanceCriteria: 'AQL 2.5, general inspection level II, ISO 2859-1',
    exclusions: 'none',
  },
  payTo: { account: '50200012345678', name: 'Indus Textiles', bank: 'HDFCINBB' },
};

/**
 * The textile case, India to Europe: 30 % on the order confirmation that the buyer accepts, 40 % on
 * shipment with a passed inspection and an actual loading event, 30 % on the delivery that the
 * buyer accepts.
 */
export function textileDeal(settings: DealSettings): Deal {
  const { now: start, dayMillis, currency, decimals, totalMinor, salt } = settings;
  return termsFromTemplate(templates['export-30-40-30'], {
    parties: textileParties,
    amounts: { currency, decimals, totalMinor },
    dates: { start, ...(dayMillis === undefined ? {} : { dayMillis }) },
    frame,
    changes: { places: { loading: LOADING_PLACE } },
    salt,
    hashOf,
  });
}
