import {
  milestoneIdSchema,
  mspOf,
  type PrivateDocument,
  type UncommittedKind,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties, type Deal } from '../../../../../scripts/case/textile-deal.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { caseDeal, fileHash } from '../support/deal.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const { exporter, buyer, bank, auditors } = textileParties;
const holders = [exporter, buyer, bank, ...auditors].map(mspOf);

type Commercial = Readonly<Record<string, PrivateDocument>>;

/** Files commercial documents under terms that commit to exactly these. */
async function fileCommercial(change: (commercial: Commercial) => Commercial): Promise<unknown> {
  const deal = caseDeal();
  const commercial = change(deal.documents.commercial);
  const { terms } = deal;
  const milestones = terms.milestones.map((milestone) => ({
    ...milestone,
    commitments: { ...milestone.commitments, commercial: hashOf(commercial[milestone.id]) },
  }));
  const commitments = { ...terms.commitments, header: hashOf(commercial.header) };
  const consortium = await MemoryConsortium.found();
  const proposed = { terms: { ...terms, milestones, commitments } };
  const { agreementId } = await consortium.submit('textiles.maker', 'proposeAgreement', proposed);
  const fields = { agreementId, kind: 'commercial', to: holders };
  const options = { documents: commercial };
  return consortium.submit('textiles.maker', 'fileDocument', fields, options);
}

/** The documents with one amount changed. */
function withAmount(part: string, amountMinor: bigint): (commercial: Commercial) => Commercial {
  return (commercial) => {
    const document = commercial[part];
    const amount =
      part === 'header'
        ? { totalMinor: String(amountMinor) }
        : { amountMinor: String(amountMinor) };
    return { ...commercial, [part]: { ...document, ...amount } as PrivateDocument };
  };
}

/** Files documents of a kind on the case's proposal. */
async function file(
  kind: string,
  documents: Readonly<Record<string, unknown>>,
  more: { readonly label?: string; readonly to?: readonly string[] } = {},
): Promise<unknown> {
  const { label = 'textiles.maker', to = ['BankMSP'] } = more;
  const scene = await Scene.proposed();
  return scene.send(label, 'fileDocument', { kind, to }, { documents });
}

const { documents }: Deal = caseDeal();
const { commercial, technical } = documents;
const { payee } = documents['pay-to'];

const authors: readonly (readonly [
  kind: keyof Deal['documents'] | UncommittedKind,
  label: string,
])[] = [
  ['commercial', 'trade-bank.maker'],
  ['technical', 'trade-bank.maker'],
  ['pay-to', 'trade-bank.maker'],
  ['pay-to', 'retail.maker'],
  ['security', 'textiles.maker'],
  ['settlement', 'retail.maker'],
  ['balance', 'textiles.maker'],
];

const strangers: readonly (readonly [kind: keyof Deal['documents'], msp: string])[] = [
  ['commercial', 'InspectorMSP'],
  ['technical', 'AuditorMSP'],
  ['pay-to', 'BuyerMSP'],
];

/** Refusals of filings. */
export const documentRefusals: readonly Refusal[] = [
  ...authors.map(
    ([kind, label]): Refusal => ({
      code: 'DOCUMENT_KIND_NOT_ALLOWED',
      when: `${label} files documents of kind ${kind}`,
      params: { kind },
      provoke: () => file(kind, technical, { label }),
    }),
  ),
  ...strangers.map(
    ([kind, msp]): Refusal => ({
      code: 'DOCUMENT_HOLDER_NOT_ALLOWED',
      when: `documents of kind ${kind} are filed with ${msp}`,
      params: { msp },
      provoke: () => file(kind, documents[kind], { to: ['BankMSP', msp] }),
    }),
  ),
  ...['ExporterMSP', 'BuyerMSP'].map(
    (msp): Refusal => ({
      code: 'DOCUMENT_HOLDER_NOT_ALLOWED',
      when: `a statement of the bank’s account is filed with ${msp}`,
      params: { msp },
      provoke: () => file('balance', technical, { label: 'trade-bank.maker', to: [msp] }),
    }),
  ),
  {
    code: 'DOCUMENT_PARTS_INCOMPLETE',
    when: 'the header is missing',
    params: { part: 'header' },
    provoke: (): Promise<unknown> => {
      const { header: _header, ...milestones } = commercial;
      return file('commercial', milestones);
    },
  },
  {
    code: 'DOCUMENT_PARTS_INCOMPLETE',
    when: 'the document of a milestone is missing',
    params: { part: 'shipment' },
    provoke: (): Promise<unknown> => {
      const { shipment: _shipment, ...others } = technical;
      return file('technical', others);
    },
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a document is not the one that the terms commit to',
    params: { part: 'order' },
    provoke: (): Promise<unknown> => {
      const order = { ...technical.order, quantity: '11,999 sets' };
      return file('technical', { ...technical, order });
    },
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a filing has a part that the terms do not know',
    params: { part: 'other' },
    provoke: () => file('technical', { ...technical, other: technical.order }),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'the document of a milestone is that of another',
    params: { part: 'order' },
    provoke: () =>
      fileCommercial((all) => ({
        ...all,
        order: {
          ...all.order,
          milestoneId: milestoneIdSchema.parse('shipment'),
        } as PrivateDocument,
      })),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a committed document is of another kind',
    params: { part: 'header' },
    provoke: () =>
      fileCommercial(({ header: _header, ...all }) => ({
        ...all,
        ...(payee === undefined ? {} : { header: payee }),
      })),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a security document is filed under another hash than its own',
    provoke: (): Promise<unknown> => {
      const part = fileHash('other');
      const label = 'trade-bank.maker';
      const security = { kind: 'security', salt: fileHash('salt'), form: 'escrow-deposit' };
      const amount = { number: 'E-1', currency: 'EUR', amountMinor: '1', expiry: 1 };
      return file('security', { [part]: { ...security, ...amount } }, { label });
    },
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a settlement is filed as a security',
    provoke: (): Promise<unknown> => {
      const settlement = { kind: 'settlement', salt: fileHash('salt'), currency: 'EUR' };
      const document = {
        ...settlement,
        amountMinor: '1',
        chargesMinor: '0',
        payTo: fileHash('to'),
      };
      const label = 'trade-bank.maker';
      return file('security', { [hashOf(document)]: document }, { label });
    },
  },
  {
    code: 'AMOUNTS_NOT_NOMINAL',
    when: 'an amount is not what its share says',
    params: { part: 'order' },
    provoke: () => fileCommercial(withAmount('order', 4_457_000n)),
  },
  {
    code: 'AMOUNTS_NOT_TOTAL',
    when: 'the amounts are a minor unit less than the total',
    provoke: () => fileCommercial(withAmount('order', 4_454_999n)),
  },
  {
    code: 'AMOUNT_TOO_LARGE',
    when: 'an amount is a minor unit more than a milestone has parts',
    params: { part: 'order' },
    provoke: () => fileCommercial(withAmount('order', 10n ** 12n + 1n)),
  },
  {
    code: 'AMOUNTS_NOT_NOMINAL',
    when: 'an amount is as large as it may be, and not what its share says',
    provoke: () => fileCommercial(withAmount('order', 10n ** 12n)),
  },
  {
    code: 'AGREEMENT_NOT_FOUND',
    when: 'documents are filed for an agreement that does not exist',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.proposed();
      const fields = { agreementId: `A${'Z'.repeat(30)}`, kind: 'technical', to: ['BankMSP'] };
      return scene.send('textiles.maker', 'fileDocument', fields, { documents: technical });
    },
  },
  {
    code: 'DOCUMENT_NOT_FOUND',
    when: 'a document is read that the node does not have',
    params: { part: 'commercial/header' },
    provoke: async (): Promise<unknown> => {
      const { consortium, agreementId } = await Scene.proposed();
      const fields = { agreementId, kind: 'commercial', part: 'header', termsVersion: 1 };
      return consortium.ask('quality.maker', 'document', fields);
    },
  },
];
