import type { PrivateDocument } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../../support/consortium.js';
import { fileHash, saltOf } from './deal.js';

/** The fields of a file that is attached. */
export function evidenceFields(docType: string, hash: string): CommandFields {
  const file = { size: 48_213, mediaType: 'application/pdf' };
  return { docType, hash, ...file, issuer: 'Indus Textiles', reference: 'TX-1' };
}

/** The fields of an inspection that passed, or of another outcome. */
export function inspectionFields(outcome = 'pass'): CommandFields {
  return { outcome, certificate: fileHash('certificate'), findings: fileHash('findings') };
}

/** A reason for a refusal. */
export function discrepancy(code = 'QUANTITY_SHORT'): CommandFields {
  return { code, about: 'order-confirmation', text: fileHash('twelve cartons are short') };
}

/** What the bank paid for an order. */
export function settlementDocument(orderId: string): PrivateDocument {
  return {
    kind: 'settlement',
    salt: saltOf(orderId),
    currency: 'EUR',
    amountMinor: '4455000',
    chargesMinor: '0',
    payTo: fileHash('pay-to'),
  };
}
