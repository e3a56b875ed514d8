import type { Assignment, Milestone, PrivateDocument } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

const PARTS_OF_BASIS_POINT = 10 ** 8;
const INVOICES = 6;

/** What exporter, bank and financier do about financing. */
export function financing(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const { assignments = [] } = milestone;
  const invoice = invoiceOf(dice);
  return [
    () => on(milestone, 'textiles.maker', 'recordFinancing', { invoice }),
    () => proposal(dice, milestone, sight),
    () => proposal(dice, milestone, sight),
    ...assignments.flatMap((assignment) => answers(dice, milestone, assignment, sight)),
  ];
}

/** One of few, so that the same is tried twice. */
function invoiceOf(dice: Dice): string {
  return hashOf({ number: dice.below(INVOICES) });
}

function proposal(dice: Dice, milestone: Milestone, { deal, before }: Sight): Attempt {
  const { financiers: [financier] = [] } = deal.terms.parties;
  const recorded = before.filter(
    ({ type, fields }) =>
      type === 'recordFinancing' && fields['milestoneId'] === String(milestone.id),
  );
  const known = recorded.length === 0 ? undefined : dice.pick(recorded).fields['invoice'];
  return on(milestone, 'textiles.checker', 'proposeAssignment', {
    financier: financier ?? 'BankMSP:finance',
    invoice: known ?? invoiceOf(dice),
    document: hashOf(documentOf(milestone, deal)),
    share: dice.between(1, 10_000) * PARTS_OF_BASIS_POINT,
  });
}

function answers(
  dice: Dice,
  milestone: Milestone,
  assignment: Assignment,
  { deal }: Sight,
): readonly Option[] {
  const { number, hash, status } = assignment;
  if (status === 'active') {
    const act = fresh(dice, 'act');
    return [
      () => on(milestone, 'finance.checker', 'consentToAct', { number, act }),
      ...(dice.chance(50)
        ? [() => on(milestone, 'finance.checker', 'releaseAssignment', { number })]
        : []),
    ];
  }
  if (status !== 'proposed') return [];
  const filing = { kind: 'assignment', document: documentOf(milestone, deal) } as const;
  const acknowledge = (): Attempt => ({
    ...on(milestone, 'trade-bank.checker', 'acknowledgeAssignment', { number, hash }),
    filing,
  });
  const label = dice.pick(['finance.checker', 'trade-bank.checker', 'textiles.checker']);
  const reject = (): Attempt =>
    on(milestone, label, 'rejectAssignment', { number, reason: 'NOT_OURS' });
  return dice.chance(10) ? [acknowledge, reject] : [acknowledge, acknowledge];
}

/** The same for every assignment of a milestone. */
function documentOf({ id }: Milestone, deal: Sight['deal']): PrivateDocument {
  const commercial = deal.documents.commercial[id];
  if (commercial?.kind !== 'commercial-milestone') throw new Error(`${id} has an amount`);
  return {
    kind: 'assignment',
    salt: hashOf('salt'),
    invoice: { issuer: 'Indus Textiles', number: '1', date: '2026-03-02' },
    currency: deal.currency,
    decimals: 2,
    commercial,
    payTo: { account: 'A-1', name: 'Harbour Finance', bank: 'HARBINBB' },
  };
}
