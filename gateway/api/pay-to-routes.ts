import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import { onMilestone, onOrder, saidOfMilestone, saidOfOrder } from './route-parts.js';

/** Routes about accounts, rates and demands; each is named as its command is. */
export const payToRoutes = {
  changePayTo: onMilestone(
    'changePayTo',
    'pay-to-changes',
    'Enter another account to be paid to',
    commandCatalogue.changePayTo.schema.omit(saidOfMilestone),
    201,
  ),
  approvePayTo: onMilestone(
    'approvePayTo',
    'pay-to-approvals',
    'Confirm a change of account as the payee’s second user',
    commandCatalogue.approvePayTo.schema.omit(saidOfMilestone),
  ),
  callBackPayTo: onMilestone(
    'callBackPayTo',
    'pay-to-call-backs',
    'State that a payee with one user was called back',
    commandCatalogue.callBackPayTo.schema.omit(saidOfMilestone),
  ),
  confirmPayTo: onMilestone(
    'confirmPayTo',
    'pay-to-confirmations',
    'Pay to the new account from now on',
    commandCatalogue.confirmPayTo.schema.omit(saidOfMilestone),
  ),
  fixRate: onOrder(
    'fixRate',
    'rates',
    'Offer the payee a rate of exchange',
    commandCatalogue.fixRate.schema.omit(saidOfOrder),
    201,
  ),
  agreeRate: onOrder(
    'agreeRate',
    'rate-agreements',
    'Agree to be paid by an offered rate',
    commandCatalogue.agreeRate.schema.omit(saidOfOrder),
  ),
  recordDemand: onMilestone(
    'recordDemand',
    'demands',
    'Record a demand under a guarantee or credit',
    commandCatalogue.recordDemand.schema.omit(saidOfMilestone),
    201,
  ),
} as const satisfies Readonly<Record<string, Route>>;
