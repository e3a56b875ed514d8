import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Presentations of a milestone and their review, reductions and waivers. */
@Info({ title: 'review', description: 'Presentations, their review, reductions and waivers' })
export class ReviewContract extends Contract {
  constructor() {
    super('review');
  }

  /**
   * Presents evidence for a milestone and starts the review.
   *
   * Who may call: maker of the exporter. Needs: an open milestone with secured parts. Events:
   * PresentationMade.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AGREEMENT_TERMINATED, REVIEWER_NONE,
   * PRESENTATION_UNDER_REVIEW, MILESTONE_NOT_OPEN, PRESENTATIONS_EXHAUSTED, PRESENTATION_TOO_LATE,
   * EVIDENCE_NOT_FOUND, EVIDENCE_NOT_OWN, EVIDENCE_REVOKED, EVIDENCE_REPLACED, ID_LISTED_TWICE,
   * EVIDENCE_INCOMPLETE, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  presentMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'presentMilestone', command);
  }

  /**
   * Accepts what a presentation claims, or less with the discrepancies of the rest.
   *
   * Who may call: checker of the reviewer. Needs: the presentation under review; for less than it
   * claims, before its deadline and not while it is suspended. Events: PresentationAccepted.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_SUSPENDED, REVIEW_DEADLINE_PASSED, PRESENTATION_HASH_MISMATCH, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT, DISCREPANCIES_MISSING.
   */
  @Transaction()
  @Returns('string')
  acceptPresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptPresentation', command);
  }

  /**
   * Refuses a presentation, once, with every discrepancy.
   *
   * Who may call: checker of the reviewer. Needs: the presentation under review and not suspended,
   * before its deadline. Events: PresentationRefused.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_SUSPENDED, REVIEW_DEADLINE_PASSED, PRESENTATION_HASH_MISMATCH.
   */
  @Transaction()
  @Returns('string')
  refusePresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'refusePresentation', command);
  }

  /**
   * Stops the clock of a review, because evidence was not received or is unreadable.
   *
   * Who may call: checker of the reviewer. Needs: the presentation under review, before its
   * deadline, not suspended before. Events: ReviewSuspended.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_ALREADY_SUSPENDED, REVIEW_DEADLINE_PASSED, PRESENTATION_HASH_MISMATCH,
   * EVIDENCE_NOT_PRESENTED, ID_LISTED_TWICE.
   */
  @Transaction()
  @Returns('string')
  suspendReview(context: Context, command: string): Promise<string> {
    return submit(context, 'suspendReview', command);
  }

  /**
   * Lets the clock of a suspended review go on, with the business days that were left.
   *
   * Who may call: checker of the reviewer. Needs: a suspended review. Events: ReviewResumed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_NOT_SUSPENDED.
   */
  @Transaction()
  @Returns('string')
  resumeReview(context: Context, command: string): Promise<string> {
    return submit(context, 'resumeReview', command);
  }

  /**
   * Gives the highest held parts that are not under review back to the buyer.
   *
   * Who may call: checker of the exporter. Needs: an active agreement and held parts. Events:
   * MilestoneReduced and what follows: ShareDue to the buyer, or ShareUnsecured and ShareLapsed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, REDUCTIONS_EXHAUSTED, SHARE_NOT_HELD,
   * SHARE_NOT_BASIS_POINT, ASSIGNEE_CONSENT_MISSING.
   */
  @Transaction()
  @Returns('string')
  reduceMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'reduceMilestone', command);
  }

  /**
   * Waives one leaf of a tranche's condition, which then counts as met.
   *
   * Who may call: checker of the buyer. Needs: an active agreement, a milestone that did not
   * expire. Events: ConditionWaived and, unless the bank has to confirm it, what it releases.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, TRANCHE_NOT_FOUND, LEAF_NOT_FOUND, MILESTONE_NOT_OPEN,
   * CONDITION_ALREADY_WAIVED, WAIVERS_EXHAUSTED.
   */
  @Transaction()
  @Returns('string')
  waiveCondition(context: Context, command: string): Promise<string> {
    return submit(context, 'waiveCondition', command);
  }

  /**
   * Waives lateness up to a new latest date of presentation; reopens an expired milestone.
   *
   * Who may call: checker of the buyer. Needs: a milestone that is neither accepted nor gone back.
   * Events: LatenessWaived and, unless the bank has to confirm it, what it releases.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AGREEMENT_TERMINATED, MILESTONE_NOT_OPEN,
   * WAIVERS_EXHAUSTED, LATEST_DATE_OUT_OF_RANGE.
   */
  @Transaction()
  @Returns('string')
  waiveLateness(context: Context, command: string): Promise<string> {
    return submit(context, 'waiveLateness', command);
  }

  /**
   * Gives a waiver its effect under the bank's undertaking.
   *
   * Who may call: checker of the bank. Needs: a waiver that waits for the bank. Events:
   * WaiverConfirmed and what it releases.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, WAIVER_NOT_FOUND, WAIVER_IN_EFFECT,
   * AGREEMENT_TERMINATED, MILESTONE_NOT_OPEN, LATEST_DATE_OUT_OF_RANGE.
   */
  @Transaction()
  @Returns('string')
  confirmWaiver(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmWaiver', command);
  }
}
