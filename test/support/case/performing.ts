import { SHARE_WHOLE } from '@tranche/chaincode/domain';
import { LOADING_PLACE } from '../../../scripts/case/textile-deal.js';
import type { CommandFields } from '../consortium.js';
import { newFile } from '../party-play.js';
import { changed, evidence } from './fields.js';
import { advance, approve, close, pay } from './paying.js';
import { otherParty, otherRole, type CaseSight, type CaseStep, type Next } from './step.js';

type Tail = Pick<CaseStep, 'next'>;

function attach(milestoneId: string, docType: string, file: string, { next }: Tail): CaseStep {
  return {
    name: `the exporter attaches ${file}`,
    by: 'textiles.maker',
    type: 'attachEvidence',
    sent: (run) => ({ fields: evidence(milestoneId, docType, run.file(file)) }),
    refused: [otherParty('retail.maker'), otherRole('textiles.checker')],
    other: (sent) => changed(sent, 'hash', newFile()),
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
    other: (sent) => changed(sent, 'claimedShare', SHARE_WHOLE / 2),
    next,
  };
}

function presented(run: CaseSight, milestoneId: string): CommandFields {
  const latest = run.milestone(milestoneId).review.presentations.at(-1);
  return { milestoneId, presentation: latest?.number, hash: latest?.hash };
}

const notTheReviewer = [otherParty('textiles.checker'), otherRole('retail.maker')];

function shortage(run: CaseSight): CommandFields {
  return { code: 'QUANTITY_SHORT', about: 'proof-of-delivery', text: run.file('shortage') };
}

function accept(milestoneId: string, { next }: Tail): CaseStep {
  return {
    name: `the buyer accepts the ${milestoneId}`,
    by: 'retail.checker',
    type: 'acceptPresentation',
    sent: (run) => ({ fields: { ...presented(run, milestoneId), discrepancies: [] } }),
    refused: notTheReviewer,
    other: (sent) => changed(sent, 'acceptedShare', SHARE_WHOLE / 2),
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
    other: (sent) => changed(sent, 'documents', 'held'),
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
    other: (sent) => changed(sent, 'outcome', 'fail'),
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
    other: (sent) => changed(sent, 'classifier', 'EST'),
    next,
  };
}

const shipping: Next = { quality: ['recordInspection shipment'], line: ['recordEvent shipment'] };
const delivering: Next = { textiles: ['presentMilestone delivery'] };
const closing: Next = { textiles: ['closeAgreement'] };
const approving = (id: string): Next => ({ 'trade-bank': [`approveOrder ${id}`] });
const sending = (id: string): Next => ({ 'trade-bank': [`instructOrder ${id}`] });
const reviewing = (id: string): Next => ({ retail: [`acceptPresentation ${id}`] });

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
  ...pay('delivery', { paidMinor: 14_850_001n, meanwhile: {}, next: closing }),
  close,
];
