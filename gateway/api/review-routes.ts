import { commandCatalogue } from '@tranche/chaincode/domain';
import {
  onMilestone,
  onPresentation,
  onWaiver,
  saidOfMilestone,
  saidOfPresentation,
  saidOfWaiver,
} from './route-parts.js';
import type { Route } from './route.js';

/** Routes that suspend a review or give something up; each is named as its command is. */
export const reviewRoutes = {
  suspendReview: onPresentation(
    'suspendReview',
    'suspensions',
    'Stop the clock of a review for missing evidence',
    commandCatalogue.suspendReview.schema.omit(saidOfPresentation),
  ),
  resumeReview: onPresentation(
    'resumeReview',
    'resumptions',
    'Let the clock of a suspended review go on',
    commandCatalogue.resumeReview.schema.omit(saidOfPresentation),
  ),
  reduceMilestone: onMilestone(
    'reduceMilestone',
    'reductions',
    'Give held parts back to the buyer',
    commandCatalogue.reduceMilestone.schema.omit(saidOfMilestone),
  ),
  waiveCondition: onMilestone(
    'waiveCondition',
    'condition-waivers',
    'Waive one leaf of a condition',
    commandCatalogue.waiveCondition.schema.omit(saidOfMilestone),
  ),
  waiveLateness: onMilestone(
    'waiveLateness',
    'lateness-waivers',
    'Waive lateness up to a new latest date',
    commandCatalogue.waiveLateness.schema.omit(saidOfMilestone),
  ),
  confirmWaiver: onWaiver(
    'confirmWaiver',
    'confirmations',
    'Give a waiver its effect under the undertaking',
    commandCatalogue.confirmWaiver.schema.omit(saidOfWaiver),
  ),
} as const satisfies Readonly<Record<string, Route>>;
