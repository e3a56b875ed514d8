import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import {
  command,
  documentsSchema,
  nothing,
  onAgreement,
  onTermination,
  said,
  saidOfAgreement,
  saidOfTermination,
} from './route-parts.js';

/** Routes that change an agreement as a whole; each is named as its command is. */
export const agreementRoutes = {
  proposeAgreement: {
    ...command,
    path: '/v1/agreements',
    summary: 'Propose an agreement by its public terms',
    action: { kind: 'command', type: 'proposeAgreement' },
    params: nothing,
    body: commandCatalogue.proposeAgreement.schema.omit(said),
    status: 201,
  },
  fileDocument: onAgreement(
    'fileDocument',
    'filings',
    'File private documents with their holders',
    commandCatalogue.fileDocument.schema
      .omit(saidOfAgreement)
      .extend({ documents: documentsSchema }),
    201,
  ),
  acceptAgreement: onAgreement(
    'acceptAgreement',
    'acceptances',
    'Sign the terms by their hash',
    commandCatalogue.acceptAgreement.schema.omit(saidOfAgreement),
  ),
  declineAgreement: onAgreement(
    'declineAgreement',
    'declines',
    'Refuse to sign',
    commandCatalogue.declineAgreement.schema.omit(saidOfAgreement),
  ),
  withdrawAgreement: onAgreement(
    'withdrawAgreement',
    'withdrawals',
    'Take an own proposal back',
    commandCatalogue.withdrawAgreement.schema.omit(saidOfAgreement),
  ),
  advanceAgreement: onAgreement(
    'advanceAgreement',
    'advances',
    'Apply to an agreement what time alone has made true',
    commandCatalogue.advanceAgreement.schema.omit(saidOfAgreement),
  ),
  closeAgreement: onAgreement(
    'closeAgreement',
    'completions',
    'End an agreement of which every part is settled or lapsed',
    commandCatalogue.closeAgreement.schema.omit(saidOfAgreement),
  ),
  proposeTermination: onAgreement(
    'proposeTermination',
    'terminations',
    'Propose to end the agreement with a split of what is held',
    commandCatalogue.proposeTermination.schema.omit(saidOfAgreement),
    201,
  ),
  acceptTermination: onTermination(
    'acceptTermination',
    'acceptances',
    'Consent to an open termination by its hash',
    commandCatalogue.acceptTermination.schema.omit(saidOfTermination),
  ),
  withdrawTermination: onTermination(
    'withdrawTermination',
    'withdrawals',
    'Take an own termination back, or refuse the other side’s',
    commandCatalogue.withdrawTermination.schema.omit(saidOfTermination),
  ),
  secureFunds: onAgreement(
    'secureFunds',
    'securities',
    'Attest that the money is deposited or undertaken',
    commandCatalogue.secureFunds.schema.omit(saidOfAgreement),
  ),
} as const satisfies Readonly<Record<string, Route>>;
