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
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_DUE, ORDER_HASH_MISMATCH, APPROVER_NOT_SEPARATE.
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
   * Errors in order: ORDER_NOT_FOUND, ORDER_NOT_APPROVED.
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
}
