import type { z } from 'zod';
import { agreementCommandSchemas, type AgreementCommand } from './agreement/commands.js';
import type { AgreementEvent } from './agreement/events.js';
import { assignmentCommandSchemas, type AssignmentCommand } from './assignment/commands.js';
import type { AssignmentEvent } from './assignment/events.js';
import { consortiumCommandSchemas, type ConsortiumCommand } from './consortium/commands.js';
import type { ConsortiumEvent } from './consortium/events.js';
import { disputeCommandSchemas, type DisputeCommand } from './dispute/commands.js';
import type { DisputeEvent } from './dispute/events.js';
import { exceptionCommandSchemas, type ExceptionCommand } from './exception/commands.js';
import type { ExceptionEvent } from './exception/events.js';
import { fileDisclosureSchema, type FileDisclosure } from './disclosing.js';
import { fileDocumentSchema, type FileDocument } from './filing.js';
import { milestoneCommandSchemas, type MilestoneCommand } from './milestone/commands.js';
import type { MilestoneEvent } from './milestone/events.js';
import { paymentCommandSchemas, type PaymentCommand } from './payment/commands.js';
import type { PaymentEvent } from './payment/events.js';
import { reviewCommandSchemas, type ReviewCommand } from './review/commands.js';
import type { ReviewEvent } from './review/events.js';
import { securityCommandSchemas, type SecurityCommand } from './security/commands.js';
import type { SecurityEvent } from './security/events.js';

/** Every command that changes public records. */
export type Command =
  | ConsortiumCommand
  | AgreementCommand
  | SecurityCommand
  | MilestoneCommand
  | ReviewCommand
  | PaymentCommand
  | ExceptionCommand
  | DisputeCommand
  | AssignmentCommand;

/** The name of a command. */
export type CommandType = Command['type'];
/** The command of one name. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** Every fact that the ledger records. */
export type Event =
  | ConsortiumEvent
  | AgreementEvent
  | SecurityEvent
  | MilestoneEvent
  | ReviewEvent
  | PaymentEvent
  | ExceptionEvent
  | DisputeEvent
  | AssignmentEvent;

/** The name of an event. */
export type EventType = Event['type'];
/** The event of one name. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

/**
 * Everything a caller can ask the ledger to write: the commands, and the filing of private
 * documents.
 */
export type Submission = Command | FileDocument | FileDisclosure;
/** The name of what a caller can ask the ledger to write. */
export type SubmissionType = Submission['type'];

/** Chaincode contracts: one for each noun. */
export const contractNames = [
  'consortium',
  'agreement',
  'milestone',
  'review',
  'payment',
  'dispute',
  'assignment',
  'amendment',
] as const;
export type ContractName = (typeof contractNames)[number];

/**
 * Which records a command is about: the registry, a new agreement, an agreement with or without all
 * its milestones, one with an amendment or with somebody to disclose to, one milestone, an invoice
 * to finance, one milestone with an invoice, or private documents alone.
 */
export type Scope =
  | 'registry'
  | 'proposal'
  | 'agreement'
  | 'agreement-alone'
  | 'amendment'
  | 'disclosure'
  | 'milestones'
  | 'milestone'
  | 'financing'
  | 'assignment'
  | 'filing';

/**
 * Whether a command adds to a record, and is refused once its sender's room is full, or decides on
 * what is there: presenting, deciding, paying and advancing are never refused for want of room.
 */
export type Effect = 'adds' | 'decides';

/** How a command reaches the ledger. */
export interface CatalogueEntry {
  readonly contract: ContractName;
  readonly scope: Scope;
  readonly effect: Effect;
  readonly schema: z.ZodType;
}

const schemas = {
  ...consortiumCommandSchemas,
  ...agreementCommandSchemas,
  ...securityCommandSchemas,
  ...milestoneCommandSchemas,
  ...reviewCommandSchemas,
  ...paymentCommandSchemas,
  ...exceptionCommandSchemas,
  ...disputeCommandSchemas,
  ...assignmentCommandSchemas,
  fileDocument: fileDocumentSchema,
  fileDisclosure: fileDisclosureSchema,
} as const;

/** One row for each command: a missing one does not compile. */
export const commandCatalogue = {
  proposeBootstrap: entry('consortium', 'registry', 'adds', schemas.proposeBootstrap),
  confirmBootstrap: entry('consortium', 'registry', 'decides', schemas.confirmBootstrap),
  registerParticipant: entry('consortium', 'registry', 'adds', schemas.registerParticipant),
  updateParticipant: entry('consortium', 'registry', 'decides', schemas.updateParticipant),
  deactivateParticipant: entry('consortium', 'registry', 'decides', schemas.deactivateParticipant),
  pinKeys: entry('consortium', 'registry', 'decides', schemas.pinKeys),
  proposeRehost: entry('consortium', 'registry', 'decides', schemas.proposeRehost),
  acceptRehost: entry('consortium', 'registry', 'decides', schemas.acceptRehost),
  proposeVote: entry('consortium', 'registry', 'adds', schemas.proposeVote),
  castVote: entry('consortium', 'registry', 'decides', schemas.castVote),
  withdrawVote: entry('consortium', 'registry', 'decides', schemas.withdrawVote),
  advanceConsortium: entry('consortium', 'registry', 'decides', schemas.advanceConsortium),
  proposeAgreement: entry('agreement', 'proposal', 'adds', schemas.proposeAgreement),
  fileDocument: entry('agreement', 'filing', 'adds', schemas.fileDocument),
  acceptAgreement: entry('agreement', 'agreement', 'decides', schemas.acceptAgreement),
  declineAgreement: entry('agreement', 'agreement', 'decides', schemas.declineAgreement),
  withdrawAgreement: entry('agreement', 'agreement', 'decides', schemas.withdrawAgreement),
  advanceAgreement: entry('agreement', 'agreement', 'decides', schemas.advanceAgreement),
  closeAgreement: entry('agreement', 'agreement', 'decides', schemas.closeAgreement),
  proposeTermination: entry('agreement', 'agreement', 'decides', schemas.proposeTermination),
  acceptTermination: entry('agreement', 'agreement', 'decides', schemas.acceptTermination),
  withdrawTermination: entry('agreement', 'agreement', 'decides', schemas.withdrawTermination),
  proposeAmendment: entry('amendment', 'amendment', 'decides', schemas.proposeAmendment),
  consentToAmendment: entry('amendment', 'amendment', 'decides', schemas.consentToAmendment),
  refuseAmendment: entry('amendment', 'amendment', 'decides', schemas.refuseAmendment),
  withdrawAmendment: entry('amendment', 'amendment', 'decides', schemas.withdrawAmendment),
  fileDisclosure: entry('agreement', 'filing', 'adds', schemas.fileDisclosure),
  discloseDocuments: entry('agreement', 'disclosure', 'decides', schemas.discloseDocuments),
  secureFunds: entry('agreement', 'milestones', 'decides', schemas.secureFunds),
  confirmSecurity: entry('agreement', 'milestones', 'decides', schemas.confirmSecurity),
  acceptShortSecurity: entry('agreement', 'milestones', 'decides', schemas.acceptShortSecurity),
  extendSecurity: entry('agreement', 'milestones', 'decides', schemas.extendSecurity),
  increaseSecurity: entry('agreement', 'milestones', 'decides', schemas.increaseSecurity),
  releaseSecurity: entry('milestone', 'milestone', 'decides', schemas.releaseSecurity),
  lapseUnsecured: entry('milestone', 'milestone', 'decides', schemas.lapseUnsecured),
  attestBalance: entry('agreement', 'agreement-alone', 'decides', schemas.attestBalance),
  attachEvidence: entry('milestone', 'milestone', 'adds', schemas.attachEvidence),
  recordInspection: entry('milestone', 'milestone', 'adds', schemas.recordInspection),
  recordEvent: entry('milestone', 'milestone', 'adds', schemas.recordEvent),
  recordInstrument: entry('milestone', 'milestone', 'adds', schemas.recordInstrument),
  revokeRecord: entry('milestone', 'milestone', 'decides', schemas.revokeRecord),
  requestInspection: entry('milestone', 'milestone', 'decides', schemas.requestInspection),
  reportBlocked: entry('milestone', 'milestone', 'decides', schemas.reportBlocked),
  reportSupplied: entry('milestone', 'milestone', 'decides', schemas.reportSupplied),
  confirmSupplied: entry('milestone', 'milestone', 'decides', schemas.confirmSupplied),
  endBlocked: entry('milestone', 'milestone', 'decides', schemas.endBlocked),
  advanceMilestone: entry('milestone', 'milestone', 'decides', schemas.advanceMilestone),
  presentMilestone: entry('review', 'milestone', 'decides', schemas.presentMilestone),
  acceptPresentation: entry('review', 'milestone', 'decides', schemas.acceptPresentation),
  refusePresentation: entry('review', 'milestone', 'decides', schemas.refusePresentation),
  suspendReview: entry('review', 'milestone', 'decides', schemas.suspendReview),
  resumeReview: entry('review', 'milestone', 'decides', schemas.resumeReview),
  reduceMilestone: entry('review', 'milestone', 'decides', schemas.reduceMilestone),
  waiveCondition: entry('review', 'milestone', 'decides', schemas.waiveCondition),
  waiveLateness: entry('review', 'milestone', 'decides', schemas.waiveLateness),
  confirmWaiver: entry('review', 'milestone', 'decides', schemas.confirmWaiver),
  approveOrder: entry('payment', 'milestone', 'decides', schemas.approveOrder),
  instructOrder: entry('payment', 'milestone', 'decides', schemas.instructOrder),
  settleOrder: entry('payment', 'milestone', 'decides', schemas.settleOrder),
  acknowledgeCredit: entry('payment', 'milestone', 'decides', schemas.acknowledgeCredit),
  holdOrder: entry('payment', 'milestone', 'decides', schemas.holdOrder),
  renewHold: entry('payment', 'milestone', 'decides', schemas.renewHold),
  unholdOrder: entry('payment', 'milestone', 'decides', schemas.unholdOrder),
  rejectOrder: entry('payment', 'milestone', 'decides', schemas.rejectOrder),
  returnOrder: entry('payment', 'milestone', 'decides', schemas.returnOrder),
  reportException: entry('payment', 'milestone', 'adds', schemas.reportException),
  resolveException: entry('payment', 'milestone', 'decides', schemas.resolveException),
  consentToResolution: entry('payment', 'milestone', 'decides', schemas.consentToResolution),
  confirmResolution: entry('payment', 'milestone', 'decides', schemas.confirmResolution),
  openDispute: entry('dispute', 'milestone', 'decides', schemas.openDispute),
  addToDispute: entry('dispute', 'milestone', 'decides', schemas.addToDispute),
  offerSplit: entry('dispute', 'milestone', 'decides', schemas.offerSplit),
  acceptOffer: entry('dispute', 'milestone', 'decides', schemas.acceptOffer),
  escalateDispute: entry('dispute', 'milestone', 'decides', schemas.escalateDispute),
  ruleDispute: entry('dispute', 'milestone', 'decides', schemas.ruleDispute),
  confirmRuling: entry('dispute', 'milestone', 'decides', schemas.confirmRuling),
  withdrawDispute: entry('dispute', 'milestone', 'decides', schemas.withdrawDispute),
  recordAward: entry('dispute', 'milestone', 'decides', schemas.recordAward),
  confirmAward: entry('dispute', 'milestone', 'decides', schemas.confirmAward),
  recordStay: entry('dispute', 'milestone', 'decides', schemas.recordStay),
  recordDemand: entry('milestone', 'milestone', 'adds', schemas.recordDemand),
  changePayTo: entry('payment', 'milestone', 'decides', schemas.changePayTo),
  approvePayTo: entry('payment', 'milestone', 'decides', schemas.approvePayTo),
  callBackPayTo: entry('payment', 'milestone', 'decides', schemas.callBackPayTo),
  confirmPayTo: entry('payment', 'milestone', 'decides', schemas.confirmPayTo),
  fixRate: entry('payment', 'milestone', 'decides', schemas.fixRate),
  agreeRate: entry('payment', 'milestone', 'decides', schemas.agreeRate),
  recordFinancing: entry('assignment', 'financing', 'decides', schemas.recordFinancing),
  proposeAssignment: entry('assignment', 'assignment', 'decides', schemas.proposeAssignment),
  acknowledgeAssignment: entry('assignment', 'milestone', 'decides', schemas.acknowledgeAssignment),
  rejectAssignment: entry('assignment', 'milestone', 'decides', schemas.rejectAssignment),
  releaseAssignment: entry('assignment', 'milestone', 'decides', schemas.releaseAssignment),
  consentToAct: entry('assignment', 'milestone', 'decides', schemas.consentToAct),
} as const satisfies { readonly [T in SubmissionType]: CatalogueEntry };

function entry<S extends z.ZodType>(
  contract: ContractName,
  scope: Scope,
  effect: Effect,
  schema: S,
): {
  readonly contract: ContractName;
  readonly scope: Scope;
  readonly effect: Effect;
  readonly schema: S;
} {
  return { contract, scope, effect, schema };
}
