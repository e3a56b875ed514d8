import {
  agreementIdSchema,
  commandIdSchema,
  milestoneIdSchema,
  type AgreementId,
  type MilestoneId,
  type Sha256,
  type TxId,
} from './ids.js';
import type { Instant } from './instant.js';

/** A command that a record remembers, so that the same one twice happens once. */
export interface RememberedCommand {
  readonly participant: string;
  readonly commandId: string;
  readonly inputHash: Sha256;
  readonly txId: TxId;
  readonly at: Instant;
  /** Whether it counts as an act of the participant: all but `advanceMilestone` do. */
  readonly isAct: boolean;
}

/** What every command on a milestone says. */
export const onMilestone = {
  commandId: commandIdSchema,
  agreementId: agreementIdSchema,
  milestoneId: milestoneIdSchema,
} as const;

/** The milestone that an event is about. */
export interface OnMilestone {
  readonly agreementId: AgreementId;
  readonly milestoneId: MilestoneId;
}
