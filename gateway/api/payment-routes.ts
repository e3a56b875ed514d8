import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import {
  onException,
  onMilestone,
  onOrder,
  saidOfException,
  saidOfMilestone,
  saidOfOrder,
} from './route-parts.js';

/** Routes that change a payment order or an exception; each is named as its command is. */
export const paymentRoutes = {
  approveOrder: onOrder(
    'approveOrder',
    'approvals',
    'Approve a due order',
    commandCatalogue.approveOrder.schema.omit(saidOfOrder),
  ),
  instructOrder: onOrder(
    'instructOrder',
    'instructions',
    'State that the payment file of an order was sent',
    commandCatalogue.instructOrder.schema.omit(saidOfOrder),
  ),
  settleOrder: onOrder(
    'settleOrder',
    'settlements',
    'State that the debit of an order is booked',
    commandCatalogue.settleOrder.schema.omit(saidOfOrder),
  ),
  acknowledgeCredit: onOrder(
    'acknowledgeCredit',
    'acknowledgements',
    'Confirm that the money arrived',
    commandCatalogue.acknowledgeCredit.schema.omit(saidOfOrder),
  ),
  holdOrder: onOrder(
    'holdOrder',
    'holds',
    'Bar the approval and the payment of an order',
    commandCatalogue.holdOrder.schema.omit(saidOfOrder),
    201,
  ),
  renewHold: onOrder(
    'renewHold',
    'hold-renewals',
    'Renew a hold',
    commandCatalogue.renewHold.schema.omit(saidOfOrder),
  ),
  unholdOrder: onOrder(
    'unholdOrder',
    'hold-releases',
    'Lift a hold',
    commandCatalogue.unholdOrder.schema.omit(saidOfOrder),
  ),
  rejectOrder: onOrder(
    'rejectOrder',
    'rejections',
    'State that the payment system rejected an attempt',
    commandCatalogue.rejectOrder.schema.omit(saidOfOrder),
  ),
  returnOrder: onOrder(
    'returnOrder',
    'returns',
    'State that the money of an attempt came back',
    commandCatalogue.returnOrder.schema.omit(saidOfOrder),
  ),
  reportException: onMilestone(
    'reportException',
    'exceptions',
    'Report a message of the payment system that fits no attempt',
    commandCatalogue.reportException.schema.omit(saidOfMilestone),
    201,
  ),
  resolveException: onException(
    'resolveException',
    'resolutions',
    'Enter how an exception shall end',
    commandCatalogue.resolveException.schema.omit(saidOfException),
  ),
  consentToResolution: onException(
    'consentToResolution',
    'consents',
    'Consent, as the payee, to what is written off',
    commandCatalogue.consentToResolution.schema.omit(saidOfException),
  ),
  confirmResolution: onException(
    'confirmResolution',
    'confirmations',
    'Confirm the end of an exception that another user entered',
    commandCatalogue.confirmResolution.schema.omit(saidOfException),
  ),
} as const satisfies Readonly<Record<string, Route>>;
