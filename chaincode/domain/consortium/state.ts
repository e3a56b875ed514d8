import type { ConsortiumRole } from '../actor.js';
import type { Msp, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Outage } from '../deadline.js';
import type { RememberedCommand } from '../remembered.js';
import type { Parameters } from '../terms.js';

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
  /** Whether one user alone acts for it: others check what it does. */
  readonly sole?: true;
  readonly since: Instant;
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
}
