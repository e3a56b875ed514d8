import type { ConsortiumRole, Stamp } from '../actor.js';
import type { Msp, ParticipantId, Sha256, VoteId } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Outage } from '../deadline.js';
import type { RememberedCommand } from '../remembered.js';
import type { Parameters } from '../terms.js';
import type { Motion } from './motions.js';
import type { VoteStatus } from './vote-status.js';

/** An organisation (MSP) of the consortium. */
export interface Member {
  readonly v: 1;
  readonly msp: Msp;
  readonly name: string;
  readonly roles: readonly ConsortiumRole[];
  readonly status: 'active' | 'suspended';
  readonly since: Instant;
}

/** A legal entity hosted by a member. */
export interface Participant {
  readonly v: 1;
  readonly id: ParticipantId;
  readonly lei: string;
  readonly name: string;
  readonly roles: readonly ConsortiumRole[];
  readonly since: Instant;
  /** One person acts for it. */
  readonly sole?: true;
  /** SHA-256 of the public keys that act for it; any key of its host's users when absent. */
  readonly keys?: readonly Sha256[];
  /** When its record was changed last. */
  readonly changed?: Instant;
  /** Since when its host has it start nothing new. */
  readonly deactivated?: Stamp;
  /** The host that it would move to, by a pinned key. */
  readonly rehost?: Stamp & { readonly to: Msp };
  /** Its id with the host that it moved to. */
  readonly rehostedTo?: ParticipantId;
  /** Its id with the host that it came from. */
  readonly rehostedFrom?: ParticipantId;
  readonly commands: readonly RememberedCommand[];
}

/** The vote of one member. */
export interface Ballot extends Stamp {
  readonly msp: Msp;
  readonly vote: 'for' | 'against';
}

/** A motion before the members, and what they say to it. */
export interface Vote {
  readonly v: 1;
  readonly id: VoteId;
  /** Hash of id and motion: whoever votes names it. */
  readonly hash: Sha256;
  readonly motion: Motion;
  readonly status: VoteStatus;
  readonly proposer: Msp;
  readonly proposed: Stamp;
  readonly openUntil: Instant;
  readonly ballots: readonly Ballot[];
  readonly ended?: Stamp;
  readonly lastTime: Instant;
  readonly commands: readonly RememberedCommand[];
}

/**
 * Who founds the consortium, and its parameters; effective when every listed member's admin has
 * confirmed it.
 */
export interface Proposal {
  readonly v: 1;
  readonly id: string;
  readonly hash: Sha256;
  readonly members: readonly {
    readonly msp: Msp;
    readonly name: string;
    readonly roles: readonly ConsortiumRole[];
  }[];
  readonly parameters: Parameters;
  readonly confirmedBy: readonly Msp[];
  readonly commands: readonly RememberedCommand[];
}

/** The version of the rules in force; a vote raises it. */
export interface Rules {
  readonly v: 1;
  readonly version: number;
  readonly since: Instant;
  /** Declared outages, oldest first: with the version, so that every command knows them. */
  readonly outages?: readonly Outage[];
}

/** The parameters of the consortium as recorded. */
export interface ParametersRecord extends Parameters {
  readonly v: 1;
  /** Days that a vote stays open, as the members voted. */
  readonly voteDays?: number;
}
