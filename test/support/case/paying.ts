import {
  commercialMilestoneSchema,
  holdersOf,
  plus,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileParties } from '../../../scripts/case/textile-deal.js';
import type { CommandFields } from '../consortium.js';
import { newFile, newSalt } from '../party-play.js';
import { resalted } from './agreeing.js';
import { attaching, changed } from './fields.js';
import { otherParty, otherRole, type CaseSight, type CaseStep, type Next } from './step.js';

type Tail = Pick<CaseStep, 'next'>;

function orderFields(run: CaseSight, milestoneId: string): CommandFields {
  return { milestoneId, orderId: run.order(milestoneId).id };
}

function instruction(run: CaseSight, milestoneId: string): CommandFields {
  return { ...orderFields(run, milestoneId), paymentFile: run.file(`payment of ${milestoneId}`) };
}

/** One officer of the bank approves. */
export function approve(milestoneId: string, officer: 1 | 2, { next }: Tail): CaseStep {
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
    other: (sent) => changed(sent, 'hash', newFile()),
    next,
  };
}

/** Nobody at the bank approves, and the exporter has that recorded. */
export function advance(milestoneId: string, { next }: Tail): CaseStep {
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

function settlement(run: CaseSight, milestoneId: string): PrivateDocument {
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
export function pay(
  milestoneId: string,
  of: { readonly paidMinor: bigint; readonly meanwhile: Next; readonly next: Next },
): readonly CaseStep[] {
  const { paidMinor, meanwhile, next } = of;
  const others = meanwhile['trade-bank'] ?? [];
  const bankOn = (command: string): Next => ({
    ...meanwhile,
    'trade-bank': [`${command} ${milestoneId}`, ...others],
  });
  const { textiles = [] } = next;
  return [
    {
      name: `the bank sends the payment of the ${milestoneId}`,
      by: 'trade-bank.maker',
      type: 'instructOrder',
      sent: (run) => ({ fields: instruction(run, milestoneId) }),
      refused: notTheBank,
      other: (sent) => changed(sent, 'paymentFile', newFile()),
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
      other: (sent) => changed(sent, 'bankReference', 'HB-2'),
      next: { ...next, textiles: [`acknowledgeCredit ${milestoneId}`, ...textiles] },
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

/** Everything is paid, and the exporter closes the agreement. */
export const close: CaseStep = {
  name: 'the exporter closes the agreement',
  by: 'textiles.maker',
  type: 'closeAgreement',
  sent: () => ({ fields: {} }),
  refused: [otherRole('audit.auditor')],
  other: (sent) => ({ ...sent, type: 'advanceAgreement' }),
  next: {},
};
