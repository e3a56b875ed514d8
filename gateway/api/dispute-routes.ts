import { commandCatalogue } from '@tranche/chaincode/domain';
import {
  onDispute,
  onMilestone,
  onOffer,
  saidOfDispute,
  saidOfMilestone,
  saidOfOffer,
} from './route-parts.js';
import type { Route } from './route.js';

/** Routes about disputes; each is named as its command is. */
export const disputeRoutes = {
  openDispute: onMilestone(
    'openDispute',
    'disputes',
    'Dispute parts of what is held',
    commandCatalogue.openDispute.schema.omit(saidOfMilestone),
  ),
  addToDispute: onDispute(
    'addToDispute',
    'additions',
    'Add the own share to an open dispute',
    commandCatalogue.addToDispute.schema.omit(saidOfDispute),
  ),
  offerSplit: onDispute(
    'offerSplit',
    'offers',
    'Offer the other side a split',
    commandCatalogue.offerSplit.schema.omit(saidOfDispute),
  ),
  acceptOffer: onOffer(
    'acceptOffer',
    'acceptances',
    'Accept the other side’s offer',
    commandCatalogue.acceptOffer.schema.omit(saidOfOffer),
  ),
  escalateDispute: onDispute(
    'escalateDispute',
    'escalations',
    'Call the arbiter',
    commandCatalogue.escalateDispute.schema.omit(saidOfDispute),
  ),
  ruleDispute: onDispute(
    'ruleDispute',
    'rulings',
    'Enter how the arbiter decides',
    commandCatalogue.ruleDispute.schema.omit(saidOfDispute),
  ),
  confirmRuling: onDispute(
    'confirmRuling',
    'ruling-confirmations',
    'Confirm the ruling that another user entered',
    commandCatalogue.confirmRuling.schema.omit(saidOfDispute),
  ),
  withdrawDispute: onDispute(
    'withdrawDispute',
    'withdrawals',
    'Take a dispute back',
    commandCatalogue.withdrawDispute.schema.omit(saidOfDispute),
  ),
  recordAward: onDispute(
    'recordAward',
    'awards',
    'Enter an award, a judgment or an instruction of both sides',
    commandCatalogue.recordAward.schema.omit(saidOfDispute),
  ),
  confirmAward: onDispute(
    'confirmAward',
    'award-confirmations',
    'Confirm the award that another user entered',
    commandCatalogue.confirmAward.schema.omit(saidOfDispute),
  ),
  recordStay: onDispute(
    'recordStay',
    'stays',
    'Stop an award before it takes effect',
    commandCatalogue.recordStay.schema.omit(saidOfDispute),
  ),
} as const satisfies Readonly<Record<string, Route>>;
