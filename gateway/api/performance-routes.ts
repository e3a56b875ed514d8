import {
  agreementIdSchema,
  commandCatalogue,
  localIdSchema,
  milestoneIdSchema,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { commandAnswerSchema } from './responses.js';
import type { Route } from './route.js';

const ofMilestone = z.strictObject({
  agreementId: agreementIdSchema,
  milestoneId: milestoneIdSchema,
});
const ofNeed = ofMilestone.extend({ need: localIdSchema });

const milestone = '/v1/agreements/:agreementId/milestones/:milestoneId';
const need = `${milestone}/needs/:need`;

const saidOfMilestone = {
  type: true,
  commandId: true,
  agreementId: true,
  milestoneId: true,
} as const;
const saidOfNeed = { ...saidOfMilestone, need: true } as const;

const command = {
  method: 'POST',
  query: z.strictObject({}),
  status: 200,
  response: commandAnswerSchema,
} as const;

const schemas = {
  revokeRecord: commandCatalogue.revokeRecord.schema,
  requestInspection: commandCatalogue.requestInspection.schema,
  reportBlocked: commandCatalogue.reportBlocked.schema,
  reportSupplied: commandCatalogue.reportSupplied.schema,
  confirmSupplied: commandCatalogue.confirmSupplied.schema,
  endBlocked: commandCatalogue.endBlocked.schema,
} as const;

/** Routes about performance that is late, blocked or taken back. */
export const performanceRoutes = {
  revokeRecord: {
    ...command,
    path: `${milestone}/revocations`,
    summary: 'Take back an own inspection, event or piece of evidence',
    action: { kind: 'command', type: 'revokeRecord' },
    params: ofMilestone,
    body: schemas.revokeRecord.omit(saidOfMilestone),
  },
  requestInspection: {
    ...command,
    path: `${milestone}/inspection-requests`,
    summary: 'Ask for the result of an inspection',
    action: { kind: 'command', type: 'requestInspection' },
    params: ofMilestone,
    body: schemas.requestInspection.omit(saidOfMilestone),
  },
  reportBlocked: {
    ...command,
    path: `${need}/reports`,
    summary: 'Report what the buyer owes and has not supplied',
    action: { kind: 'command', type: 'reportBlocked' },
    params: ofNeed,
    body: schemas.reportBlocked.omit(saidOfNeed),
  },
  reportSupplied: {
    ...command,
    path: `${need}/supplies`,
    summary: 'State that what was missing is supplied',
    action: { kind: 'command', type: 'reportSupplied' },
    params: ofNeed,
    body: schemas.reportSupplied.omit(saidOfNeed),
  },
  confirmSupplied: {
    ...command,
    path: `${need}/confirmations`,
    summary: 'Confirm that what was missing is there',
    action: { kind: 'command', type: 'confirmSupplied' },
    params: ofNeed,
    body: schemas.confirmSupplied.omit(saidOfNeed),
  },
  endBlocked: {
    ...command,
    path: `${need}/endings`,
    summary: 'End a milestone that was blocked too long, at the agreed split',
    action: { kind: 'command', type: 'endBlocked' },
    params: ofNeed,
    body: schemas.endBlocked.omit(saidOfNeed),
  },
} as const satisfies Readonly<Record<string, Route>>;
