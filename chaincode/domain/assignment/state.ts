import type { Stamp } from '../actor.js';
import type { AgreementId, MilestoneId, ParticipantId, Sha256 } from '../ids.js';
import type { RememberedCommand } from '../remembered.js';
import type { Range } from '../shares.js';

/** Where an assignment stands; the last two are its end. */
export type AssignmentStatus = 'proposed' | 'active' | 'rejected' | 'released';

/** An assignee's consent to one act of others, by the hash of that act. */
export interface Consent extends Stamp {
  readonly act: Sha256;
}

/** Parts of a milestone that its payee assigns to a financier, who is then their payee. */
export interface Assignment {
  readonly number: number;
  readonly financier: ParticipantId;
  /** Hash of issuer, number and date of the invoice that is financed. */
  readonly invoice: Sha256;
  /** Commitment of the private assignment document. */
  readonly document: Sha256;
  readonly ranges: readonly Range[];
  /** Hash of all the above: whoever acknowledges names it. */
  readonly hash: Sha256;
  readonly status: AssignmentStatus;
  readonly proposed: Stamp;
  readonly acknowledged?: Stamp;
  readonly rejected?: Stamp & { readonly reason: string };
  readonly released?: Stamp;
  /** The last acts of others that the assignee consented to. */
  readonly consents?: readonly Consent[];
}

/** An invoice that a participant has financed, or is about to: once on this ledger. */
export interface Financing {
  readonly v: 1;
  readonly participant: ParticipantId;
  readonly invoice: Sha256;
  /** The only milestone of which parts can be assigned for it. */
  readonly agreementId: AgreementId;
  readonly milestoneId: MilestoneId;
  readonly recorded: Stamp;
  readonly commands: readonly RememberedCommand[];
}
