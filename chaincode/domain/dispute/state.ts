import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { Range } from '../shares.js';

/** The two sides of a dispute. */
export type Side = 'exporter' | 'buyer';

/** What gives a side the right to dispute. */
export const grounds = ['refusal', 'expiry', 'block', 'silence', 'false-evidence'] as const;
export type Grounds = (typeof grounds)[number];

/** Where a dispute stands; the last two are its end. */
export type DisputeStatus = 'negotiating' | 'decision' | 'resolved' | 'withdrawn';

/** What a side put into a dispute: when it was opened, or by adding to it. */
export interface Stake extends Stamp {
  /** Absent where a reviewer's silence opened the dispute. */
  readonly side?: Side;
  /** What on record it is about: each side opens a dispute about that once. */
  readonly subject: string;
  /** Parts disputed by it. */
  readonly share: number;
  /** Salted hash of the words. */
  readonly reason?: Sha256;
  /** Numbers of the evidence that it rests on. */
  readonly evidence?: readonly number[];
}

/** How parts are divided: the lowest to the payee, the highest to the buyer, the rest held. */
export interface Split {
  readonly toPayee: number;
  readonly toBuyer: number;
}

/** One side's proposal to end a dispute, until the other takes it or it expires. */
export interface Offer extends Stamp, Split {
  readonly number: number;
  readonly side: Side;
  readonly until: Instant;
  /** Hash of dispute and split: whoever accepts names it. */
  readonly hash: Sha256;
}

/** What a user of the arbiter entered, until another confirms it. */
export interface Ruling extends Stamp, Split {
  /** Salted hash of the reasons. */
  readonly reasons: Sha256;
  /** Hash of dispute, split and reasons: whoever confirms names it. */
  readonly hash: Sha256;
}

/** What was decided or agreed elsewhere, as the bank received it. */
export const awardKinds = ['award', 'judgment', 'joint-instruction'] as const;
export type AwardKind = (typeof awardKinds)[number];

/** A decision from outside, which takes effect some days after the bank confirmed it. */
export interface Award extends Stamp, Split {
  readonly kind: AwardKind;
  /** Hash of the document. */
  readonly document: Sha256;
  readonly hash: Sha256;
  readonly confirmed?: Stamp;
  /** Once confirmed: when it takes effect unless a party records a stay. */
  readonly effectiveAt?: Instant;
}

/** A stay of an award, which then has no effect. */
export interface Stay extends Stamp {
  readonly document: Sha256;
}

/** How a dispute ended. */
export type EndedBy = 'offer' | 'ruling' | 'award' | 'default' | 'withdrawal';

/** The end of a dispute, and what of it went where. */
export interface DisputeEnd extends Stamp, Split {
  readonly how: EndedBy;
  /** Hash of the offer, ruling or award. */
  readonly hash?: Sha256;
}

/** Parts of a milestone that its sides do not agree on. */
export interface Dispute {
  readonly number: number;
  readonly status: DisputeStatus;
  readonly grounds: Grounds;
  /** Hash of what is disputed and why: the arbiter names it. */
  readonly hash: Sha256;
  /** The first opened it. */
  readonly stakes: readonly Stake[];
  /** What is disputed, lowest first; nothing once it ended. */
  readonly ranges: readonly Range[];
  /** What the payee gets of it when nobody decides in time. */
  readonly defaultPayeeBps: number;
  readonly decisionBusinessDays: number;
  /** Until when one side alone cannot call the arbiter. */
  readonly negotiateUntil: Instant;
  /** The sides that called the arbiter before it took effect. */
  readonly calledBy?: readonly Side[];
  /** Once in decision: since when the arbiter's time runs. */
  readonly decidingSince?: Instant;
  /** Once in decision: when the default takes effect. */
  readonly decideBy?: Instant;
  /** The open offer of each side. */
  readonly offers?: readonly Offer[];
  /** How many offers each side made so far. */
  readonly offersMade?: Readonly<Partial<Record<Side, number>>>;
  readonly ruling?: Ruling;
  readonly award?: Award;
  /** The last stay of an award. */
  readonly stay?: Stay;
  readonly ended?: DisputeEnd;
}
