import {
  amountsForShares,
  milestoneIdSchema,
  mspSchema,
  participantIdSchema,
  plus,
  publicTermsSchema,
  sha256Schema,
  trancheIdSchema,
  type Condition,
  type Instant,
  type Parties,
  type PrivateDocument,
  type PublicTerms,
  type Sha256,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';

/** The private documents of a deal, by filing kind and part. */
export interface DealDocuments {
  readonly commercial: Readonly<Record<string, PrivateDocument>>;
  readonly technical: Readonly<Record<string, PrivateDocument>>;
  readonly 'pay-to': Readonly<Record<string, PrivateDocument>>;
}

/** Public terms with the private documents that they commit to. */
export interface Deal {
  readonly terms: PublicTerms;
  readonly documents: DealDocuments;
}

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

const DAY_MILLIS = 86_400_000;

/** UN/LOCODE of Nhava Sheva, where the goods are loaded. */
export const LOADING_PLACE = 'INNSA';

interface Stage {
  readonly id: string;
  readonly kind: PublicTerms['milestones'][number]['kind'];
  readonly title: string;
  readonly shareBps: number;
  readonly dueInDays: number;
  readonly dependsOn: readonly string[];
  readonly reviewed: boolean;
  readonly docType: string;
  readonly condition: Condition;
}

const accepted = (docType: string): Condition => ({
  type: 'all',
  of: [
    { type: 'evidence', docType, min: 1, from: textileParties.exporter },
    { type: 'acceptance', by: textileParties.buyer },
  ],
});

const stages: readonly Stage[] = [
  {
    id: 'order',
    kind: 'order-confirmation',
    title: 'Order confirmed and accepted by the buyer',
    shareBps: 3000,
    dueInDays: 30,
    dependsOn: [],
    reviewed: true,
    docType: 'order-confirmation',
    condition: accepted('order-confirmation'),
  },
  {
    id: 'shipment',
    kind: 'dispatch',
    title: 'Inspected before shipment and loaded',
    shareBps: 4000,
    dueInDays: 60,
    dependsOn: ['order'],
    reviewed: false,
    docType: 'bill-of-lading',
    condition: {
      type: 'all',
      of: [
        { type: 'inspection', outcome: 'pass' },
        {
          type: 'event',
          code: 'LOAD',
          location: LOADING_PLACE,
          source: participantIdSchema.parse('InspectorMSP:line'),
        },
      ],
    },
  },
  {
    id: 'delivery',
    kind: 'delivery',
    title: 'Delivered and accepted by the buyer',
    shareBps: 3000,
    dueInDays: 90,
    dependsOn: ['shipment'],
    reviewed: true,
    docType: 'proof-of-delivery',
    condition: accepted('proof-of-delivery'),
  },
];

/**
 * The textile case, India to Europe: 30 % on the order confirmation that the buyer accepts, 40 % on
 * shipment with a passed inspection and an actual loading event, 30 % on the delivery that the
 * buyer accepts.
 */
export function textileDeal(settings: DealSettings): Deal {
  const documents = dealDocuments(settings);
  const days = (count: number): Instant =>
    plus(settings.now, count * (settings.dayMillis ?? DAY_MILLIS));
  const terms = publicTermsSchema.parse({
    contract: {
      hash: sha256('sales contract of the textile case'),
      reference: 'Sales contract TX-30-40-30',
      prevails: 'The contract on goods, these terms on release of payment',
    },
    law: 'CISG; Indian law where it is silent',
    jurisdiction: 'Arbitration under the ICC rules, seat Singapore',
    securityRules: 'URDTT-1.0',
    charges: { bank: 'DEBT', inspector: 'DEBT', arbiter: 'SHAR' },
    calendar: { weekendDays: [0, 6], holidays: [], utcOffsetMinutes: 0 },
    parties: textileParties,
    milestones: stages.map((stage) => ({
      id: milestoneIdSchema.parse(stage.id),
      kind: stage.kind,
      title: stage.title,
      shareBps: stage.shareBps,
      tranches: [
        {
          id: trancheIdSchema.parse('whole'),
          shareBps: 10_000,
          advance: false,
          condition: stage.condition,
        },
      ],
      evidence: [{ docType: stage.docType, min: 1 }],
      exclusions: 'none',
      dependsOn: stage.dependsOn,
      review: {
        by: stage.reviewed ? textileParties.buyer : 'none',
        businessDays: 5,
        silence: 'accepted',
        maxPresentations: 3,
        cureDays: 5,
      },
      dueDate: days(stage.dueInDays),
      graceDays: 7,
      transportDocuments: [],
      approval: 'dual',
      commitments: {
        commercial: commitment(documents.commercial, stage.id),
        technical: commitment(documents.technical, stage.id),
      },
    })),
    openUntil: days(7),
    fundingBy: days(14),
    longStop: days(180),
    approvalBusinessDays: 2,
    instructBusinessDays: 2,
    disputeDefault: { to: 'split', payeeBps: 5000 },
    commitments: {
      header: commitment(documents.commercial, 'header'),
      payTo: commitment(documents['pay-to'], 'payee'),
    },
  });
  return { terms, documents };
}

function commitment(documents: Readonly<Record<string, PrivateDocument>>, part: string): Sha256 {
  return sha256Schema.parse(hashOf(documents[part]));
}

function dealDocuments(settings: DealSettings): DealDocuments {
  const { salt, currency, decimals, totalMinor } = settings;
  const amounts = amountsForShares(
    totalMinor,
    stages.map(({ shareBps }) => shareBps),
  );
  const commercial: Record<string, PrivateDocument> = {
    header: {
      kind: 'commercial-header',
      salt: salt(),
      currency,
      decimals,
      totalMinor: String(totalMinor),
    },
  };
  const technical: Record<string, PrivateDocument> = {};
  for (const [index, stage] of stages.entries()) {
    const milestoneId = milestoneIdSchema.parse(stage.id);
    commercial[stage.id] = {
      kind: 'commercial-milestone',
      salt: salt(),
      milestoneId,
      amountMinor: String(amounts[index]),
      goods: 'Cotton bed linen, 400 thread count',
      unitPrices: ['12.50 a set, 12,000 sets'],
    };
    technical[stage.id] = {
      kind: 'technical',
      salt: salt(),
      milestoneId,
      specification: 'Cotton sateen, 400 threads per square inch, OEKO-TEX Standard 100',
      quantity: '12,000 sets',
      tolerance: '2 % of the sets',
      acceptanceCriteria: 'AQL 2.5, general inspection level II, ISO 2859-1',
      exclusions: 'none',
    };
  }
  return {
    commercial,
    technical,
    'pay-to': {
      payee: {
        kind: 'pay-to',
        salt: salt(),
        account: '50200012345678',
        name: 'Indus Textiles',
        bank: 'HDFCINBB',
      },
    },
  };
}
