import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Milestones: what is put on record of them, what the buyer owes, and time. */
@Info({
  title: 'milestone',
  description: 'Evidence, inspections, events, what the buyer owes, and time',
})
export class MilestoneContract extends Contract {
  constructor() {
    super('milestone');
  }

  /**
   * Attaches a file by its hash, never its content; perhaps in the place of evidence that a
   * suspended review waits for, which goes on once nothing is missing any more.
   *
   * Who may call: maker of the exporter, an inspector or a source. Needs: an active agreement; to
   * replace, a suspended review that waits for own evidence of that type. Events: EvidenceAttached;
   * EvidenceReplaced and ReviewResumed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_NOT_SUSPENDED, SUSPENSION_ENDED,
   * EVIDENCE_TYPE_DIFFERENT, EVIDENCE_TOO_MANY, EVIDENCE_ALREADY_ATTACHED.
   */
  @Transaction()
  @Returns('string')
  attachEvidence(context: Context, command: string): Promise<string> {
    return submit(context, 'attachEvidence', command);
  }

  /**
   * Records the result of an inspection; the latest that was not revoked counts.
   *
   * Who may call: maker of a named inspector, or of an alternate. Needs: an active agreement; of an
   * alternate, a requested inspection that is late. Events: DueDateMoved when it was late;
   * InspectionRecorded.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY, ALTERNATE_TOO_EARLY.
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
   * Errors in order: AGREEMENT_NOT_ACTIVE, EVIDENCE_TOO_MANY, INSTRUMENT_EXPIRED,
   * MILESTONE_DEPENDENCY_UNKNOWN, INSTRUMENT_OVER_REDUCED.
   */
  @Transaction()
  @Returns('string')
  recordInstrument(context: Context, command: string): Promise<string> {
    return submit(context, 'recordInstrument', command);
  }

  /**
   * Takes back an inspection, an event or evidence; orders that rest on it are cancelled until the
   * bank has instructed them.
   *
   * Who may call: maker of whoever made the record. Needs: the record, not revoked, and evidence in
   * no presentation under review or accepted. Events: RecordRevoked; OrderCancelled,
   * RevocationOpened, DueDateMoved, ExceptionOpened, MilestoneReopened, DependencyLost.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, RECORD_NOT_FOUND, RECORD_NOT_OWN,
   * RECORD_ALREADY_REVOKED, EVIDENCE_PRESENTED.
   */
  @Transaction()
  @Returns('string')
  revokeRecord(context: Context, command: string): Promise<string> {
    return submit(context, 'revokeRecord', command);
  }

  /**
   * Asks for the result of an inspection and starts the inspector's clock.
   *
   * Who may call: maker of the exporter. Needs: a milestone that is not waiting, with a condition
   * that misses an inspection. Events: InspectionRequested.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, MILESTONE_NOT_OPEN, INSPECTION_ALREADY_REQUESTED,
   * INSPECTION_NOT_AWAITED.
   */
  @Transaction()
  @Returns('string')
  requestInspection(context: Context, command: string): Promise<string> {
    return submit(context, 'requestInspection', command);
  }

  /**
   * Reports a need that the buyer has not supplied, or not as supplied; the due date stands still.
   *
   * Who may call: maker of the exporter. Needs: a need of the terms whose date is over. Events:
   * BlockReported.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, NEED_NOT_FOUND, MILESTONE_NOT_OPEN,
   * NEED_ALREADY_REPORTED, NEED_NOT_OVERDUE.
   */
  @Transaction()
  @Returns('string')
  reportBlocked(context: Context, command: string): Promise<string> {
    return submit(context, 'reportBlocked', command);
  }

  /**
   * States that what was reported as missing is supplied.
   *
   * Who may call: maker of the buyer. Needs: an open report. Events: SupplyReported.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, NEED_NOT_REPORTED, NEED_ALREADY_SUPPLIED.
   */
  @Transaction()
  @Returns('string')
  reportSupplied(context: Context, command: string): Promise<string> {
    return submit(context, 'reportSupplied', command);
  }

  /**
   * Confirms that what was missing is there; the due date moves by the time that it stood still.
   *
   * Who may call: maker of the exporter. Needs: an open report. Events: DueDateMoved,
   * SupplyConfirmed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, NEED_NOT_REPORTED.
   */
  @Transaction()
  @Returns('string')
  confirmSupplied(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmSupplied', command);
  }

  /**
   * Ends a milestone that the buyer has blocked for longer than agreed; what is held is split.
   *
   * Who may call: checker of the exporter, not who reported. Needs: an open report older than the
   * agreed days, and nothing under review. Events: BlockEnded, ShareDue, OrderApproved,
   * ShareUnsecured, ShareLapsed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, NEED_NOT_REPORTED, BLOCK_END_NOT_AGREED,
   * MILESTONE_NOT_OPEN, NEED_ALREADY_SUPPLIED, BLOCK_TOO_SHORT, APPROVER_NOT_SEPARATE.
   */
  @Transaction()
  @Returns('string')
  endBlocked(context: Context, command: string): Promise<string> {
    return submit(context, 'endBlocked', command);
  }

  /**
   * Applies everything that time and silence alone have made true of a milestone.
   *
   * Who may call: any user of a participant of the consortium. Needs: something that time has made
   * true. Events: those of what follows.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, NOTHING_DUE.
   */
  @Transaction()
  @Returns('string')
  advanceMilestone(context: Context, command: string): Promise<string> {
    return submit(context, 'advanceMilestone', command);
  }

  /**
   * Gives held parts that are not under review back, the highest first: a deposit to the buyer,
   * what is undertaken to be secured again.
   *
   * Who may call: checker of the exporter. Needs: an active agreement and held parts. Events:
   * ShareDue to the buyer and OrderApproved, or ShareUnsecured.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, SHARE_NOT_HELD, SHARE_NOT_BASIS_POINT,
   * ASSIGNEE_CONSENT_MISSING.
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

  /**
   * Records a demand under an instrument; no share moves.
   *
   * Who may call: maker of the bank. Needs: an instrument on record. Events: InstrumentDemanded.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, RECORD_NOT_FOUND, DEMANDS_EXHAUSTED.
   */
  @Transaction()
  @Returns('string')
  recordDemand(context: Context, command: string): Promise<string> {
    return submit(context, 'recordDemand', command);
  }
}
