import type { Stamp } from '../actor.js';
import type { Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { Range } from '../shares.js';
import type { Award, Dispute, EndedBy, Offer, Ruling, Side, Stake } from './state.js';

/** What its opening says of a dispute. */
export type NewDispute = Pick<
  Dispute,
  | 'number'
  | 'status'
  | 'grounds'
  | 'hash'
  | 'ranges'
  | 'defaultPayeeBps'
  | 'decisionBusinessDays'
  | 'negotiateUntil'
  | 'decideBy'
>;

/** What can happen to a dispute. */
export type DisputeEvent = OnMilestone & { readonly number: number } & (
    | {
        readonly type: 'DisputeOpened';
        readonly dispute: NewDispute;
        readonly stake: Omit<Stake, keyof Stamp>;
      }
    | {
        readonly type: 'DisputeExtended';
        readonly ranges: readonly Range[];
        /** Hash of what is disputed now. */
        readonly hash: Sha256;
        readonly stake: Omit<Stake, keyof Stamp>;
      }
    | { readonly type: 'SplitOffered'; readonly offer: Omit<Offer, keyof Stamp> }
    | { readonly type: 'OfferExpired'; readonly offer: number }
    | { readonly type: 'ArbiterCalled'; readonly side: Side }
    | { readonly type: 'DisputeEscalated'; readonly decideBy: Instant }
    | { readonly type: 'RulingEntered'; readonly ruling: Omit<Ruling, keyof Stamp> }
    | {
        readonly type: 'AwardEntered';
        readonly award: Omit<Award, keyof Stamp | 'confirmed' | 'effectiveAt'>;
      }
    | { readonly type: 'AwardConfirmed'; readonly effectiveAt: Instant }
    | {
        readonly type: 'AwardStayed';
        readonly document: Sha256;
        /** The arbiter, where it has the dispute, decides until then. */
        readonly decideBy?: Instant;
      }
    | {
        readonly type: 'DisputeEnded';
        readonly how: EndedBy;
        readonly hash?: Sha256;
        /** Everything that was disputed, which is held again until it moves on. */
        readonly ranges: readonly Range[];
        readonly toPayee: number;
        readonly toBuyer: number;
        /** Parts that the payee gets though nobody had accepted them: they count as accepted. */
        readonly awardedShare: number;
      }
  );
