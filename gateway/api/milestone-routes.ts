import { commandCatalogue } from '@tranche/chaincode/domain';
import type { Route } from './route.js';
import {
  onMilestone,
  onNeed,
  onPresentation,
  saidOfMilestone,
  saidOfNeed,
  saidOfPresentation,
} from './route-parts.js';

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
  revokeRecord: onMilestone(
    'revokeRecord',
    'revocations',
    'Take back an own inspection, event or piece of evidence',
    commandCatalogue.revokeRecord.schema.omit(saidOfMilestone),
  ),
  requestInspection: onMilestone(
    'requestInspection',
    'inspection-requests',
    'Ask for the result of an inspection',
    commandCatalogue.requestInspection.schema.omit(saidOfMilestone),
  ),
  reportBlocked: onNeed(
    'reportBlocked',
    'reports',
    'Report what the buyer owes and has not supplied',
    commandCatalogue.reportBlocked.schema.omit(saidOfNeed),
  ),
  reportSupplied: onNeed(
    'reportSupplied',
    'supplies',
    'State that what was missing is supplied',
    commandCatalogue.reportSupplied.schema.omit(saidOfNeed),
  ),
  confirmSupplied: onNeed(
    'confirmSupplied',
    'confirmations',
    'Confirm that what was missing is there',
    commandCatalogue.confirmSupplied.schema.omit(saidOfNeed),
  ),
  endBlocked: onNeed(
    'endBlocked',
    'endings',
    'End a milestone that was blocked too long, at the agreed split',
    commandCatalogue.endBlocked.schema.omit(saidOfNeed),
  ),
} as const satisfies Readonly<Record<string, Route>>;
