import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Payment orders: approval, instruction, settlement and credit. */
@Info({ title: 'payment', description: 'Orders: approval, instruction, settlement, credit' })
export class PaymentContract extends Contract {
  constructor() {
    super('payment');
  }

  /**
   * Approves a due payment order; in dual mode the second of two users does.
   *
   * Who may call: approver of the bank. Needs: a due order. Events: OrderApprovalEntered or
   * OrderApproved.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_DUE, ORDER_HELD, ORDER_HASH_MISMATCH,
   * APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  approveOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'approveOrder', command);
  }

  /**
   * Records that an approved order was given to the payment system, by the hash of its file.
   *
   * Who may call: maker of the bank. Needs: an approved order. Events: OrderInstructed.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_APPROVED, ORDER_HELD, ATTEMPTS_EXHAUSTED.
   */
  @Transaction()
  @Returns('string')
  instructOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'instructOrder', command);
  }

  /**
   * Records that the debit of an instructed order was booked.
   *
   * Who may call: maker of the bank. Needs: the current attempt and the settlement document filed.
   * Events: OrderSettled.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_INSTRUCTED, ATTEMPT_NOT_CURRENT,
   * DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  settleOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'settleOrder', command);
  }

  /**
   * Acknowledges that the money of a settled order arrived.
   *
   * Who may call: maker of the exporter. Needs: a settled order. Events: CreditAcknowledged.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_SETTLED, ORDER_ALREADY_ACKNOWLEDGED.
   */
  @Transaction()
  @Returns('string')
  acknowledgeCredit(context: Context, command: string): Promise<string> {
    return submit(context, 'acknowledgeCredit', command);
  }

  /**
   * Bars the approval and the payment of an order. Sanctions, court orders, authorities and legal
   * reasons last until the hold is lifted, and are renewed every 30 days; others end after 10
   * business days.
   *
   * Who may call: compliance officer of the bank. Needs: an order that is due or approved and not
   * held. Events: OrderHeld.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_HOLDABLE, ORDER_HELD.
   */
  @Transaction()
  @Returns('string')
  holdOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'holdOrder', command);
  }

  /**
   * Renews a hold; one that ends by itself is renewed once.
   *
   * Who may call: a compliance officer of the bank other than the last. Needs: a held order.
   * Events: HoldRenewed.
   *
   * Errors in order: ORDER_NOT_FOUND, HOLD_NOT_FOUND, APPROVER_NOT_SEPARATE, HOLD_NOT_RENEWABLE.
   */
  @Transaction()
  @Returns('string')
  renewHold(context: Context, command: string): Promise<string> {
    return submit(context, 'renewHold', command);
  }

  /**
   * Lifts a hold.
   *
   * Who may call: compliance officer of the bank. Needs: a held order. Events: HoldLifted.
   *
   * Errors in order: ORDER_NOT_FOUND, HOLD_NOT_FOUND.
   */
  @Transaction()
  @Returns('string')
  unholdOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'unholdOrder', command);
  }

  /**
   * States that the payment system rejected the current attempt: the order is approved again.
   *
   * Who may call: maker of the bank. Needs: an instructed order. Events: OrderRejected.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_INSTRUCTED, ATTEMPT_NOT_CURRENT.
   */
  @Transaction()
  @Returns('string')
  rejectOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'rejectOrder', command);
  }

  /**
   * States that the money of the current attempt came back, booked or not: the order is approved
   * again.
   *
   * Who may call: maker of the bank. Needs: an instructed or settled order. Events:
   * OrderReturned.
   *
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_INSTRUCTED, ATTEMPT_NOT_CURRENT.
   */
  @Transaction()
  @Returns('string')
  returnOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'returnOrder', command);
  }

  /**
   * Reports a message of the payment system that fits no attempt. Nothing moves.
   *
   * Who may call: maker of the bank. Needs: a milestone. Events: ExceptionOpened.
   *
   * Errors in order: ORDER_NOT_FOUND, EXCEPTIONS_TOO_MANY.
   */
  @Transaction()
  @Returns('string')
  reportException(context: Context, command: string): Promise<string> {
    return submit(context, 'reportException', command);
  }

  /**
   * Enters how an exception shall end.
   *
   * Who may call: maker of its owner, the bank or the arbiter. Needs: an open exception. Events:
   * ResolutionEntered.
   *
   * Errors in order: EXCEPTION_NOT_FOUND, EXCEPTION_NOT_OWN, REFERRAL_NOT_POSSIBLE.
   */
  @Transaction()
  @Returns('string')
  resolveException(context: Context, command: string): Promise<string> {
    return submit(context, 'resolveException', command);
  }

  /**
   * Consents to what is written off.
   *
   * Who may call: checker of the payee. Needs: a resolution that waits for it. Events:
   * ResolutionConsented.
   *
   * Errors in order: EXCEPTION_NOT_FOUND, RESOLUTION_NOT_FOUND, CONSENT_NOT_ASKED.
   */
  @Transaction()
  @Returns('string')
  consentToResolution(context: Context, command: string): Promise<string> {
    return submit(context, 'consentToResolution', command);
  }

  /**
   * Confirms the end of an exception, or refers it to the arbiter.
   *
   * Who may call: checker of its owner. Needs: a resolution that another user entered. Events:
   * ExceptionResolved or ExceptionReferred.
   *
   * Errors in order: EXCEPTION_NOT_FOUND, EXCEPTION_NOT_OWN, RESOLUTION_NOT_FOUND,
   * APPROVER_NOT_SEPARATE, REFERRAL_NOT_POSSIBLE, CONSENT_MISSING.
   */
  @Transaction()
  @Returns('string')
  confirmResolution(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmResolution', command);
  }

  /**
   * Enters another account that a payee wants to be paid to. Nothing changes until the bank
   * confirms it; what is instructed is paid as it was instructed.
   *
   * Who may call: maker of the exporter, or of a financier that is owed something. Needs: the
   * document with payee and bank. Events: PayToChangeEntered.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PARTY_NOT_PERMITTED, PAY_TO_UNCHANGED,
   * DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  changePayTo(context: Context, command: string): Promise<string> {
    return submit(context, 'changePayTo', command);
  }

  /**
   * Confirms a change of account as the payee's second user.
   *
   * Who may call: checker of the payee. Needs: a change that another user entered. Events:
   * PayToChangeApproved.
   *
   * Errors in order: PAY_TO_NOT_ENTERED, PARTY_NOT_PERMITTED, APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  approvePayTo(context: Context, command: string): Promise<string> {
    return submit(context, 'approvePayTo', command);
  }

  /**
   * States that a payee with one user was called back.
   *
   * Who may call: maker of the bank. Needs: a change of such a payee. Events: PayToCalledBack.
   *
   * Errors in order: PAY_TO_NOT_ENTERED, CALL_BACK_NOT_ASKED.
   */
  @Transaction()
  @Returns('string')
  callBackPayTo(context: Context, command: string): Promise<string> {
    return submit(context, 'callBackPayTo', command);
  }

  /**
   * Pays to the new account from now on.
   *
   * Who may call: checker of the bank. Needs: the payee's second user or, where it has one user,
   * two business days and a call back. Events: PayToChanged.
   *
   * Errors in order: PAY_TO_NOT_ENTERED, PAY_TO_NOT_VERIFIED, PAY_TO_TOO_EARLY,
   * APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  confirmPayTo(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmPayTo', command);
  }

  /**
   * Offers the payee of an order a rate of exchange.
   *
   * Who may call: maker of the bank. Needs: a due or approved order, the document with payee and
   * bank. Events: RateFixed.
   *
   * Errors in order: ORDER_NOT_FOUND, RATE_TOO_LATE, RATE_ALREADY_AGREED, RATE_EXPIRED,
   * DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  fixRate(context: Context, command: string): Promise<string> {
    return submit(context, 'fixRate', command);
  }

  /**
   * Agrees to be paid by a rate: an order that is instructed while it is valid pays the converted
   * amount.
   *
   * Who may call: checker of the payee. Needs: an offered rate. Events: RateAgreed.
   *
   * Errors in order: ORDER_NOT_FOUND, PARTY_NOT_PERMITTED, RATE_NOT_FOUND, RATE_TOO_LATE,
   * RATE_ALREADY_AGREED, RATE_EXPIRED.
   */
  @Transaction()
  @Returns('string')
  agreeRate(context: Context, command: string): Promise<string> {
    return submit(context, 'agreeRate', command);
  }
}
