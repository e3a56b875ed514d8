import type { z } from 'zod';
import { agreementCommandSchemas, type AgreementCommand } from './agreement/commands.js';
import type { AgreementEvent } from './agreement/events.js';
import { consortiumCommandSchemas, type ConsortiumCommand } from './consortium/commands.js';
import type { ConsortiumEvent } from './consortium/events.js';
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
  | PaymentCommand;

/** The name of a command. */
export type CommandType = Command['type'];
/** The command of one name. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** Every fact that the ledger records. */
export type Event =
  ConsortiumEvent | AgreementEvent | SecurityEvent | MilestoneEvent | ReviewEvent | PaymentEvent;

/** The name of an event. */
export type EventType = Event['type'];
/** The event of one name. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

/**
 * Everything a caller can ask the ledger to write: the commands, and the filing of private
 * documents.
 */
export type Submission = Command | FileDocument;
/** The name of what a caller can ask the ledger to write. */
export type SubmissionType = Submission['type'];

/** Chaincode contracts: one for each noun. */
export const contractNames = [
  'consortium',
  'agreement',
  'milestone',
  'payment',
  'dispute',
  'assignment',
] as const;
export type ContractName = (typeof contractNames)[number];

/**
 * Which records a command is about: the registry, a new agreement, an agreement with all its
 * milestones, one milestone, or private documents alone.
 */
export type Scope = 'registry' | 'proposal' | 'agreement' | 'milestones' | 'milestone' | 'filing';

/** How a command reaches the ledger. */
export interface CatalogueEntry {
  readonly contract: ContractName;
  readonly scope: Scope;
  readonly schema: z.ZodType;
}

/** One row for each command: a missing one does not compile. */
export const commandCatalogue = {
  proposeBootstrap: entry('consortium', 'registry', consortiumCommandSchemas.proposeBootstrap),
  confirmBootstrap: entry('consortium', 'registry', consortiumCommandSchemas.confirmBootstrap),
  registerParticipant: entry(
    'consortium',
    'registry',
    consortiumCommandSchemas.registerParticipant,
  ),
  proposeAgreement: entry('agreement', 'proposal', agreementCommandSchemas.proposeAgreement),
  fileDocument: entry('agreement', 'filing', fileDocumentSchema),
  acceptAgreement: entry('agreement', 'agreement', agreementCommandSchemas.acceptAgreement),
  declineAgreement: entry('agreement', 'agreement', agreementCommandSchemas.declineAgreement),
  withdrawAgreement: entry('agreement', 'agreement', agreementCommandSchemas.withdrawAgreement),
  secureFunds: entry('agreement', 'milestones', securityCommandSchemas.secureFunds),
  attachEvidence: entry('milestone', 'milestone', milestoneCommandSchemas.attachEvidence),
  recordInspection: entry('milestone', 'milestone', milestoneCommandSchemas.recordInspection),
  recordEvent: entry('milestone', 'milestone', milestoneCommandSchemas.recordEvent),
  recordInstrument: entry('milestone', 'milestone', milestoneCommandSchemas.recordInstrument),
  advanceMilestone: entry('milestone', 'milestone', milestoneCommandSchemas.advanceMilestone),
  presentMilestone: entry('milestone', 'milestone', reviewCommandSchemas.presentMilestone),
  acceptPresentation: entry('milestone', 'milestone', reviewCommandSchemas.acceptPresentation),
  refusePresentation: entry('milestone', 'milestone', reviewCommandSchemas.refusePresentation),
  approveOrder: entry('payment', 'milestone', paymentCommandSchemas.approveOrder),
  instructOrder: entry('payment', 'milestone', paymentCommandSchemas.instructOrder),
  settleOrder: entry('payment', 'milestone', paymentCommandSchemas.settleOrder),
  acknowledgeCredit: entry('payment', 'milestone', paymentCommandSchemas.acknowledgeCredit),
} as const satisfies { readonly [T in SubmissionType]: CatalogueEntry };

function entry<S extends z.ZodType>(
  contract: ContractName,
  scope: Scope,
  schema: S,
): { readonly contract: ContractName; readonly scope: Scope; readonly schema: S } {
  return { contract, scope, schema };
}
