import { randomBytes, randomInt } from 'node:crypto';
import {
  type Instant,
  type PrivateDocument,
  type PublicTerms,
  type Sha256,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileDeal, type Deal, type DealDocuments } from '../../scripts/case/textile-deal.js';
import { newSalt } from './party-play.js';
import type { Marker } from './privacy-scan.js';

/** Kinds of private document, as filings name them. */
export type PrivateKind = keyof DealDocuments | 'security' | 'settlement';

const MARKER_BYTES = 18;
const BIC_LENGTH = 11;
/** Twelve digits: as many as the amount of a milestone may have. */
const AMOUNT_MIN = 500_000_000_000;
const AMOUNT_MAX = 900_000_000_000;

/** Fields of a private document that others know from the public terms. */
const publicFields: readonly string[] = ['kind', 'milestoneId', 'decimals', 'expiry', 'payTo'];
/** Three letters of a public list: too short to be told from chance. */
const shortFields: readonly string[] = ['currency'];

/**
 * A text that is nowhere else in the world, without a beginning in common with others: a store that
 * compresses leaves it whole.
 */
export function markerText(): string {
  return randomBytes(MARKER_BYTES).toString('base64url');
}

/** An amount in minor units that is nowhere else by chance. */
export function markerAmount(): string {
  return String(randomInt(AMOUNT_MIN, AMOUNT_MAX));
}

interface Filed {
  readonly kind: PrivateKind;
  /** Under which the document is read. */
  readonly part: string;
  readonly document: PrivateDocument;
}

/** A deal of the textile case in which every private value is a unique marker. */
export class MarkedDeal {
  readonly deal: Deal;
  readonly #filed: Filed[] = [];

  constructor(now: Instant) {
    const settings = { now, currency: 'EUR', decimals: 2, totalMinor: 1n, salt: newSalt };
    const { terms, documents } = textileDeal({ ...settings, totalMinor: BigInt(markerAmount()) });
    const marked = markedDocuments(documents);
    this.deal = { terms: committedTo(terms, marked), documents: marked };
    for (const kind of ['commercial', 'technical', 'pay-to'] as const) {
      for (const [part, document] of Object.entries(marked[kind])) {
        this.#filed.push({ kind, part, document });
      }
    }
  }

  /** What the bank files as its security. */
  security(expiry: Instant): PrivateDocument {
    return this.#keep('security', {
      kind: 'security',
      salt: newSalt(),
      form: 'escrow-deposit',
      number: markerText(),
      currency: 'EUR',
      amountMinor: markerAmount(),
      expiry,
    });
  }

  /** What the bank files as paid. */
  settlement(): PrivateDocument {
    return this.#keep('settlement', {
      kind: 'settlement',
      salt: newSalt(),
      currency: 'EUR',
      amountMinor: markerAmount(),
      chargesMinor: markerAmount(),
      payTo: this.deal.terms.commitments.payTo,
    });
  }

  /** The parts of a kind that were filed so far. */
  parts(kind: PrivateKind): readonly string[] {
    return this.#filed.filter((filed) => filed.kind === kind).map(({ part }) => part);
  }

  /** Every private value that was filed so far, of some kinds. */
  markers(kinds: readonly PrivateKind[]): readonly Marker[] {
    return this.#filed.flatMap(({ kind, document }) =>
      kinds.includes(kind) ? markersOf(kind, document) : [],
    );
  }

  #keep(kind: PrivateKind, document: PrivateDocument): PrivateDocument {
    this.#filed.push({ kind, part: hashOf(document), document });
    return document;
  }
}

function markersOf(kind: PrivateKind, document: PrivateDocument): readonly Marker[] {
  const part = 'milestoneId' in document ? `${kind} of ${document.milestoneId}` : kind;
  return Object.entries(document).flatMap(([field, value]: [string, unknown]) => {
    if (publicFields.includes(field) || shortFields.includes(field) || field === 'form') return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((each) => ({ name: `${part}: ${field}`, value: String(each) }));
  });
}

function markedDocuments(documents: DealDocuments): DealDocuments {
  const commercial: Record<string, PrivateDocument> = {};
  for (const [part, document] of Object.entries(documents.commercial)) {
    commercial[part] =
      document.kind === 'commercial-milestone'
        ? { ...document, goods: markerText(), unitPrices: [markerText(), markerText()] }
        : document;
  }
  const technical: Record<string, PrivateDocument> = {};
  for (const [part, document] of Object.entries(documents.technical)) {
    technical[part] = {
      ...document,
      specification: markerText(),
      quantity: markerText(),
      tolerance: markerText(),
      acceptanceCriteria: markerText(),
      exclusions: markerText(),
    } as PrivateDocument;
  }
  const payee = {
    ...documents['pay-to']['payee'],
    account: markerText(),
    name: markerText(),
    bank: randomBytes(6).toString('hex').toUpperCase().slice(0, BIC_LENGTH),
  } as PrivateDocument;
  return { commercial, technical, 'pay-to': { payee } };
}

/** The terms with the hashes of other documents. */
function committedTo(terms: PublicTerms, documents: DealDocuments): PublicTerms {
  const hash = (kind: keyof DealDocuments, part: string): Sha256 => hashOf(documents[kind][part]);
  return {
    ...terms,
    milestones: terms.milestones.map((milestone) => ({
      ...milestone,
      commitments: {
        commercial: hash('commercial', milestone.id),
        technical: hash('technical', milestone.id),
      },
    })),
    commitments: { header: hash('commercial', 'header'), payTo: hash('pay-to', 'payee') },
  };
}
