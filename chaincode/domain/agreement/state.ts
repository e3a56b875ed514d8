import type { Signer, Stamp } from '../actor.js';
import type { BalanceAttestation } from '../balance.js';
import type { FilingKind } from '../filing-kind.js';
import type { AgreementId, MilestoneId, Msp, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { RememberedCommand } from '../remembered.js';
import type {
  MilestoneTerms,
  Parameters,
  Parties,
  PublicTerms,
  SecurityApproval,
} from '../terms.js';

/** One version of the terms with all that was copied into it at proposal; immutable. */
export interface TermsRecord {
  readonly v: 1;
  readonly agreementId: AgreementId;
  readonly version: number;
  readonly proposedBy: Signer;
  readonly parameters: Parameters;
  readonly terms: PublicTerms;
  /** Absent in the terms that the agreement began with. */
  readonly amends?: Amends;
  /** The command that proposed an amendment, which no other record remembers; never hashed. */
  readonly commands?: readonly RememberedCommand[];
}

/** What an amendment says beside its terms: what the chain cannot see, or has to move. */
export interface Amends {
  /** The version in force that it changes. */
  readonly version: number;
  /** Milestones of which a part is worth more, or whose currency is another. */
  readonly revalued: readonly MilestoneId[];
  readonly lowered: readonly LoweredMilestone[];
}

/** A milestone whose price falls: the highest of its parts go back to the buyer for good. */
export interface LoweredMilestone {
  readonly milestoneId: MilestoneId;
  /** Number of parts. */
  readonly share: number;
  /** Whether the share may be no multiple of a basis point. */
  readonly exact?: true;
}

/** The one amendment that is open: it takes effect once everybody has consented. */
export interface Amendment {
  /** The version of the terms that it would be. */
  readonly number: number;
  readonly termsHash: Sha256;
  readonly openUntil: Instant;
  /** Who is asked to consent, as things stood when it was opened. */
  readonly asked: readonly ParticipantId[];
  readonly consents: readonly Signature[];
  /** Where each milestone that it touches stood when it was opened. */
  readonly shares: readonly { readonly milestoneId: MilestoneId; readonly hash: Sha256 }[];
}

/** How an amendment ended. */
export type AmendmentEnd = 'in-effect' | 'refused' | 'withdrawn' | 'expired' | 'overtaken';

/** The amendment that was open last. */
export interface EndedAmendment extends Stamp {
  readonly number: number;
  readonly as: AmendmentEnd;
}

/** Private documents that a party showed to somebody that the terms do not show them to. */
export interface Disclosure extends Stamp {
  readonly number: number;
  readonly to: ParticipantId;
  readonly kind: FilingKind;
  readonly termsVersion: number;
  readonly parts: readonly string[];
  /** Hash of the parts with their commitments. */
  readonly hash: Sha256;
}

/** A party's signature under the hash of the terms. */
export interface Signature extends Stamp {
  readonly termsHash: Sha256;
}

/** Where an agreement stands; all but the first two are its end. */
export type AgreementStatus =
  'proposed' | 'active' | 'declined' | 'withdrawn' | 'expired' | 'completed' | 'terminated';

/** One side's proposal to end the agreement, open until the other consents or one takes it back. */
export interface Termination extends Stamp {
  readonly number: number;
  /** Hash of number and splits: whoever consents names it. */
  readonly hash: Sha256;
  readonly splits: readonly { readonly milestoneId: MilestoneId; readonly payeeBps: number }[];
}

/** What is decided about the agreement as a whole. */
export interface Agreement {
  readonly v: 1;
  readonly id: AgreementId;
  readonly status: AgreementStatus;
  readonly termsVersion: number;
  readonly termsHash: Sha256;
  readonly proposer: ParticipantId;
  readonly proposedAt: Instant;
  readonly signatures: readonly Signature[];
  /** When the last signature came, or the agreement ended without one. */
  readonly decided?: Stamp;
  readonly termination?: Termination;
  /** How many terminations were proposed so far. */
  readonly terminations?: number;
  /** What the bank attested of its balance, the last 12 times. */
  readonly attestations?: readonly BalanceAttestation[];
  readonly amendment?: Amendment;
  /** Number of the amendment that was opened last. */
  readonly amendments?: number;
  readonly lastAmendment?: EndedAmendment;
  /** Every version of the terms that was in force, where there are several. */
  readonly versions?: readonly number[];
  readonly disclosures?: readonly Disclosure[];
  /** When the agreement was completed or terminated. */
  readonly ended?: Stamp;
  readonly lastTime: Instant;
  readonly commands: readonly RememberedCommand[];
}

/**
 * The part of the terms that a milestone's own commands need; copied so that they read nothing
 * else.
 */
export interface MilestoneSlice {
  readonly definition: MilestoneTerms;
  readonly parties: Parties;
  readonly parameters: Parameters;
  readonly calendar: PublicTerms['calendar'];
  readonly dependants: readonly MilestoneId[];
  readonly fundingBy: Instant;
  readonly longStop: Instant;
  readonly approvalBusinessDays: number;
  readonly instructBusinessDays: number;
  /** As in the terms; one user of the bank secures when absent. */
  readonly securityApproval?: SecurityApproval;
}

/** Members whose peers endorse beside the bank's: W of the agreement's policy. */
export interface EndorsementParties {
  readonly bank: Msp;
  readonly others: readonly Msp[];
}
