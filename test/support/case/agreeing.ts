import { holdersOf, plus, type PrivateDocument } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties, type DealDocuments } from '../../../scripts/case/textile-deal.js';
import { newFile, newSalt, TOTAL_MINOR } from '../party-play.js';
import {
  otherParty,
  otherRole,
  outsider,
  type CaseSight,
  type CaseStep,
  type Next,
  type Party,
} from './step.js';

const YEAR_MILLIS = 365 * 86_400_000;

function unsigned(...by: readonly Party[]): Next {
  return Object.fromEntries(by.map((party) => [party, ['acceptAgreement']]));
}

const nobodySigned = unsigned('textiles', 'retail', 'trade-bank', 'quality', 'line');
const unsecured: Next = {
  'trade-bank': ['secureFunds order', 'secureFunds shipment', 'secureFunds delivery'],
};

/** The exporter files what the terms commit to, with every holder. */
function filing(kind: keyof DealDocuments, part: string, other: string): CaseStep {
  return {
    name: `the exporter files the ${kind} documents`,
    by: 'textiles.maker',
    type: 'fileDocument',
    sent: ({ deal }) => ({
      fields: { kind, to: holdersOf(textileParties, kind) },
      documents: deal.documents[kind],
    }),
    refused: [
      otherParty('quality.maker'),
      otherRole('textiles.checker'),
      { what: `${other}, who is not its author`, by: other, code: /^DOCUMENT_KIND_NOT_ALLOWED$/ },
    ],
    other: ({ fields, documents = {} }) => ({
      fields,
      documents: { ...documents, [part]: salted(documents[part]) },
    }),
    next: nobodySigned,
  };
}

/** The same document with another salt, which no commitment is of. */
export function salted(document: PrivateDocument | undefined): PrivateDocument {
  if (document === undefined) throw new RangeError('there is no such document');
  return { ...document, salt: newSalt() };
}

/** A party signs. */
function signature(party: Party, next: Next): CaseStep {
  return {
    name: `${party} signs`,
    by: `${party}.checker`,
    type: 'acceptAgreement',
    sent: ({ termsHash }) => ({ fields: { termsHash } }),
    refused: [
      otherRole(`${party}.maker`),
      outsider('arbitration.checker'),
      {
        what: 'a signature under other terms',
        fields: () => ({ termsHash: newFile() }),
        code: /^TERMS_HASH_MISMATCH$/,
      },
    ],
    other: () => ({ type: 'declineAgreement', fields: {} }),
    next,
  };
}

function security(run: CaseSight): PrivateDocument {
  return run.document('security', () => ({
    kind: 'security',
    salt: newSalt(),
    form: 'escrow-deposit',
    number: 'ESCROW-0001',
    currency: 'EUR',
    amountMinor: String(TOTAL_MINOR),
    expiry: plus(run.deal.terms.longStop, YEAR_MILLIS),
  }));
}

/** From the proposal to the money that the bank holds. */
export const agreeing: readonly CaseStep[] = [
  {
    name: 'the exporter proposes',
    by: 'textiles.maker',
    type: 'proposeAgreement',
    sent: ({ deal }) => ({ fields: { terms: deal.terms } }),
    refused: [otherParty('quality.maker'), otherRole('textiles.checker')],
    other: ({ fields }) => ({ fields: { terms: { ...(fields['terms'] as object), law: 'none' } } }),
    next: nobodySigned,
  },
  filing('commercial', 'header', 'trade-bank.maker'),
  filing('technical', 'order', 'trade-bank.maker'),
  filing('pay-to', 'payee', 'retail.maker'),
  signature('textiles', unsigned('retail', 'trade-bank', 'quality', 'line')),
  signature('retail', unsigned('trade-bank', 'quality', 'line')),
  signature('trade-bank', unsigned('quality', 'line')),
  signature('quality', unsigned('line')),
  signature('line', unsecured),
  {
    name: 'the bank files its security document',
    by: 'trade-bank.maker',
    type: 'fileDocument',
    sent: (run) => ({
      fields: { kind: 'security', to: holdersOf(textileParties, 'security') },
      documents: { [hashOf(security(run))]: security(run) },
    }),
    refused: [
      otherParty('line.maker'),
      otherRole('trade-bank.checker'),
      {
        what: 'textiles.maker, who is not its author',
        by: 'textiles.maker',
        code: /^DOCUMENT_KIND_NOT_ALLOWED$/,
      },
    ],
    other: (sent) => ({ ...sent, documents: resalted(sent.documents ?? {}) }),
    next: unsecured,
  },
  {
    name: 'the bank secures the whole price',
    by: 'trade-bank.maker',
    type: 'secureFunds',
    sent: (run) => ({
      fields: {
        form: 'escrow-deposit',
        reference: run.file('escrow statement'),
        document: hashOf(security(run)),
        expiry: plus(run.deal.terms.longStop, YEAR_MILLIS),
      },
    }),
    refused: [
      otherParty('retail.maker'),
      otherRole('trade-bank.checker'),
      {
        what: 'another signature of retail',
        by: 'retail.checker',
        type: 'acceptAgreement',
        fields: ({ termsHash }) => ({ termsHash }),
        code: /^AGREEMENT_NOT_PROPOSED$/,
      },
    ],
    other: ({ fields }) => ({ fields: { ...fields, reference: newFile() } }),
    next: { textiles: ['presentMilestone order'] },
  },
];

/** Other documents under the names of these. */
export function resalted(
  documents: Readonly<Record<string, PrivateDocument>>,
): Readonly<Record<string, PrivateDocument>> {
  return Object.fromEntries(Object.entries(documents).map(([part, each]) => [part, salted(each)]));
}
