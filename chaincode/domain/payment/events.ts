import type { Stamp } from '../actor.js';
import type { OrderId, ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import type { OnMilestone } from '../remembered.js';
import type { FixedRate, HoldReason, Order, PayToChange, Setback, Settlement } from './state.js';

/** The parts of an order that its creation fixes. */
export type NewOrder = Pick<
  Order,
  | 'id'
  | 'number'
  | 'tranche'
  | 'to'
  | 'payee'
  | 'ranges'
  | 'termsVersion'
  | 'hash'
  | 'approvalDeadline'
  | 'restored'
>;

/** What can happen to a payment order. */
export type PaymentEvent = OnMilestone &
  (
    | { readonly type: 'ShareDue'; readonly order: NewOrder }
    | {
        readonly type: 'OrderReassigned';
        readonly orderId: OrderId;
        /** The exporter when absent. */
        readonly payee?: ParticipantId;
        readonly hash: Sha256;
      }
    | { readonly type: 'OrderApprovalEntered'; readonly orderId: OrderId }
    | {
        readonly type: 'OrderApproved';
        readonly orderId: OrderId;
        readonly by: 'users' | 'rule' | 'silence';
        readonly instructDeadline: Instant;
      }
    | {
        readonly type: 'OrderInstructed';
        readonly orderId: OrderId;
        readonly attempt: number;
        readonly paymentFile: Sha256;
        readonly payTo?: Sha256;
        readonly flagged?: true;
        readonly rate?: Sha256;
      }
    | {
        readonly type: 'PayToChangeEntered';
        readonly change: Pick<PayToChange, 'payee' | 'document' | 'soleUntil' | 'flagged'>;
      }
    | { readonly type: 'PayToChangeApproved'; readonly document: Sha256 }
    | { readonly type: 'PayToCalledBack'; readonly document: Sha256 }
    | { readonly type: 'PayToChanged'; readonly document: Sha256 }
    | {
        readonly type: 'RateFixed';
        readonly orderId: OrderId;
        readonly rate: Pick<FixedRate, 'document' | 'validUntil'>;
      }
    | { readonly type: 'RateAgreed'; readonly orderId: OrderId }
    | { readonly type: 'RateEnded'; readonly orderId: OrderId }
    | {
        readonly type: 'OrderSettled';
        readonly orderId: OrderId;
        readonly attempt: number;
        readonly settlement: Omit<Settlement, keyof Stamp>;
      }
    | { readonly type: 'OrderCancelled'; readonly orderId: OrderId }
    | { readonly type: 'CreditAcknowledged'; readonly orderId: OrderId }
    | {
        readonly type: 'OrderHeld';
        readonly orderId: OrderId;
        readonly reason: HoldReason;
        readonly until: Instant;
      }
    | { readonly type: 'HoldRenewed'; readonly orderId: OrderId; readonly until: Instant }
    | { readonly type: 'HoldRenewalMissed'; readonly orderId: OrderId }
    | { readonly type: 'HoldLifted'; readonly orderId: OrderId }
    | { readonly type: 'HoldEnded'; readonly orderId: OrderId }
    | {
        readonly type: 'OrderRejected' | 'OrderReturned';
        readonly orderId: OrderId;
        readonly attempt: number;
        readonly setback: Omit<Setback, keyof Stamp>;
        /** Whether the debit had been booked. */
        readonly wasSettled: boolean;
        readonly instructDeadline: Instant;
      }
  );
