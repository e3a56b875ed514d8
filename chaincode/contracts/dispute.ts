import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Disputes about what is held of a milestone, and what ends them. */
@Info({ title: 'dispute', description: 'Disputes, offers, rulings and awards' })
export class DisputeContract extends Contract {
  constructor() {
    super('dispute');
  }

  /**
   * Disputes parts of what is held: the highest of those that the grounds are about.
   *
   * Who may call: maker of exporter or buyer. Needs: an active agreement and something on record
   * that gives the side its grounds: a refusal (the buyer: its own), an expired or blocked
   * milestone (the exporter), an inspector’s silence, or false evidence (the buyer). Events:
   * DisputeOpened.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_NOT_FOUND, ID_LISTED_TWICE, DISPUTE_TOO_LATE,
   * PRESENTATION_UNDER_REVIEW, DISPUTE_GROUNDS_MISSING, BLOCK_TOO_SHORT, DISPUTE_TOO_EARLY,
   * EVIDENCE_NOT_SINGLE, DISPUTE_ALREADY_OPENED, DISPUTES_EXHAUSTED, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  openDispute(context: Context, command: string): Promise<string> {
    return submit(context, 'openDispute', command);
  }

  /**
   * Adds what the caller’s side disputes to an open dispute, once for each side; open offers end.
   *
   * Who may call: maker of exporter or buyer. Needs: an open dispute on which no ruling or award
   * is on record, and grounds as for a dispute of one’s own. Events: DisputeExtended.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED,
   * EVIDENCE_NOT_FOUND, ID_LISTED_TWICE, DISPUTE_TOO_LATE, PRESENTATION_UNDER_REVIEW,
   * DISPUTE_GROUNDS_MISSING, BLOCK_TOO_SHORT, DISPUTE_TOO_EARLY, EVIDENCE_NOT_SINGLE,
   * DISPUTE_NOT_EXTENDABLE, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  addToDispute(context: Context, command: string): Promise<string> {
    return submit(context, 'addToDispute', command);
  }

  /**
   * Offers the other side a split, in the place of one’s own open offer; at most five in a
   * dispute.
   *
   * Who may call: checker of exporter or buyer. Needs: an open dispute. Events: SplitOffered.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, OFFERS_EXHAUSTED, OFFER_DATE_PAST,
   * SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  offerSplit(context: Context, command: string): Promise<string> {
    return submit(context, 'offerSplit', command);
  }

  /**
   * Accepts the other side’s offer, which is executed at once.
   *
   * Who may call: checker of exporter or buyer. Needs: an open offer of the other side. Events:
   * DueDateMoved, DisputeEnded and what the split brings: ShareDue and OrderApproved, or
   * ShareUnsecured and ShareLapsed.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, OFFER_NOT_FOUND, OFFER_EXPIRED,
   * APPROVER_NOT_SEPARATE, OFFER_HASH_MISMATCH.
   */
  @Transaction()
  @Returns('string')
  acceptOffer(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptOffer', command);
  }

  /**
   * Calls the arbiter, who has the dispute once both sides did, the negotiation is over, or all
   * presentations are used.
   *
   * Who may call: maker of exporter or buyer. Needs: a dispute under negotiation; for its effect
   * the specification of the milestone in the arbiter’s own collection. Events: ArbiterCalled or
   * DisputeEscalated.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_ALREADY_ESCALATED,
   * NEGOTIATION_STILL_OPEN, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  escalateDispute(context: Context, command: string): Promise<string> {
    return submit(context, 'escalateDispute', command);
  }

  /**
   * Enters how the arbiter decides; entered again, it takes the place of the last.
   *
   * Who may call: maker of the arbiter. Needs: a dispute in the arbiter’s hands, in time. Events:
   * RulingEntered.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED,
   * DISPUTE_NOT_ESCALATED, RULING_TOO_LATE, DISPUTE_HASH_MISMATCH, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  ruleDispute(context: Context, command: string): Promise<string> {
    return submit(context, 'ruleDispute', command);
  }

  /**
   * Confirms the ruling that another user entered, which is executed at once.
   *
   * Who may call: checker of the arbiter. Needs: a ruling, in time. Events: DueDateMoved,
   * DisputeEnded and what the split brings: ShareDue and OrderApproved, or ShareUnsecured and
   * ShareLapsed.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED,
   * DISPUTE_NOT_ESCALATED, RULING_TOO_LATE, RULING_NOT_FOUND, APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  confirmRuling(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmRuling', command);
  }

  /**
   * Takes a dispute back: everything is held again.
   *
   * Who may call: checker of the side that opened it, exporter or buyer. Needs: an open dispute of
   * its own share alone, on which no ruling is entered and no award confirmed. Events: DisputeEnded
   * and, where the due date stood still, DueDateMoved; never ShareDue, never OrderApproved, never
   * ShareUnsecured, never ShareLapsed.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED, DISPUTE_NOT_OWN,
   * DISPUTE_SHARED.
   */
  @Transaction()
  @Returns('string')
  withdrawDispute(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawDispute', command);
  }

  /**
   * Enters an award, a judgment or an instruction of both sides.
   *
   * Who may call: maker of the bank. Needs: an open dispute. Events: AwardEntered.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  recordAward(context: Context, command: string): Promise<string> {
    return submit(context, 'recordAward', command);
  }

  /**
   * Confirms an award that another user entered: it takes effect after five business days.
   *
   * Who may call: checker of the bank. Needs: an award that waits for it. Events: AwardConfirmed.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, DISPUTE_BEING_DECIDED, AWARD_NOT_FOUND,
   * APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  confirmAward(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmAward', command);
  }

  /**
   * Stops an award before it takes effect; the arbiter has its whole time again.
   *
   * Who may call: maker of exporter or buyer. Needs: a confirmed award. Events: AwardStayed.
   *
   * Errors in order: DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN, AWARD_NOT_FOUND, STAY_TOO_LATE.
   */
  @Transaction()
  @Returns('string')
  recordStay(context: Context, command: string): Promise<string> {
    return submit(context, 'recordStay', command);
  }
}
