import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Amendments: other terms for an agreement that runs. */
@Info({ title: 'amendment', description: 'Amendments of the terms, and consent to them' })
export class AmendmentContract extends Contract {
  constructor() {
    super('amendment');
  }

  /**
   * Proposes other terms as a whole, with commitments to their private documents. It writes the new
   * terms, and the milestones that they add, and nothing that is there already.
   *
   * Who may call: maker of the exporter or the buyer. Needs: an active agreement and a free number.
   * Events: AmendmentProposed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AMENDMENT_NUMBER_NOT_FREE, MILESTONE_ID_TAKEN,
   * MILESTONE_DROPPED, MILESTONE_NOT_FOUND, ID_LISTED_TWICE, those of the terms, MILESTONE_FROZEN,
   * SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT, REDUCTIONS_EXHAUSTED, TERMS_TOO_LARGE,
   * MILESTONE_TOO_LARGE.
   */
  @Transaction()
  @Returns('string')
  proposeAmendment(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeAmendment', command);
  }

  /**
   * Consents to the hash of an amendment’s terms. The proposer’s consent opens it; the last one
   * brings the terms into force or, where a share that they touch has moved, ends it.
   *
   * Who may call: checker of the exporter, buyer or bank, of another party whose duties change, or
   * of an assignee of what is touched; each once. Needs: the new documents in the caller’s own
   * collection. Events: AmendmentOpened, AmendmentConsented; at the last consent
   * AmendmentTookEffect, MilestoneAmended, MilestoneActivated, MilestoneReduced, ShareLapsed,
   * ShareUnsecured, ShareDue, OrderApproved, or AmendmentOvertaken alone.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AMENDMENT_NOT_OPEN, AMENDMENT_OUTDATED,
   * AMENDMENT_ALREADY_OPEN, AMENDMENT_ALREADY_CONSENTED, AMENDMENT_EXPIRED, TERMS_HASH_MISMATCH,
   * APPROVER_NOT_SEPARATE, DOCUMENT_NOT_FILED, then those of `proposeAmendment` on the terms.
   */
  @Transaction()
  @Returns('string')
  consentToAmendment(context: Context, command: string): Promise<string> {
    return submit(context, 'consentToAmendment', command);
  }

  /**
   * Refuses the open amendment: it ends, and nothing changes.
   *
   * Who may call: checker of whoever has to consent. Needs: the open amendment’s number. Events:
   * AmendmentRefused.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AMENDMENT_NOT_OPEN.
   */
  @Transaction()
  @Returns('string')
  refuseAmendment(context: Context, command: string): Promise<string> {
    return submit(context, 'refuseAmendment', command);
  }

  /**
   * Takes the open amendment back.
   *
   * Who may call: maker of its proposer. Needs: the open amendment’s number. Events:
   * AmendmentWithdrawn.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AMENDMENT_NOT_OPEN.
   */
  @Transaction()
  @Returns('string')
  withdrawAmendment(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawAmendment', command);
  }
}
