import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import { onAgreement, onMilestone, saidOfAgreement, saidOfMilestone } from './route-parts.js';

/** Routes that change what secures an agreement; each is named as its command is. */
export const securityRoutes = {
  confirmSecurity: onAgreement(
    'confirmSecurity',
    'security-confirmations',
    'Confirm a security that another user of the bank entered',
    commandCatalogue.confirmSecurity.schema.omit(saidOfAgreement),
  ),
  acceptShortSecurity: onAgreement(
    'acceptShortSecurity',
    'short-security-acceptances',
    'Take a security that expires early',
    commandCatalogue.acceptShortSecurity.schema.omit(saidOfAgreement),
  ),
  extendSecurity: onAgreement(
    'extendSecurity',
    'security-extensions',
    'Let a security last longer',
    commandCatalogue.extendSecurity.schema.omit(saidOfAgreement),
  ),
  increaseSecurity: onAgreement(
    'increaseSecurity',
    'security-increases',
    'Attest more by a security',
    commandCatalogue.increaseSecurity.schema.omit(saidOfAgreement),
  ),
  attestBalance: onAgreement(
    'attestBalance',
    'balance-attestations',
    'Attest that the booked balance covers what is on record',
    commandCatalogue.attestBalance.schema.omit(saidOfAgreement),
  ),
  releaseSecurity: onMilestone(
    'releaseSecurity',
    'security-releases',
    'Give held parts back',
    commandCatalogue.releaseSecurity.schema.omit(saidOfMilestone),
  ),
  lapseUnsecured: onMilestone(
    'lapseUnsecured',
    'lapses',
    'End what was not secured in time',
    commandCatalogue.lapseUnsecured.schema.omit(saidOfMilestone),
  ),
} as const satisfies Readonly<Record<string, Route>>;
