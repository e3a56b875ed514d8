import { agreementRoutes } from './agreement-routes.js';
import { assignmentRoutes } from './assignment-routes.js';
import { amendmentRoutes } from './amendment-routes.js';
import { disputeRoutes } from './dispute-routes.js';
import { consortiumRoutes } from './consortium-routes.js';
import { milestoneRoutes } from './milestone-routes.js';
import { paymentRoutes } from './payment-routes.js';
import { payToRoutes } from './pay-to-routes.js';
import { reviewRoutes } from './review-routes.js';
import { securityRoutes } from './security-routes.js';

/** Routes that change something; each is named as its command is. */
export const commandRoutes = {
  ...agreementRoutes,
  ...milestoneRoutes,
  ...reviewRoutes,
  ...paymentRoutes,
  ...securityRoutes,
  ...disputeRoutes,
  ...assignmentRoutes,
  ...payToRoutes,
  ...consortiumRoutes,
  ...amendmentRoutes,
} as const;
