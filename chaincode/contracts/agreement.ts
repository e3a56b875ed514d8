import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** Agreements: their proposal, private documents, signatures and security. */
@Info({ title: 'agreement', description: 'Terms, private filings, signatures and security' })
export class AgreementContract extends Contract {
  constructor() {
    super('agreement');
  }

  /**
   * Proposes the public terms of an agreement, with commitments to its private documents.
   *
   * Who may call: maker of the exporter or the buyer. Needs: the founded consortium and active
   * participants. Events: AgreementProposed.
   *
   * Errors in order: CONSORTIUM_NOT_BOOTSTRAPPED, then those of the terms.
   */
  @Transaction()
  @Returns('string')
  proposeAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeAgreement', command);
  }

  /**
   * Files a private document in its holders’ own collections; the document travels in the transient
   * map.
   *
   * Who may call: maker of the exporter, the buyer or the bank. Needs: terms that commit to it.
   * Events: none: nothing public is written.
   *
   * Errors in order: DOCUMENT_MALFORMED, then those of the filing.
   */
  @Transaction()
  @Returns('string')
  fileDocument(context: Context, command: string): Promise<string> {
    return submit(context, 'fileDocument', command);
  }

  /**
   * Files private documents with somebody that the terms do not show them to, and with the caller’s
   * own member; the documents travel in the transient map.
   *
   * Who may call: maker of the exporter, the buyer or the bank. Needs: documents that the caller’s
   * member may hold, and an active participant that may not. Events: none: nothing public is
   * written.
   *
   * Errors in order: DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE, AGREEMENT_NOT_FOUND,
   * TERMS_VERSION_NOT_FOUND, DOCUMENT_KIND_NOT_ALLOWED, PARTICIPANT_NOT_ACTIVE,
   * DISCLOSURE_NOT_NEEDED, DOCUMENT_NOT_COMMITTED.
   */
  @Transaction()
  @Returns('string')
  fileDisclosure(context: Context, command: string): Promise<string> {
    return submit(context, 'fileDisclosure', command);
  }

  /**
   * Puts on record which documents somebody was shown: by their commitments alone.
   *
   * Who may call: maker of the exporter, the buyer or the bank. Needs: an agreement that was
   * active, and the documents filed with the recipient. Events: DocumentsDisclosed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, DISCLOSURES_EXHAUSTED, TERMS_VERSION_NOT_FOUND,
   * DOCUMENT_KIND_NOT_ALLOWED, PARTICIPANT_NOT_ACTIVE, DISCLOSURE_NOT_NEEDED, ID_LISTED_TWICE,
   * DOCUMENT_NOT_COMMITTED, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  discloseDocuments(context: Context, command: string): Promise<string> {
    return submit(context, 'discloseDocuments', command);
  }

  /**
   * Signs the hash of the public terms; the last signature activates the agreement.
   *
   * Who may call: checker of a signatory, once. Needs: the committed documents in the caller’s own
   * collection. Events: AgreementAccepted, AgreementActivated, MilestoneActivated.
   *
   * Errors in order: AGREEMENT_NOT_PROPOSED, AGREEMENT_ALREADY_SIGNED, PROPOSAL_EXPIRED,
   * TERMS_HASH_MISMATCH, APPROVER_NOT_SEPARATE, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  acceptAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptAgreement', command);
  }

  /**
   * Ends an open proposal that the caller does not want to sign.
   *
   * Who may call: checker of a signatory. Needs: an open proposal. Events: AgreementDeclined.
   *
   * Errors in order: AGREEMENT_NOT_PROPOSED.
   */
  @Transaction()
  @Returns('string')
  declineAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'declineAgreement', command);
  }

  /**
   * Takes back an open proposal.
   *
   * Who may call: maker of the proposer. Needs: an open proposal. Events: AgreementWithdrawn.
   *
   * Errors in order: AGREEMENT_NOT_PROPOSED.
   */
  @Transaction()
  @Returns('string')
  withdrawAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawAgreement', command);
  }

  /**
   * Ends an open proposal, or the open amendment, whose date has passed.
   *
   * Who may call: maker, checker, approver or compliance officer of any participant. Needs: an open
   * proposal or amendment past its date. Events: AgreementExpired, AmendmentExpired.
   *
   * Errors in order: NOTHING_DUE.
   */
  @Transaction()
  @Returns('string')
  advanceAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'advanceAgreement', command);
  }

  /**
   * Completes an agreement of which every part is settled or lapsed.
   *
   * Who may call: maker, checker, approver or compliance officer of any participant. Needs: an
   * active agreement. Events: AgreementCompleted.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, AGREEMENT_NOT_FINISHED, EXCEPTIONS_OPEN.
   */
  @Transaction()
  @Returns('string')
  closeAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'closeAgreement', command);
  }

  /**
   * Proposes to the other side to end the agreement, with a split of what is held and free.
   *
   * Who may call: maker of the exporter or the buyer. Needs: an active agreement without an open
   * termination. Events: TerminationProposed.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, TERMINATION_ALREADY_OPEN, MILESTONE_NOT_FOUND,
   * ID_LISTED_TWICE.
   */
  @Transaction()
  @Returns('string')
  proposeTermination(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeTermination', command);
  }

  /**
   * Consents to an open termination: what is free is split, what is unsecured lapses, and nothing
   * more is presented. What is due or later, under review or waiting for time alone stays.
   *
   * Who may call: checker of the other side. Needs: the open termination’s number and hash. Events:
   * AgreementTerminated, MilestoneTerminated, ShareLapsed, ShareDue, OrderApproved, ShareUnsecured.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, TERMINATION_NOT_FOUND, APPROVER_NOT_SEPARATE,
   * TERMINATION_HASH_MISMATCH, ASSIGNEE_CONSENT_MISSING.
   */
  @Transaction()
  @Returns('string')
  acceptTermination(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptTermination', command);
  }

  /**
   * Takes an own termination back, or refuses the other side’s.
   *
   * Who may call: maker of the exporter or the buyer. Needs: the open termination’s number. Events:
   * TerminationWithdrawn.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, TERMINATION_NOT_FOUND.
   */
  @Transaction()
  @Returns('string')
  withdrawTermination(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawTermination', command);
  }

  /**
   * Attests that a deposit or an undertaking covers the agreement or one milestone; in dual mode it
   * only enters so, until another user confirms it.
   *
   * Who may call: maker of the bank. Needs: an active agreement, unsecured parts, and the security
   * document filed with bank and exporter. Events: FundsSecured, or SecurityEntered in dual mode.
   *
   * Errors in order: MILESTONE_NOT_FOUND, AGREEMENT_NOT_ACTIVE, AGREEMENT_TERMINATED,
   * MILESTONE_NOT_UNSECURED, TERMS_VERSION_NOT_CURRENT, FUNDING_DEADLINE_PASSED,
   * SECURITY_FORM_MISMATCH, SECURITY_NOT_LATER, SECURITY_TOO_SHORT, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  secureFunds(context: Context, command: string): Promise<string> {
    return submit(context, 'secureFunds', command);
  }

  /**
   * Confirms a security that another user of the bank entered, and secures by it.
   *
   * Who may call: checker of the bank. Needs: what was entered for the same scope, by its document.
   * Events: FundsSecured.
   *
   * Errors in order: MILESTONE_NOT_FOUND, SECURITY_NOT_ENTERED, APPROVER_NOT_SEPARATE, then those
   * of `secureFunds`.
   */
  @Transaction()
  @Returns('string')
  confirmSecurity(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmSecurity', command);
  }

  /**
   * Takes a security that expires earlier than the rules ask for, if not before a date.
   *
   * Who may call: checker of the exporter. Needs: an active agreement. Events:
   * ShortSecurityAccepted.
   *
   * Errors in order: MILESTONE_NOT_FOUND, AGREEMENT_NOT_ACTIVE.
   */
  @Transaction()
  @Returns('string')
  acceptShortSecurity(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptShortSecurity', command);
  }

  /**
   * Lets the security of the agreement or of one milestone last longer.
   *
   * Who may call: maker of the bank. Needs: a security, and the new document filed with bank and
   * exporter. Events: SecurityExtended.
   *
   * Errors in order: MILESTONE_NOT_FOUND, SECURITY_NOT_FOUND, SECURITY_NOT_LATER,
   * SECURITY_DOCUMENT_REUSED, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  extendSecurity(context: Context, command: string): Promise<string> {
    return submit(context, 'extendSecurity', command);
  }

  /**
   * Puts a document that attests more in the place of that of a security; nothing moves.
   *
   * Who may call: maker of the bank. Needs: a security, and the new document filed with bank and
   * exporter. Events: SecurityIncreased.
   *
   * Errors in order: MILESTONE_NOT_FOUND, SECURITY_NOT_FOUND, SECURITY_DOCUMENT_REUSED,
   * DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  increaseSecurity(context: Context, command: string): Promise<string> {
    return submit(context, 'increaseSecurity', command);
  }

  /**
   * Attests that the booked balance covers what is on record of the agreement.
   *
   * Who may call: maker of the bank. Needs: an active or terminated agreement, and the private
   * statement filed with the bank. Events: BalanceAttested.
   *
   * Errors in order: AGREEMENT_NOT_ACTIVE, BALANCE_DATE_FUTURE, DOCUMENT_NOT_FILED.
   */
  @Transaction()
  @Returns('string')
  attestBalance(context: Context, command: string): Promise<string> {
    return submit(context, 'attestBalance', command);
  }
}
