import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Assignments of parts of a milestone to financiers. */
@Info({ title: 'assignment', description: 'Financed invoices, assignments, consent of assignees' })
export class AssignmentContract extends Contract {
  constructor() {
    super('assignment');
  }

  /**
   * Reserves an invoice of the exporter for one milestone: it is financed once on this ledger.
   *
   * Who may call: maker of the exporter. Needs: a running agreement. Events: FinancingRecorded.
   *
   * Errors in order: INVOICE_ALREADY_FINANCED, AGREEMENT_NOT_ACTIVE.
   */
  @Transaction()
  @Returns('string')
  recordFinancing(context: Context, command: string): Promise<string> {
    return submit(context, 'recordFinancing', command);
  }

  /**
   * Proposes to assign the lowest held or due parts that are not assigned to a financier.
   *
   * Who may call: checker of the exporter. Needs: a financing of the invoice that another user
   * recorded. Events: AssignmentProposed.
   *
   * Errors in order: FINANCING_NOT_FOUND, AGREEMENT_NOT_ACTIVE, INVOICE_ALREADY_FINANCED,
   * ASSIGNMENTS_EXHAUSTED, FINANCIER_NOT_NAMED, APPROVER_NOT_SEPARATE, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT, ORDER_DIVIDED.
   */
  @Transaction()
  @Returns('string')
  proposeAssignment(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeAssignment', command);
  }

  /**
   * Takes note of an assignment: from then on the financier is the payee of its parts.
   *
   * Who may call: checker of the bank. Needs: a proposed assignment whose documents bank and
   * financier hold. Events: AssignmentAcknowledged, OrderReassigned for each due order.
   *
   * Errors in order: ASSIGNMENT_NOT_FOUND, ASSIGNMENT_NOT_IN_STATE, ASSIGNMENT_OVERTAKEN,
   * ORDER_DIVIDED, ASSIGNMENT_HASH_MISMATCH, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  acknowledgeAssignment(context: Context, command: string): Promise<string> {
    return submit(context, 'acknowledgeAssignment', command);
  }

  /**
   * Ends a proposed assignment.
   *
   * Who may call: checker of the bank, of the exporter or of its financier. Needs: a proposed
   * assignment. Events: AssignmentRejected.
   *
   * Errors in order: ASSIGNMENT_NOT_FOUND, PARTY_NOT_PERMITTED, ASSIGNMENT_NOT_IN_STATE.
   */
  @Transaction()
  @Returns('string')
  rejectAssignment(context: Context, command: string): Promise<string> {
    return submit(context, 'rejectAssignment', command);
  }

  /**
   * Gives what is not yet approved of the assigned parts back to the exporter.
   *
   * Who may call: checker of its financier. Needs: an active assignment. Events:
   * AssignmentReleased, OrderReassigned for each due order.
   *
   * Errors in order: ASSIGNMENT_NOT_FOUND, PARTY_NOT_PERMITTED, ASSIGNMENT_NOT_IN_STATE.
   */
  @Transaction()
  @Returns('string')
  releaseAssignment(context: Context, command: string): Promise<string> {
    return submit(context, 'releaseAssignment', command);
  }

  /**
   * Consents to an act of others that touches assigned parts, by the hash of that act.
   *
   * Who may call: checker of its financier. Needs: an active assignment. Events:
   * AssigneeConsented.
   *
   * Errors in order: ASSIGNMENT_NOT_FOUND, PARTY_NOT_PERMITTED, ASSIGNMENT_NOT_IN_STATE,
   * CONSENT_ALREADY_GIVEN.
   */
  @Transaction()
  @Returns('string')
  consentToAct(context: Context, command: string): Promise<string> {
    return submit(context, 'consentToAct', command);
  }
}
