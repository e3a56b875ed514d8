import {
  commercialMilestoneSchema,
  holdersOf,
  plus,
  SHARE_WHOLE,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { LOADING_PLACE, textileParties } from '../../../scripts/case/textile-deal.js';
import type { CommandFields } from '../consortium.js';
import { newFile, newSalt } from '../party-play.js';
import { resalted } from './agreeing.js';
import type { CaseRun } from './case-run.js';
import { otherParty, otherRole, type CaseStep, type Next, type Sent } from './step.js';

type Tail = Pick<CaseStep, 'next'>;

function evidence(milestoneId: string, docType: string, hash: string): CommandFields {
  const about = { mediaType: 'application/pdf', issuer: 'Indus Textiles', reference: 'reference' };
  return { milestoneId, docType, hash, size: 1024, ...about };
}

/** Of one field, another value. */
function with_(sent: Sent, field: string, value: unknown): Sent {
  return { fields: { ...sent.fields, [field]: value } };
}

/** Where a command has no field to differ in, another command of its sender. */
function attaching(milestoneId: string): ReturnType<CaseStep['other']> {
  return { type: 'attachEvidence', fields: evidence(milestoneId, 'invoice', newFile()) };
}

function attach(milestoneId: string, docType: string, file: string, { next }: Tail): CaseStep {
  return {
    name: `the exporter attaches ${file}`,
    by: 'textiles.maker',
    type: 'attachEvidence',
    sent: (run) => ({ fields: evidence(milestoneId, docType, run.file(file)) }),
    refused: [otherParty('retail.maker'), otherRole('textiles.checker')],
    other: (sent) => with_(sent, 'hash', newFile()),
    next,
  };
}

function present(milestoneId: string, { next }: Tail): CaseStep {
  return {
    name: `the exporter presents the ${milestoneId}`,
    by: 'textiles.maker',
    type: 'presentMilestone',
    sent: (run) => {
      const latest = run.milestone(milestoneId).delivery.evidence.length;
      return { fields: { milestoneId, evidence: [latest] } };
    },
    refused: [otherParty('retail.maker'), otherRole('textiles.checker')],
    other: (sent) => with_(sent, 'claimedShare', SHARE_WHOLE / 2),
    next,
  };
}

function presented(run: CaseRun, milestoneId: string): CommandFields {
  const latest = run.milestone(milestoneId).review.presentations.at(-1);
  return { milestoneId, presentation: latest?.number, hash: latest?.hash };
}

const notTheReviewer = [otherParty('textiles.checker'), otherRole('retail.maker')];

function shortage(run: CaseRun): CommandFields {
  return { code: 'QUANTITY_SHORT', about: 'proof-of-delivery', text: run.file('shortage') };
}

function accept(milestoneId: string, { next }: Tail): CaseStep {
  return {
    name: `the buyer accepts the ${milestoneId}`,
    by: 'retail.checker',
    type: 'acceptPresentation',
    sent: (run) => ({ fields: { ...presented(run, milestoneId), discrepancies: [] } }),
    refused: notTheReviewer,
    other: (sent) => with_(sent, 'acceptedShare', SHARE_WHOLE / 2),
    next,
  };
}

function refuse(milestoneId: string, { next }: Tail): CaseStep {
  return {
    name: `the buyer refuses the ${milestoneId}`,
    by: 'retail.checker',
    type: 'refusePresentation',
    sent: (run) => {
      const discrepancies = [shortage(run)];
      return {
        fields: { ...presented(run, milestoneId), discrepancies, documents: 'returned' },
      };
    },
    refused: notTheReviewer,
    other: (sent) => with_(sent, 'documents', 'held'),
    next,
  };
}

function inspect({ next }: Tail): CaseStep {
  return {
    name: 'the inspector passes the goods',
    by: 'quality.maker',
    type: 'recordInspection',
    sent: (run) => ({
      fields: {
        milestoneId: 'shipment',
        outcome: 'pass',
        certificate: run.file('certificate'),
        findings: run.file('findings'),
      },
    }),
    refused: [otherParty('line.maker'), otherRole('quality.checker')],
    other: (sent) => with_(sent, 'outcome', 'fail'),
    next,
  };
}

function load({ next }: Tail): CaseStep {
  return {
    name: 'the carrier reports the loading',
    by: 'line.maker',
    type: 'recordEvent',
    sent: (run) => ({
      fields: {
        milestoneId: 'shipment',
        code: 'LOAD',
        classifier: 'ACT',
        location: LOADING_PLACE,
        eventTime: run.ledger.now() - 1,
        transportDocument: run.file('a bill of lading'),
      },
    }),
    refused: [otherParty('quality.maker'), otherRole('line.checker')],
    other: (sent) => with_(sent, 'classifier', 'EST'),
    next,
  };
}

function orderFields(run: CaseRun, milestoneId: string): CommandFields {
  return { milestoneId, orderId: run.order(milestoneId).id };
}

function instruction(run: CaseRun, milestoneId: string): CommandFields {
  return { ...orderFields(run, milestoneId), paymentFile: run.file(`payment of ${milestoneId}`) };
}

function approve(milestoneId: string, officer: 1 | 2, { next }: Tail): CaseStep {
  const first = 'trade-bank.approver-1';
  const same = { what: 'the same officer twice', by: first, code: /^APPROVER_NOT_SEPARATE$/ };
  return {
    name: `officer ${officer} of the bank approves the payment of the ${milestoneId}`,
    by: `trade-bank.approver-${officer}`,
    type: 'approveOrder',
    sent: (run) => {
      const { hash } = run.order(milestoneId);
      return { fields: { ...orderFields(run, milestoneId), hash } };
    },
    refused: [
      otherRole('retail.checker'),
      otherRole('trade-bank.maker'),
      {
        what: 'a payment that is not approved',
        by: 'trade-bank.maker',
        type: 'instructOrder',
        fields: (run) => instruction(run, milestoneId),
        code: /^ORDER_NOT_APPROVED$/,
      },
      ...(officer === 1 ? [] : [same]),
    ],
    other: (sent) => with_(sent, 'hash', newFile()),
    next,
  };
}

function advance(milestoneId: string, { next }: Tail): CaseStep {
  return {
    name: `the bank is silent on the ${milestoneId} until it counts as approval`,
    by: 'textiles.maker',
    type: 'advanceMilestone',
    sent: () => ({ fields: { milestoneId } }),
    notBefore: (run) => {
      const { approvalDeadline } = run.order(milestoneId);
      return Promise.resolve(plus(approvalDeadline, run.ledger.parameters.toleranceMillis));
    },
    refused: [otherRole('audit.auditor')],
    other: () => attaching(milestoneId),
    next,
  };
}

const notTheBank = [otherParty('textiles.maker'), otherRole('trade-bank.checker')];

function settlement(run: CaseRun, milestoneId: string): PrivateDocument {
  const commercial = run.deal.documents.commercial[milestoneId];
  const { amountMinor } = commercialMilestoneSchema.parse(commercial);
  return run.document(`settlement of ${milestoneId}`, () => ({
    kind: 'settlement',
    salt: newSalt(),
    currency: 'EUR',
    amountMinor,
    chargesMinor: '0',
    payTo: run.deal.terms.commitments.payTo,
  }));
}

/** The bank pays: payment file, settlement document, debit; then the payee has it. */
function pay(
  milestoneId: string,
  of: { readonly paidMinor: bigint; readonly meanwhile: Next; readonly next: Next },
): readonly CaseStep[] {
  const { paidMinor, meanwhile, next } = of;
  const others = meanwhile['trade-bank'] ?? [];
  const bankOn = (command: string): Next => ({
    ...meanwhile,
    'trade-bank': [`${command} ${milestoneId}`, ...others],
  });
  const { textiles = [] } = meanwhile;
  return [
    {
      name: `the bank sends the payment of the ${milestoneId}`,
      by: 'trade-bank.maker',
      type: 'instructOrder',
      sent: (run) => ({ fields: instruction(run, milestoneId) }),
      refused: notTheBank,
      other: (sent) => with_(sent, 'paymentFile', newFile()),
      next: bankOn('settleOrder'),
    },
    {
      name: `the bank files what it paid for the ${milestoneId}`,
      by: 'trade-bank.maker',
      type: 'fileDocument',
      sent: (run) => ({
        fields: { kind: 'settlement', to: holdersOf(textileParties, 'settlement') },
        documents: { [hashOf(settlement(run, milestoneId))]: settlement(run, milestoneId) },
      }),
      refused: [otherParty('line.maker'), otherRole('trade-bank.checker')],
      other: (sent) => ({ ...sent, documents: resalted(sent.documents ?? {}) }),
      next: bankOn('settleOrder'),
    },
    {
      name: `the bank books the debit of the ${milestoneId}`,
      by: 'trade-bank.maker',
      type: 'settleOrder',
      sent: (run) => ({
        fields: {
          ...orderFields(run, milestoneId),
          attempt: 1,
          bankReference: 'HB-1',
          uetr: '97ed4827-7b6f-4491-a06f-b548d5a7512d',
          valueDate: '2026-03-02',
          message: run.file(`statement on ${milestoneId}`),
          document: hashOf(settlement(run, milestoneId)),
        },
      }),
      refused: notTheBank,
      other: (sent) => with_(sent, 'bankReference', 'HB-2'),
      next: { ...meanwhile, textiles: [`acknowledgeCredit ${milestoneId}`, ...textiles] },
      paidMinor,
    },
    {
      name: `the exporter acknowledges the credit of the ${milestoneId}`,
      by: 'textiles.maker',
      type: 'acknowledgeCredit',
      sent: (run) => ({ fields: orderFields(run, milestoneId) }),
      refused: [otherParty('retail.maker'), otherRole('textiles.checker')],
      other: () => attaching(milestoneId),
      next,
    },
  ];
}

const shipping: Next = { quality: ['recordInspection shipment'], line: ['recordEvent shipment'] };
const delivering: Next = { textiles: ['presentMilestone delivery'] };
const approving = (milestoneId: string): Next => ({ 'trade-bank': [`approveOrder ${milestoneId}`] });
const sending = (milestoneId: string): Next => ({ 'trade-bank': [`instructOrder ${milestoneId}`] });
const reviewing = (milestoneId: string): Next => ({ retail: [`acceptPresentation ${milestoneId}`] });

/** From the first presentation to the last credit. */
export const performing: readonly CaseStep[] = [
  attach('order', 'order-confirmation', 'an order confirmation', {
    next: { textiles: ['presentMilestone order'] },
  }),
  present('order', { next: reviewing('order') }),
  accept('order', { next: { ...approving('order'), ...shipping } }),
  approve('order', 1, { next: { ...approving('order'), ...shipping } }),
  approve('order', 2, { next: { ...sending('order'), ...shipping } }),
  ...pay('order', { paidMinor: 4_455_000n, meanwhile: shipping, next: shipping }),
  attach('shipment', 'bill-of-lading', 'a bill of lading', { next: shipping }),
  inspect({ next: { line: ['recordEvent shipment'] } }),
  load({ next: { ...approving('shipment'), ...delivering } }),
  advance('shipment', { next: { ...sending('shipment'), ...delivering } }),
  ...pay('shipment', { paidMinor: 10_395_000n, meanwhile: delivering, next: delivering }),
  attach('delivery', 'proof-of-delivery', 'a proof of delivery', { next: delivering }),
  present('delivery', { next: reviewing('delivery') }),
  refuse('delivery', { next: delivering }),
  attach('delivery', 'proof-of-delivery', 'a second proof of delivery', { next: delivering }),
  present('delivery', { next: reviewing('delivery') }),
  accept('delivery', { next: approving('delivery') }),
  approve('delivery', 1, { next: approving('delivery') }),
  approve('delivery', 2, { next: sending('delivery') }),
  ...pay('delivery', { paidMinor: 14_850_001n, meanwhile: {}, next: {} }),
];
