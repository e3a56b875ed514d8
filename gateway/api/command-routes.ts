import {
  agreementIdSchema,
  commandCatalogue,
  milestoneIdSchema,
  orderIdSchema,
  privateDocumentSchema,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { commandAnswerSchema } from './responses.js';
import { reviewRoutes } from './review-routes.js';
import type { Route } from './route.js';

const ofAgreement = z.strictObject({ agreementId: agreementIdSchema });
const ofMilestone = ofAgreement.extend({ milestoneId: milestoneIdSchema });
const ofOrder = ofMilestone.extend({ orderId: orderIdSchema });
const numberParam = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number);
const ofPresentation = ofMilestone.extend({ presentation: numberParam });
const ofTermination = ofAgreement.extend({ number: numberParam });
const nothing = z.strictObject({});

const agreement = '/v1/agreements/:agreementId';
const milestone = `${agreement}/milestones/:milestoneId`;
const termination = `${agreement}/terminations/:number`;
const presentation = `${milestone}/presentations/:presentation`;
const order = `${milestone}/orders/:orderId`;

const said = { type: true, commandId: true } as const;
const saidOfAgreement = { ...said, agreementId: true } as const;
const saidOfMilestone = { ...saidOfAgreement, milestoneId: true } as const;
const saidOfTermination = { ...saidOfAgreement, number: true } as const;
const saidOfPresentation = { ...saidOfMilestone, presentation: true } as const;
const saidOfOrder = { ...saidOfMilestone, orderId: true } as const;

const command = {
  method: 'POST',
  query: nothing,
  status: 200,
  response: commandAnswerSchema,
} as const;

/** A part of a filing: `header`, `payee`, a milestone id, or the document's own hash. */
const partSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const documentsSchema = z.record(partSchema, privateDocumentSchema);

const schemas = {
  proposeAgreement: commandCatalogue.proposeAgreement.schema,
  fileDocument: commandCatalogue.fileDocument.schema,
  acceptAgreement: commandCatalogue.acceptAgreement.schema,
  declineAgreement: commandCatalogue.declineAgreement.schema,
  withdrawAgreement: commandCatalogue.withdrawAgreement.schema,
  advanceAgreement: commandCatalogue.advanceAgreement.schema,
  closeAgreement: commandCatalogue.closeAgreement.schema,
  proposeTermination: commandCatalogue.proposeTermination.schema,
  acceptTermination: commandCatalogue.acceptTermination.schema,
  withdrawTermination: commandCatalogue.withdrawTermination.schema,
  secureFunds: commandCatalogue.secureFunds.schema,
  attachEvidence: commandCatalogue.attachEvidence.schema,
  recordInspection: commandCatalogue.recordInspection.schema,
  recordEvent: commandCatalogue.recordEvent.schema,
  recordInstrument: commandCatalogue.recordInstrument.schema,
  advanceMilestone: commandCatalogue.advanceMilestone.schema,
  presentMilestone: commandCatalogue.presentMilestone.schema,
  acceptPresentation: commandCatalogue.acceptPresentation.schema,
  refusePresentation: commandCatalogue.refusePresentation.schema,
  approveOrder: commandCatalogue.approveOrder.schema,
  instructOrder: commandCatalogue.instructOrder.schema,
  settleOrder: commandCatalogue.settleOrder.schema,
  acknowledgeCredit: commandCatalogue.acknowledgeCredit.schema,
} as const;

/** Routes that change something; each is named as its command is. */
export const commandRoutes = {
  proposeAgreement: {
    ...command,
    path: '/v1/agreements',
    summary: 'Propose an agreement by its public terms',
    action: { kind: 'command', type: 'proposeAgreement' },
    params: nothing,
    body: schemas.proposeAgreement.omit(said),
    status: 201,
  },
  fileDocument: {
    ...command,
    path: `${agreement}/filings`,
    summary: 'File private documents with their holders',
    action: { kind: 'command', type: 'fileDocument' },
    params: ofAgreement,
    body: schemas.fileDocument.omit(saidOfAgreement).extend({ documents: documentsSchema }),
    status: 201,
  },
  acceptAgreement: {
    ...command,
    path: `${agreement}/acceptances`,
    summary: 'Sign the terms by their hash',
    action: { kind: 'command', type: 'acceptAgreement' },
    params: ofAgreement,
    body: schemas.acceptAgreement.omit(saidOfAgreement),
  },
  declineAgreement: {
    ...command,
    path: `${agreement}/declines`,
    summary: 'Refuse to sign',
    action: { kind: 'command', type: 'declineAgreement' },
    params: ofAgreement,
    body: schemas.declineAgreement.omit(saidOfAgreement),
  },
  withdrawAgreement: {
    ...command,
    path: `${agreement}/withdrawals`,
    summary: 'Take an own proposal back',
    action: { kind: 'command', type: 'withdrawAgreement' },
    params: ofAgreement,
    body: schemas.withdrawAgreement.omit(saidOfAgreement),
  },
  advanceAgreement: {
    ...command,
    path: `${agreement}/advances`,
    summary: 'Apply to an agreement what time alone has made true',
    action: { kind: 'command', type: 'advanceAgreement' },
    params: ofAgreement,
    body: schemas.advanceAgreement.omit(saidOfAgreement),
  },
  closeAgreement: {
    ...command,
    path: `${agreement}/completions`,
    summary: 'End an agreement of which every part is settled or lapsed',
    action: { kind: 'command', type: 'closeAgreement' },
    params: ofAgreement,
    body: schemas.closeAgreement.omit(saidOfAgreement),
  },
  proposeTermination: {
    ...command,
    path: `${agreement}/terminations`,
    summary: 'Propose to end the agreement with a split of what is held',
    action: { kind: 'command', type: 'proposeTermination' },
    params: ofAgreement,
    body: schemas.proposeTermination.omit(saidOfAgreement),
    status: 201,
  },
  acceptTermination: {
    ...command,
    path: `${termination}/acceptances`,
    summary: 'Consent to an open termination by its hash',
    action: { kind: 'command', type: 'acceptTermination' },
    params: ofTermination,
    body: schemas.acceptTermination.omit(saidOfTermination),
  },
  withdrawTermination: {
    ...command,
    path: `${termination}/withdrawals`,
    summary: 'Take an own termination back, or refuse the other side’s',
    action: { kind: 'command', type: 'withdrawTermination' },
    params: ofTermination,
    body: schemas.withdrawTermination.omit(saidOfTermination),
  },
  secureFunds: {
    ...command,
    path: `${agreement}/securities`,
    summary: 'Attest that the money is deposited or undertaken',
    action: { kind: 'command', type: 'secureFunds' },
    params: ofAgreement,
    body: schemas.secureFunds.omit(saidOfAgreement),
  },
  attachEvidence: {
    ...command,
    path: `${milestone}/evidence`,
    summary: 'Attach a file by its hash',
    action: { kind: 'command', type: 'attachEvidence' },
    params: ofMilestone,
    body: schemas.attachEvidence.omit(saidOfMilestone),
  },
  recordInspection: {
    ...command,
    path: `${milestone}/inspections`,
    summary: 'Record the outcome of an inspection',
    action: { kind: 'command', type: 'recordInspection' },
    params: ofMilestone,
    body: schemas.recordInspection.omit(saidOfMilestone),
  },
  recordEvent: {
    ...command,
    path: `${milestone}/events`,
    summary: 'Record an event of the shipment',
    action: { kind: 'command', type: 'recordEvent' },
    params: ofMilestone,
    body: schemas.recordEvent.omit(saidOfMilestone),
  },
  recordInstrument: {
    ...command,
    path: `${milestone}/instruments`,
    summary: 'Record a guarantee or credit',
    action: { kind: 'command', type: 'recordInstrument' },
    params: ofMilestone,
    body: schemas.recordInstrument.omit(saidOfMilestone),
  },
  advanceMilestone: {
    ...command,
    path: `${milestone}/advances`,
    summary: 'Apply what time alone has made true',
    action: { kind: 'command', type: 'advanceMilestone' },
    params: ofMilestone,
    body: schemas.advanceMilestone.omit(saidOfMilestone),
  },
  presentMilestone: {
    ...command,
    path: `${milestone}/presentations`,
    summary: 'Submit evidence for review',
    action: { kind: 'command', type: 'presentMilestone' },
    params: ofMilestone,
    body: schemas.presentMilestone.omit(saidOfMilestone),
  },
  acceptPresentation: {
    ...command,
    path: `${presentation}/acceptances`,
    summary: 'Take a presentation, or a part of it',
    action: { kind: 'command', type: 'acceptPresentation' },
    params: ofPresentation,
    body: schemas.acceptPresentation.omit(saidOfPresentation),
  },
  refusePresentation: {
    ...command,
    path: `${presentation}/refusals`,
    summary: 'Refuse a presentation with every discrepancy',
    action: { kind: 'command', type: 'refusePresentation' },
    params: ofPresentation,
    body: schemas.refusePresentation.omit(saidOfPresentation),
  },
  ...reviewRoutes,
  approveOrder: {
    ...command,
    path: `${order}/approvals`,
    summary: 'Approve a due order',
    action: { kind: 'command', type: 'approveOrder' },
    params: ofOrder,
    body: schemas.approveOrder.omit(saidOfOrder),
  },
  instructOrder: {
    ...command,
    path: `${order}/instructions`,
    summary: 'State that the payment file of an order was sent',
    action: { kind: 'command', type: 'instructOrder' },
    params: ofOrder,
    body: schemas.instructOrder.omit(saidOfOrder),
  },
  settleOrder: {
    ...command,
    path: `${order}/settlements`,
    summary: 'State that the debit of an order is booked',
    action: { kind: 'command', type: 'settleOrder' },
    params: ofOrder,
    body: schemas.settleOrder.omit(saidOfOrder),
  },
  acknowledgeCredit: {
    ...command,
    path: `${order}/acknowledgements`,
    summary: 'Confirm that the money arrived',
    action: { kind: 'command', type: 'acknowledgeCredit' },
    params: ofOrder,
    body: schemas.acknowledgeCredit.omit(saidOfOrder),
  },
} as const satisfies Readonly<Record<string, Route>>;
