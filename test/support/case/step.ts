import type { Instant, PrivateDocument, SubmissionType } from '@tranche/chaincode/domain';
import type { Deal } from '../../../scripts/case/textile-deal.js';
import type { CommandFields, LedgerUnderTest } from '../consortium.js';
import type { MilestoneView } from '../party-play.js';

/** The parties of the case that ask what they can do next. */
export const parties = ['textiles', 'retail', 'trade-bank', 'quality', 'line', 'audit'] as const;
export type Party = (typeof parties)[number];

/** What each party can do, as `command` or `command milestone`; nothing where it is not named. */
export type Next = { readonly [P in Party]?: readonly string[] };

/** What a step knows of the case so far. */
export interface CaseSight {
  readonly ledger: LedgerUnderTest;
  readonly deal: Deal;
  /** The hash that signatories name. */
  readonly termsHash: string;
  /** The hash of a file, the same one for the same name. */
  file(name: string): string;
  /** A private document of the bank, the same one for the same name. */
  document(name: string, make: () => PrivateDocument): PrivateDocument;
  /** A milestone as it was last looked at. */
  milestone(id: string): MilestoneView;
  /** The latest order of a milestone. */
  order(id: string): MilestoneView['orders'][number];
}

/** An attempt that is refused, told by how it differs from the step that it precedes. */
export interface Refused {
  /** Reads after "refuses". */
  readonly what: string;
  readonly by?: string;
  readonly type?: SubmissionType;
  /** Instead of those of the step. */
  readonly fields?: (run: CaseSight) => CommandFields;
  /** A gateway may know better than the ledger, and tell outsiders less. */
  readonly code: RegExp;
}

/** What a command carries. */
export interface Sent {
  readonly fields: CommandFields;
  readonly documents?: Readonly<Record<string, PrivateDocument>>;
}

/** One command of the case, and all that is known of it. */
export interface CaseStep {
  /** Reads after "in the case,". */
  readonly name: string;
  readonly by: string;
  readonly type: SubmissionType;
  readonly sent: (run: CaseSight) => Sent;
  /** The time before which it is refused with `NOTHING_DUE`. */
  readonly notBefore?: (run: CaseSight) => Promise<Instant>;
  readonly refused: readonly Refused[];
  /** Another command, for the id of this one: refused as such, unless a filing. */
  readonly other: (sent: Sent) => Sent & { readonly type?: SubmissionType };
  readonly next: Next;
  /** What the bank has paid in all once this is done, in minor units. */
  readonly paidMinor?: bigint;
}

/** Whoever is no party; a gateway does not even tell it that there is an agreement. */
export function outsider(by: string): Refused {
  const code = /^(PARTY_NOT_PERMITTED|AGREEMENT_NOT_FOUND)$/;
  return { what: `${by}, who is no party`, by, code };
}

/** A party that another one's command is not for. */
export function otherParty(by: string): Refused {
  return { what: `${by}, whose part it is not`, by, code: /^PARTY_NOT_PERMITTED$/ };
}

/** A user without the role that it takes. */
export function otherRole(by: string): Refused {
  return { what: `${by}, who has another role`, by, code: /^ROLE_MISSING$/ };
}
