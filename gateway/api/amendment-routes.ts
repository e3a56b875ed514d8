import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import {
  documentsSchema,
  onAgreement,
  onAmendment,
  saidOfAgreement,
  saidOfAmendment,
} from './route-parts.js';

/** Routes that amend the terms of a running agreement, and that show documents to others. */
export const amendmentRoutes = {
  proposeAmendment: onAgreement(
    'proposeAmendment',
    'amendments',
    'Propose other terms for a running agreement',
    commandCatalogue.proposeAmendment.schema.omit(saidOfAgreement),
    201,
  ),
  consentToAmendment: onAmendment(
    'consentToAmendment',
    'consents',
    'Consent to an amendment by the hash of its terms',
    commandCatalogue.consentToAmendment.schema.omit(saidOfAmendment),
  ),
  refuseAmendment: onAmendment(
    'refuseAmendment',
    'refusals',
    'Refuse the open amendment',
    commandCatalogue.refuseAmendment.schema.omit(saidOfAmendment),
  ),
  withdrawAmendment: onAmendment(
    'withdrawAmendment',
    'withdrawals',
    'Take an own open amendment back',
    commandCatalogue.withdrawAmendment.schema.omit(saidOfAmendment),
  ),
  fileDisclosure: onAgreement(
    'fileDisclosure',
    'disclosed-filings',
    'File private documents with somebody that the terms do not show them to',
    commandCatalogue.fileDisclosure.schema
      .omit(saidOfAgreement)
      .extend({ documents: documentsSchema }),
    201,
  ),
  discloseDocuments: onAgreement(
    'discloseDocuments',
    'disclosures',
    'Put on record which documents somebody was shown',
    commandCatalogue.discloseDocuments.schema.omit(saidOfAgreement),
    201,
  ),
} as const satisfies Readonly<Record<string, Route>>;
