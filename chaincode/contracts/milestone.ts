import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Milestones: what is put on record of them, their presentations and review, and time. */
@Info({
  title: 'milestone',
  description: 'Evidence, inspections, events, presentations and their review',
})
export class MilestoneContract extends Contract {
  constructor() {
    super('milestone');
  }

  /**
   * Attaches a file by its hash, never its content.
   *
   * Who may call: maker of the exporter, an inspector or a source. Needs: an active agreement.
   * Events: EvidenceAttached.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY, EVIDENCE_ALREADY_ATTACHED.
   */
  @Transaction()
  @Returns('string')
  attachEvidence(context: Context, command: string): Promise<string> {
    return submit(context, 'attachEvidence', command);
  }

  /**
   * Records the result of an inspection; the latest counts.
   *
   * Who may call: maker of a named inspector. Needs: an active agreement. Events:
   * InspectionRecorded.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY.
   */
  @Transaction()
  @Returns('string')
  recordInspection(context: Context, command: string): Promise<string> {
    return submit(context, 'recordInspection', command);
  }

  /**
   * Records a shipment event of an agreed transport document.
   *
   * Who may call: maker of the agreed source. Needs: an active agreement. Events:
   * ShipmentEventRecorded.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY, EVENT_TIME_OUT_OF_RANGE,
   * TRANSPORT_DOCUMENT_UNKNOWN.
   */
  @Transaction()
  @Returns('string')
  recordEvent(context: Context, command: string): Promise<string> {
    return submit(context, 'recordEvent', command);
  }

  /**
   * Records a guarantee or credit that a condition can ask for.
   *
   * Who may call: maker of the bank. Needs: an active agreement. Events: InstrumentRecorded.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY, INSTRUMENT_EXPIRED.
   */
  @Transaction()
  @Returns('string')
  recordInstrument(context: Context, command: string): Promise<string> {
    return submit(context, 'recordInstrument', command);
  }

  /**
   * Applies everything that time and silence alone have made true of a milestone.
   *
   * Who may call: any user of a participant of the consortium. Needs: something that time has made
   * true. Events: those of what follows.
   *
   * Errors in order: NOTHING_DUE.
   */
  @Transaction()
  @Returns('string')
  advanceMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'advanceMilestone', command);
  }

  /**
   * Presents evidence for a milestone and starts the review.
   *
   * Who may call: maker of the exporter. Needs: an open milestone with secured parts. Events:
   * PresentationMade.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, REVIEWER_NONE, PRESENTATION_UNDER_REVIEW,
   * MILESTONE_NOT_OPEN, PRESENTATIONS_EXHAUSTED, PRESENTATION_TOO_LATE, EVIDENCE_NOT_FOUND,
   * EVIDENCE_NOT_OWN, ID_LISTED_TWICE, EVIDENCE_INCOMPLETE, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  presentMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'presentMilestone', command);
  }

  /**
   * Accepts what a presentation claims, or less with the discrepancies of the rest.
   *
   * Who may call: checker of the reviewer. Needs: the presentation under review. Events:
   * PresentationAccepted.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_DEADLINE_PASSED, PRESENTATION_HASH_MISMATCH, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT,
   * DISCREPANCIES_MISSING.
   */
  @Transaction()
  @Returns('string')
  acceptPresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptPresentation', command);
  }

  /**
   * Refuses a presentation, once, with every discrepancy.
   *
   * Who may call: checker of the reviewer. Needs: the presentation under review, before its
   * deadline. Events: PresentationRefused.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, PRESENTATION_NOT_FOUND, PRESENTATION_NOT_UNDER_REVIEW,
   * REVIEW_DEADLINE_PASSED, PRESENTATION_HASH_MISMATCH.
   */
  @Transaction()
  @Returns('string')
  refusePresentation(context: Context, command: string): Promise<string> {
    return submit(context, 'refusePresentation', command);
  }

  /**
   * Gives held parts that are not under review back, the highest first: a deposit to the buyer,
   * what is undertaken to be secured again.
   *
   * Who may call: checker of the exporter. Needs: an active agreement and held parts. Events:
   * ShareDue to the buyer and OrderApproved, or ShareUnsecured.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT.
   */
  @Transaction()
  @Returns('string')
  releaseSecurity(context: Context, command: string): Promise<string> {
    return submit(context, 'releaseSecurity', command);
  }

  /**
   * Ends the parts of a milestone that are not secured after the funding deadline.
   *
   * Who may call: maker of the exporter or the bank. Needs: an active agreement and unsecured
   * parts. Events: ShareLapsed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, MILESTONE_NOT_UNSECURED, FUNDING_STILL_OPEN.
   */
  @Transaction()
  @Returns('string')
  lapseUnsecured(context: Context, command: string): Promise<string> {
    return submit(context, 'lapseUnsecured', command);
  }
}
