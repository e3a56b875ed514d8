import type { InjectOptions } from 'fastify';
import type { SubmissionType } from '@tranche/chaincode/domain';
import { pathWith, routes, type Route, type RouteName } from '@tranche/gateway/api';
import type { Deal } from '../../scripts/case/textile-deal.js';
import { newFile } from './party-play.js';

/** Name of a route that changes something. */
export type CommandRouteName = Extract<RouteName, SubmissionType>;

/** What the bodies and addresses of the samples are about. */
export interface SampleSubject {
  readonly deal: Deal;
  readonly agreementId: string;
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An id of the right form that no order has. */
export const NO_ORDER = `T${'A'.repeat(30)}`;
/** An id of the right form that no agreement has. */
export const NO_AGREEMENT = `A${'A'.repeat(30)}`;
/** An id of the right form that no vote has. */
export const NO_VOTE = `V${'A'.repeat(30)}`;
/** An id of the right form that no transaction has. */
export const NO_TRANSACTION = '0'.repeat(64);

const DAY_MILLIS = 86_400_000;

/** One well-formed body for each command: a missing one does not compile. */
export function sampleBodies(of: SampleSubject): {
  readonly [N in CommandRouteName]: Readonly<Record<string, unknown>>;
} {
  const { deal, now } = of;
  const hash = newFile();
  const expiry = now + DAY_MILLIS;
  const discrepancies = [{ code: 'QUANTITY_SHORT', about: 'order', text: hash }];
  return {
    proposeAgreement: { terms: deal.terms },
    fileDocument: fileBody(deal),
    acceptAgreement: { termsHash: hash },
    declineAgreement: {},
    withdrawAgreement: {},
    advanceAgreement: {},
    closeAgreement: {},
    proposeTermination: { splits: [{ milestoneId: 'order', payeeBps: 5_000 }] },
    acceptTermination: { hash },
    withdrawTermination: {},
    ...amendmentBodies(deal, hash),
    ...securityBodies(hash, expiry),
    ...consortiumBodies(hash, now),
    attachEvidence: {
      docType: 'order-confirmation',
      hash,
      size: 1024,
      mediaType: 'application/pdf',
      issuer: 'Indus Textiles',
      reference: 'reference',
    },
    recordInspection: { outcome: 'pass', certificate: hash, findings: hash },
    recordEvent: {
      code: 'LOAD',
      classifier: 'ACT',
      location: 'INNSA',
      eventTime: now - 1,
      transportDocument: hash,
    },
    revokeRecord: { what: 'evidence', number: 1, reason: hash },
    requestInspection: {},
    reportBlocked: {},
    reportSupplied: {},
    confirmSupplied: {},
    endBlocked: {},
    advanceMilestone: {},
    presentMilestone: { evidence: [1] },
    acceptPresentation: { hash, discrepancies: [] },
    refusePresentation: { hash, discrepancies, documents: 'returned' },
    suspendReview: { hash, evidence: [1], reason: 'unreadable' },
    resumeReview: {},
    reduceMilestone: { share: 100_000_000, reason: 'QUANTITY_SHORT' },
    waiveCondition: { tranche: 'whole', leaf: 0 },
    waiveLateness: { until: expiry },
    confirmWaiver: {},
    approveOrder: { hash },
    instructOrder: { paymentFile: hash },
    settleOrder: {
      attempt: 1,
      bankReference: 'HB-1',
      uetr: '97ed4827-7b6f-4491-a06f-b548d5a7512d',
      valueDate: '2026-03-02',
      message: hash,
      document: hash,
    },
    ...paymentBodies(hash),
    ...disputeBodies(hash, expiry),
    ...financingBodies(hash, expiry),
  };
}

function fileBody({ documents }: Deal) {
  const to = ['ExporterMSP', 'BankMSP'];
  return { kind: 'pay-to', to, documents: documents['pay-to'] } as const;
}

/** The bodies about payments that go wrong, and what a person must look at. */
function paymentBodies(hash: string) {
  return {
    acknowledgeCredit: {},
    holdOrder: { reason: 'sanctions' },
    renewHold: {},
    unholdOrder: {},
    rejectOrder: { attempt: 1, reason: 'AC04', message: hash },
    returnOrder: { attempt: 1, reason: 'AC04', message: hash },
    reportException: { kind: 'unmatched', note: hash },
    resolveException: { as: 'corrected', note: hash },
    consentToResolution: { note: hash },
    confirmResolution: { note: hash },
  } as const;
}

/** The bodies about accounts, rates, guarantees and what is assigned. */
function financingBodies(hash: string, validUntil: number) {
  const financier = 'BankMSP:finance';
  return {
    changePayTo: { document: hash },
    approvePayTo: { document: hash },
    callBackPayTo: { document: hash },
    confirmPayTo: { document: hash },
    fixRate: { document: hash, validUntil },
    agreeRate: { document: hash },
    recordDemand: { instrument: 1, document: hash },
    recordFinancing: { invoice: hash },
    proposeAssignment: { financier, invoice: hash, document: hash, share: 100_000_000 },
    acknowledgeAssignment: { hash },
    rejectAssignment: { reason: 'NOT_OURS' },
    releaseAssignment: {},
    consentToAct: { act: hash },
  } as const;
}

function consortiumBodies(hash: string, now: number) {
  return {
    updateParticipant: { name: 'Indus Textiles', roles: ['exporter'] },
    deactivateParticipant: {},
    pinKeys: { keys: [hash] },
    proposeRehost: { to: 'BankMSP' },
    acceptRehost: { localId: 'textiles' },
    proposeVote: { motion: { kind: 'declareOutage', from: now, until: now + DAY_MILLIS } },
    castVote: { hash, vote: 'for' },
    withdrawVote: {},
    advanceConsortium: {},
  } as const;
}

function amendmentBodies({ terms, documents }: Deal, hash: string) {
  const shown = { kind: 'pay-to', termsVersion: 1, to: 'AuditorMSP:arbitration' } as const;
  return {
    proposeAmendment: { number: 2, terms, revalued: [], lowered: [] },
    consentToAmendment: { termsHash: hash },
    refuseAmendment: {},
    withdrawAmendment: {},
    fileDisclosure: { ...shown, documents: documents['pay-to'] },
    discloseDocuments: { ...shown, parts: ['payee'] },
  } as const;
}

function securityBodies(hash: string, expiry: number) {
  return {
    recordInstrument: { instrument: 'performance-guarantee', reference: hash, expiry },
    secureFunds: { form: 'escrow-deposit', reference: hash, document: hash, expiry },
    confirmSecurity: { document: hash },
    acceptShortSecurity: { expiry },
    extendSecurity: { expiry, document: hash },
    increaseSecurity: { reference: hash, document: hash },
    releaseSecurity: {},
    lapseUnsecured: {},
    attestBalance: { document: hash, asOf: '2026-03-02' },
  } as const;
}

function disputeBodies(hash: string, until: number) {
  const split = { toPayee: 100_000_000, toBuyer: 0 } as const;
  return {
    openDispute: { grounds: 'refusal', reason: hash, evidence: [] },
    addToDispute: { grounds: 'refusal', reason: hash, evidence: [] },
    offerSplit: { ...split, until },
    acceptOffer: { hash },
    escalateDispute: {},
    ruleDispute: { ...split, hash, reasons: hash },
    confirmRuling: { hash },
    withdrawDispute: {},
    recordAward: { ...split, kind: 'award', document: hash },
    confirmAward: { hash },
    recordStay: { document: hash },
  } as const;
}

/** Parameters of every path, about the agreement's first milestone. */
export function sampleParams(
  of: Pick<SampleSubject, 'agreementId' | 'orderId'>,
): Readonly<Record<string, string>> {
  const { agreementId, orderId } = of;
  return {
    agreementId,
    orderId,
    milestoneId: 'order',
    presentation: '1',
    need: 'drawings',
    number: '1',
    offer: '1',
    voteId: NO_VOTE,
    localId: 'unknown',
    participant: 'BankMSP:unknown',
    kind: 'commercial',
    part: 'order',
    termsVersion: '1',
    txId: NO_TRANSACTION,
    templateId: 'software',
  };
}

/** A well-formed command as a user sends it to a server in this process. */
export function sampleCommand(
  name: CommandRouteName,
  of: SampleSubject & { readonly label: string; readonly key: string },
): InjectOptions & { readonly headers: Readonly<Record<string, string>>; readonly url: string } {
  return {
    method: 'POST',
    url: pathWith(routes[name].path, sampleParams(of)),
    headers: {
      authorization: `Bearer ${of.label}`,
      'idempotency-key': of.key,
      'content-type': 'application/json',
    },
    payload: JSON.stringify(sampleBodies(of)[name]),
  };
}

/** The names of all routes that change something. */
export const commandNames: readonly CommandRouteName[] = Object.entries<Route>(routes)
  .filter(([, { action }]) => action.kind === 'command')
  .map(([name]) => name as CommandRouteName);
