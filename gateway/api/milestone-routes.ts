import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import { onMilestone, onPresentation, saidOfMilestone, saidOfPresentation } from './route-parts.js';

/** Routes that change what is on record of a milestone; each is named as its command is. */
export const milestoneRoutes = {
  attachEvidence: onMilestone(
    'attachEvidence',
    'evidence',
    'Attach a file by its hash',
    commandCatalogue.attachEvidence.schema.omit(saidOfMilestone),
  ),
  recordInspection: onMilestone(
    'recordInspection',
    'inspections',
    'Record the outcome of an inspection',
    commandCatalogue.recordInspection.schema.omit(saidOfMilestone),
  ),
  recordEvent: onMilestone(
    'recordEvent',
    'events',
    'Record an event of the shipment',
    commandCatalogue.recordEvent.schema.omit(saidOfMilestone),
  ),
  recordInstrument: onMilestone(
    'recordInstrument',
    'instruments',
    'Record a guarantee or credit',
    commandCatalogue.recordInstrument.schema.omit(saidOfMilestone),
  ),
  advanceMilestone: onMilestone(
    'advanceMilestone',
    'advances',
    'Apply what time alone has made true',
    commandCatalogue.advanceMilestone.schema.omit(saidOfMilestone),
  ),
  presentMilestone: onMilestone(
    'presentMilestone',
    'presentations',
    'Submit evidence for review',
    commandCatalogue.presentMilestone.schema.omit(saidOfMilestone),
  ),
  acceptPresentation: onPresentation(
    'acceptPresentation',
    'acceptances',
    'Take a presentation, or a part of it',
    commandCatalogue.acceptPresentation.schema.omit(saidOfPresentation),
  ),
  refusePresentation: onPresentation(
    'refusePresentation',
    'refusals',
    'Refuse a presentation with every discrepancy',
    commandCatalogue.refusePresentation.schema.omit(saidOfPresentation),
  ),
} as const satisfies Readonly<Record<string, Route>>;
